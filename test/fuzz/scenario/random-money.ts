/** Books of operators: what they pay and own, when they decide, and every policy and way to sell. */
import { policies } from "../../../models/policies/policies.js";
import { sales } from "../../../models/policies/sales/sales.js";
import { profileNames } from "../../../models/scenario/profiles.js";
import { type Choices, written } from "./choices.js";
import { durationText, secondsText, shareText } from "./quantities.js";
import { wordOrChoice } from "./random-plugins.js";
import type { Fields } from "./random-operators.js";

interface Span {
  readonly horizonS: number;
  readonly paceUs: number;
}

/** The classes, of a scenario with a market; most of them keep books, if any does. */
export function withBooks<Class extends Fields>(
  choices: Choices,
  operators: readonly Class[],
  span: Span,
): readonly Class[] {
  if (!choices.chance(0.6)) return operators;
  return operators.map((one) => (choices.chance(0.8) ? { ...one, ...randomBooks(choices, span) } : one));
}

const randomBooks = (choices: Choices, span: Span): Fields =>
  written({
    profile: choices.maybe(0.5, () => choices.oneOf(profileNames)),
    cost: choices.maybe(0.6, () => randomCost(choices, span.horizonS)),
    cash: choices.maybe(0.6, () => choices.oneOf(["0 USD", "0.000001 USD", "250 USD", "1000000 USD"])),
    tokens: choices.maybe(0.05, () => choices.oneOf(["0 QUIL", "0 QUIL", "0 QUIL", "1 units"])),
    outside: choices.maybe(0.3, () => choices.integer(0, 4)),
    policy: choices.maybe(0.8, () => randomPolicy(choices, span)),
    sells: choices.maybe(0.7, () => wordOrChoice(choices, sales.plugins)),
    decides: choices.maybe(0.9, () => randomTimes(choices, span)),
  });

const randomCost = (choices: Choices, horizonS: number): Fields =>
  written({
    hardware: choices.maybe(0.7, () => choices.oneOf(["0 USD", "3 USD", "1200 USD", "1000000000 USD"])),
    life: choices.maybe(0.5, () => choices.oneOf(["4 y", secondsText(choices, 60, 3 * horizonS)])),
    power: choices.maybe(0.6, () => choices.oneOf(["0 W", "120 W", "1.5 kW", "1 MW"])),
    energy: choices.maybe(0.6, () => choices.oneOf(["0 USD/kWh", "0.25 USD/kWh", "180 USD/MWh"])),
    hosting: choices.maybe(0.6, () => choices.oneOf(["0 USD/h", "5 USD/month", "2 USD/h", "1000000 USD/y"])),
    resale: choices.maybe(0.5, () => shareText(choices, 0, 100)),
    tax: choices.maybe(0.3, () => shareText(choices, 0, 100)),
  });

/** Looks that some happen of, none of which sees what a later one does. */
function randomTimes(choices: Choices, { horizonS, paceUs }: Span): Fields {
  const shortestS = Math.ceil(paceUs / 1e6);
  const everyS = choices.magnitude(shortestS, Math.max(shortestS, Math.floor(horizonS / 3)));
  return written({
    every: durationText(choices, everyS * 1_000_000),
    delay: choices.maybe(0.5, () => durationText(choices, choices.integer(0, everyS * 1_000_000))),
  });
}

/** Most have a patience that a short run sees the end of. */
function randomPolicy(choices: Choices, { horizonS }: Span): unknown {
  if (choices.chance(0.2)) return choices.oneOf(policies.ids);
  const chosen = wordOrChoice(choices, policies.plugins);
  const fields = typeof chosen === "object" && chosen !== null ? chosen : { kind: chosen };
  if (!("kind" in fields) || fields.kind !== "by profit" || choices.chance(0.2)) return chosen;
  return { ...fields, patience: durationText(choices, choices.integer(0, Math.floor(horizonS / 4)) * 1_000_000) };
}
