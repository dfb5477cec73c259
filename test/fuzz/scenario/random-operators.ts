/** Classes of operators: every field that a class can have, with some probability. */
import { type Choices, written } from "./choices.js";
import { durationText, megabytesText, rateText, secondsText, shareText } from "./quantities.js";

export interface Fields {
  readonly [field: string]: unknown;
}

/** A class as it is written, with what the rest of the scenario has to know of it. */
export interface ClassOfCase extends Fields {
  readonly count: number;
  readonly nodes?: number | undefined;
  readonly workers: number | { readonly total: number };
  readonly appear?: Fields | undefined;
  readonly answers?: "always" | "never" | "stale" | undefined;
}

export interface Surroundings {
  readonly horizonS: number;
  /** Whether shards, requests and audits are there to take part in. */
  readonly is21: boolean;
  /** Columns that a class can follow. */
  readonly columns: readonly string[];
}

const versions = ["1.4.18", "1.4.21", "2.0.2", "2.0.5", "2.0.6", "2.1.0", "2.1.0-p3", "2.1.0-p4", "2.1.1"];

export function randomClass(choices: Choices, k: number, { horizonS, is21, columns }: Surroundings): ClassOfCase {
  const count = choices.chance(0.05) ? 0 : choices.magnitude(2, 24);
  const nodes = choices.maybe(0.2, () => choices.integer(1, 3));
  const own = choices.integer(1, 5);
  const isFrail = choices.chance(0.6);
  const in21 = <Value>(probability: number, make: () => Value): Value | undefined =>
    choices.maybe(is21 ? probability : 0, make);
  return written({
    class: choices.oneOf([`class ${k}`, `class ${k}`, `Klasse ${k} · 矿工 ⛏`, `#${k}: "x", 'y'`]),
    count,
    nodes,
    workers: choices.chance(0.75) ? own : randomTotal(choices, { nodes: count * (nodes ?? 1), own }),
    seniority: choices.maybe(0.6, () => randomSeniority(choices)),
    strategy: in21(0.4, () => choices.oneOf(["default", "reward greedy", "data greedy", "least replicated"])),
    appear: choices.maybe(0.2, () => randomAppearance(choices, horizonS)),
    arrive: choices.maybe(0.3, () => rateText(choices, (3600 * 12) / horizonS)),
    leave: choices.maybe(0.3, () => `${choices.oneOf(["half-life", "after"])} ${stayText(choices, horizonS)}`),
    uptime: choices.maybe(isFrail ? 0.9 : 0.1, () => uptimeText(choices)),
    outage: choices.maybe(isFrail ? 0.8 : 0.1, () => outageText(choices, horizonS)),
    answers: in21(0.15, () => choices.oneOf(["always", "never", "stale"] as const)),
    version: choices.maybe(0.2, () => choices.oneOf(versions)),
    follow: columns.length === 0 ? undefined : choices.maybe(0.4, () => choices.oneOf(columns)),
    fall: columns.length === 0 ? undefined : choices.maybe(0.3, () => choices.oneOf(["orderly", "abrupt"])),
    holds: in21(0.2, () => shareText(choices, 0, 100)),
    storage: in21(0.3, () => megabytesText(choices, 1, 100_000)),
    equivocate: in21(0.15, () => rateText(choices, (3600 * 3) / horizonS)),
    mergeSeniority: in21(0.2, () => (choices.chance(0.5) ? "with join" : secondsText(choices, 10, horizonS))),
    mergeBrings: choices.maybe(0.1, () => randomSeniority(choices)),
    pauses: in21(0.25, () => choices.chance(0.8)),
  });
}

const uptimeText = (choices: Choices): string => (choices.chance(0.05) ? "99.99999 %" : shareText(choices, 20, 100));

const outageText = (choices: Choices, horizonS: number): string =>
  choices.chance(0.05) ? choices.oneOf(["10 s", "1 y"]) : secondsText(choices, 30, horizonS / 2);

/** Some longer than anybody will look. */
const stayText = (choices: Choices, horizonS: number): string =>
  choices.chance(0.1) ? choices.oneOf(["100 y", "280 y", "1 us"]) : secondsText(choices, 30, 2 * horizonS);

function randomTotal(choices: Choices, { nodes, own }: { nodes: number; own: number }): { total: number } {
  const total = Math.max(1, nodes * own + choices.integer(0, 5));
  return written({ total, sigma: choices.maybe(0.7, () => choices.oneOf([0, 0.3, 1, 3])) });
}

function randomSeniority(choices: Choices): unknown {
  if (choices.chance(0.7)) return choices.oneOf(["none", "historic", "dawn"]);
  if (choices.chance(0.4)) return { merged: shareText(choices, 0, 100) };
  return { points: choices.chance(0.2) ? choices.oneOf([0, 100_000_000]) : choices.magnitude(1, 10_000_000) };
}

function randomAppearance(choices: Choices, horizonS: number): Fields {
  const fromS = choices.integer(0, Math.floor(horizonS * 0.8));
  const untilS = fromS + choices.integer(0, Math.floor(horizonS / 2));
  return written({
    from: fromS === 0 && choices.chance(0.5) ? undefined : durationText(choices, fromS * 1_000_000),
    until: durationText(choices, untilS * 1_000_000),
  });
}
