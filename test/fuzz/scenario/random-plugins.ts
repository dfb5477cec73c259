/** Curves, strategies and attackers: every plug-in of their registries, with parameters as its schema takes them. */
import { z } from "zod";
import { adversaries } from "../../../models/adversaries/adversaries.js";
import { curves } from "../../../models/curves/curves.js";
import { priceModels } from "../../../models/market/price-models.js";
import { defaultRuleSet, ruleSets } from "../../../models/protocol/ground/rule-sets.js";
import { strategies } from "../../../models/strategies/strategies.js";
import type { AnyPlugin } from "../../../sim/units/plugins.js";
import { type Choices, written } from "./choices.js";
import { durationText, secondsText, shareText } from "./quantities.js";
import type { ClassOfCase, Fields } from "./random-operators.js";

type Plugins = readonly Pick<AnyPlugin<unknown, unknown>, "id" | "parameters">[];

export const randomCurve = (choices: Choices): unknown =>
  choices.maybe(0.4, () => {
    const bare = curves.plugins.filter(({ parameters }) => z.object(parameters).safeParse({}).success);
    return choices.chance(0.4) ? choices.oneOf(bare).id : wordOrChoice(choices, curves.plugins);
  });

/** A market, which changes nothing else of a run. */
export const randomMarket = (choices: Choices, horizonS: number): unknown =>
  choices.maybe(0.3, () => {
    const start = choices.oneOf(["0.05 USD", "1 USD", "0.000001 USD", "40000 USD"]);
    const step = choices.maybe(0.6, () => secondsText(choices, 60, Math.max(60, horizonS)));
    const words = priceModels.ids.filter((id) => id !== "csv");
    const model = choices.maybe(0.8, () =>
      choices.chance(0.3) ? choices.oneOf(words) : wordOrChoice(choices, priceModels.plugins),
    );
    const path = choices.maybe(0.2, () => choices.integer(0, 3));
    if ((model as Fields | undefined)?.["kind"] === "csv")
      return { price: written({ step, path, model: randomTable(choices) }) };
    return { price: written({ start, step, path, model: consistent(model) }) };
  });

/** A table that says the same in any of the ways in which one can be written, and goes with any day and horizon. */
function randomTable(choices: Choices): Fields {
  const isComma = choices.chance(0.3);
  const separator = choices.oneOf(["semicolon", "tab"]);
  const between = separator === "tab" ? "\t" : ";";
  const end = choices.oneOf(["\n", "\r\n"]);
  const price = (): string => (isComma ? "1.234,5" : choices.oneOf(["0.05", "1,234.5", "$3"]));
  const lines = ["1970-01-01", ...choices.list(choices.integer(0, 4), (k) => `1970-01-0${2 + 2 * k}`)].map(
    (day) => `${day}${between}${price()}`,
  );
  const isNewestFirst = choices.chance(0.5);
  const currency = choices.maybe(0.3, () => "EUR");
  return written({
    kind: "csv",
    data: `day${between}close${end}${(isNewestFirst ? lines.toReversed() : lines).join(end)}${end}`,
    dates: "day",
    prices: "close",
    dateFormat: choices.maybe(0.3, () => "YYYY-MM-DD"),
    separator,
    decimal: isComma ? "comma" : choices.maybe(0.3, () => "point"),
    gaps: choices.oneOf(["hold", "interpolate"]),
    currency,
    rate: currency && "1.08 USD",
    after: "hold",
  });
}

/** An expected price does not grow and fall at once. */
function consistent(model: unknown): unknown {
  const fields = model as Fields | undefined;
  if (fields?.["growth"] === undefined || fields["decline"] === undefined) return model;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== "decline"));
}

/** The word alone where that is enough, sometimes. */
export function wordOrChoice(choices: Choices, plugins: Plugins): unknown {
  const chosen = randomChoice(choices, plugins);
  return Object.keys(chosen).length === 1 && choices.chance(0.5) ? chosen["kind"] : chosen;
}

/** The class, sometimes with any of the strategies that there are instead of its own, or with several that its operators may learn. */
export function withStrategy<Class extends Fields>(
  choices: Choices,
  operators: Class,
  /** Not where the timeline may change the strategy of the class. */
  { mayMix }: { readonly mayMix: boolean },
): Class {
  const isChanged = operators["strategy"] !== undefined && choices.chance(0.5);
  if (!isChanged) return operators;
  if (!mayMix || choices.chance(0.6)) return { ...operators, strategy: wordOrChoice(choices, strategies.plugins) };
  const parts = choices.oneOf([
    [50, 50],
    [100, 0],
    [33.3, 66.7],
    [10, 20, 30, 40],
  ]);
  const strategy = parts.map((percent) => ({ ...randomChoice(choices, strategies.plugins), share: `${percent} %` }));
  const learns = choices.maybe(0.7, () =>
    written({
      every: choices.maybe(0.9, () => secondsText(choices, 60, 20_000)),
      delay: choices.maybe(0.5, () => secondsText(choices, 0, 20_000)),
      rate: choices.maybe(0.8, () => shareText(choices, 0, 100)),
    }),
  );
  return { ...operators, strategy, ...(learns !== undefined && { learns }) };
}

