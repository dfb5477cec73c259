/** What `orrery compare` was asked: which sides, and what about them. */
import { defaultMaxPairs, defaultPairs, minPairs } from "../experiment/compare/pair-counts.js";
import type { Precision } from "../experiment/compare/precision.js";
import { type ReadyComparison, readyComparison, type SideFile } from "../experiment/compare/ready-comparison.js";
import type { Question } from "../experiment/compare/run-comparison.js";
import type { Model, ScenarioBasics } from "../experiment/model.js";
import type { Override } from "../scenario/override.js";
import { share } from "../units/dimensions.js";
import { parseQuantity } from "../units/quantity.js";
import { type Arguments, type CommandOptions, UsageError } from "./command.js";
import { fileOptions } from "./load.js";
import { messages } from "./terminal/messages.js";

export const comparedOptions: CommandOptions = {
  switch: {
    type: "string",
    requiresArg: true,
    array: true,
    describe: "the same for one of `switches`: --switch name=value",
  },
  metric: { type: "string", requiresArg: true, array: true, describe: "compare only this metric; may be repeated" },
  equivalent: { type: "string", requiresArg: true, describe: "what is practically nothing, such as '1 %' of A's mean" },
  precision: {
    type: "string",
    requiresArg: true,
    describe: "half-width of the intervals of --metric: '1 %' of A's mean, or an amount; takes the pairs that it needs",
  },
  "max-replications": {
    type: "string",
    requiresArg: true,
    describe: `no more pairs than this with --precision (default: ${defaultMaxPairs})`,
  },
};

/** With one FILE what changes a scenario is of the second side only; with two it is of both. */
export function comparedSides<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  args: Arguments,
): ReadyComparison<Scenario> {
  const [fileA, fileB, ...rest] = args.words;
  if (fileA === undefined || rest.length > 0) throw new UsageError(messages.needsTwoSides());
  const switches = args.texts("switch").map((text): Override => ({ flag: "--switch", text: `switches.${text}` }));
  const all = fileOptions(args);
  const changed = { ...all, overrides: [...(all.overrides ?? []), ...switches] };
  if (fileB !== undefined) return compared(model, { file: fileA, options: changed }, { file: fileB, options: changed });
  if (args.texts("set").length + switches.length === 0) throw new UsageError(messages.needsTwoSides());
  const same = { ...all, overrides: (all.overrides ?? []).filter((override) => typeof override !== "string") };
  return compared(model, { file: fileA, options: same }, { file: fileA, options: changed });
}

function compared<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  a: SideFile,
  b: SideFile,
): ReadyComparison<Scenario> {
  const ready = readyComparison(model, { a, b });
  if (ready.changes.length === 0) throw new UsageError(messages.sameSides());
  return ready;
}

/** Throws `UsageError` with all that is wrong with the options. */
export function questionTyped(args: Arguments, { a, metrics: known }: ReadyComparison<ScenarioBasics>): Question {
  const wrong: string[] = [];
  const names = args.texts("metric");
  for (const name of names) if (!known.includes(name)) wrong.push(messages.unknownMetric(name, known));
  const equivalentText = args.text("equivalent");
  const equivalent = shareTyped(equivalentText);
  if (equivalentText !== undefined && equivalent === undefined) wrong.push(messages.badEquivalent(equivalentText));
  const precisionText = args.text("precision");
  const precision = precisionTyped(precisionText);
  if (precisionText !== undefined && precision === undefined) wrong.push(messages.badPrecision(precisionText));
  if (precisionText !== undefined && names.length === 0) wrong.push(messages.precisionNeedsMetric());
  const maxText = args.text("max-replications");
  if (maxText !== undefined && precisionText === undefined) wrong.push(messages.maxNeedsPrecision());
  const { replications } = a.scenario;
  const isSaid = args.text("replications") !== undefined || replications >= minPairs;
  const pairs = isSaid ? replications : defaultPairs;
  const maxPairs = maxText === undefined ? Math.max(defaultMaxPairs, pairs) : Number(maxText);
  if (pairs < minPairs) wrong.push(messages.tooFewPairs());
  if (maxText !== undefined && (!/^\d{1,6}$/.test(maxText) || maxPairs < pairs))
    wrong.push(messages.badMaxPairs(maxText, pairs));
  if (wrong.length > 0) throw new UsageError(wrong.join("\n"));
  return { pairs, metrics: names.length === 0 ? undefined : names, equivalent, precision, maxPairs };
}

/** Above zero; undefined for what is none. */
function shareTyped(text: string | undefined): number | undefined {
  const parsed = parseQuantity(share, text);
  return parsed.ok && parsed.value > 0 ? parsed.value : undefined;
}

function precisionTyped(text: string | undefined): Precision | undefined {
  if (text === undefined) return undefined;
  const typed = shareTyped(text);
  if (typed !== undefined) return { share: typed };
  const amount = Number(text);
  return /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && amount > 0 && Number.isFinite(amount) ? { amount } : undefined;
}