/** Whether an adversary does what it does with a budget alone, with the parameters that it has unless told. */
function needsBudget({ id }: (typeof adversaries.plugins)[number]): boolean {
  const chosen = adversaries.choice({}).safeParse({ kind: id });
  const rules = ruleSets[defaultRuleSet];
  return chosen.success && adversaries.create(chosen.data, { rules }).invests !== undefined;
}
const unpaid = adversaries.plugins.filter((one) => !needsBudget(one));
const paid = adversaries.plugins.filter(needsBudget);

const splitting = new Set(paid.filter(({ parameters }) => Object.hasOwn(parameters, "identities")).map(({ id }) => id));

/** Attackers with budgets, and the class whose machines they buy, which has nobody else: what is added to a scenario with a market. */
export function randomBudgets(choices: Choices, horizonS: number): { operators: Fields[]; attackers: Fields[] } {
  if (paid.length === 0 || !choices.chance(0.4)) return { operators: [], attackers: [] };
  const workers = choices.integer(1, 12);
  const attackers = choices.list(choices.integer(1, 2), () => {
    const drawn = randomChoice(choices, paid);
    // An identity has a worker of its own.
    const isSplit = drawn["identities"] !== undefined || splitting.has(String(drawn["kind"]));
    const chosen = isSplit && workers === 1 ? { kind: "honest" } : drawn;
    const hours = choices.integer(1, 48);
    // A machine is a dollar and a tenth of one an hour; half as much again pays for what else is bought.
    const budget = choices.integer(1, 8) * (1.5 + 0.15 * hours);
    return written({
      ...chosen,
      ...(isSplit && workers > 1 && { identities: choices.integer(2, workers) }),
      // What is kept for fees buys no machine.
      ...(chosen["fees"] !== undefined && { fees: shareText(choices, 0, 33) }),
      ...(chosen["million"] !== undefined && { million: "0.000001 USD" }),
      class: "hired",
      budget: `${budget.toFixed(3)} USD`,
      lasts: `${hours} h`,
      start: choices.maybe(0.6, () => durationText(choices, choices.integer(0, Math.floor(horizonS)) * 1_000_000)),
      targets: choices.maybe(0.6, () => choices.oneOf(["all", "thin", "empty", "new"])),
      coalition: choices.maybe(0.3, () => "those who pay"),
    });
  });
  const hired = written({ class: "hired", count: 0, workers, cost: { hosting: "0.1 USD/h", hardware: "1 USD" } });
  return { operators: [hired], attackers };
}

/** None of whom signs twice where the class does by itself, or another does. */
export function randomAttackers(choices: Choices, operators: readonly ClassOfCase[], horizonS: number): unknown {
  if (!choices.chance(0.4)) return undefined;
  const signing = new Set(operators.filter((one) => one["equivocate"] !== undefined).map((one) => one["class"]));
  const found = choices.list(choices.integer(1, 3), () => {
    const name = choices.oneOf(operators)["class"];
    const plugins = unpaid.filter(({ id }) => id !== "equivocate" || !signing.has(name));
    const chosen = randomChoice(choices, plugins);
    if (chosen["kind"] === "equivocate") signing.add(name);
    return written({
      ...chosen,
      class: name,
      share: choices.maybe(0.5, () => shareText(choices, 0, 100)),
      start: choices.maybe(0.6, () => durationText(choices, choices.integer(0, Math.floor(horizonS)) * 1_000_000)),
      targets: choices.maybe(0.4, () => choices.oneOf(["all", "thin"])),
    });
  });
  return found;
}

/** A plug-in and parameters of it; those that need not be written are left out half of the time. */
function randomChoice(choices: Choices, plugins: Plugins): Fields {
  const { id, parameters } = choices.oneOf(plugins);
  const values = Object.entries(parameters).map(([name, parameter]) => {
    const isNeeded = !parameter.safeParse(undefined).success;
    return [name, choices.maybe(isNeeded ? 1 : 0.5, () => choices.oneOf(valuesOf(parameter)))] as const;
  });
  return written({ kind: id, ...Object.fromEntries(values) });
}

/** Values that a parameter takes: its words, its examples, or usual quantities. Throws if there are none. */
function valuesOf(parameter: z.ZodType): readonly unknown[] {
  const schema = z.toJSONSchema(parameter, { io: "input", unrepresentable: "any" });
  const { enum: words = [], examples = [] } = schema;
  // Any text will do for a schema without a pattern, and not for whoever reads it.
  if (schema.type === "string" && schema.pattern === undefined && examples.length > 0) return examples;
  const usual = [
    "0 %",
    "40 %",
    "67 %",
    "100 %",
    "3/d",
    "1 d",
    "10 QUIL",
    "1 GB",
    "100 Mbit/s",
    "100 frames",
    1,
    5,
    20,
    "1 USD",
    "300 USD",
    "40 USD/d",
    "80 % a year",
    "3 % a day",
  ];
  // What happens several times a second is more than a network has frames for.
  const taken = [...words, ...examples, ...usual].filter(
    (value) => !/\d\/s$/.test(String(value)) && parameter.safeParse(value).success,
  );
  if (taken.length === 0) throw new Error("no value is known that this parameter takes; add one to the usual ones");
  return taken;
}
