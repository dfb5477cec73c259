/** A parameter with the range in which its critical value is looked for. */
import { errorAt, type Problem, Refusal, type ScenarioError } from "../../scenario/error.js";
import { printPath, type Step } from "../../scenario/path.js";
import { makeSource, type SourceSpan } from "../../scenario/source.js";
import { checkPath, isInteger } from "../../scenario/sweep/axes.js";
import { amountOf, type Magnitude, readMagnitude, writeMagnitude } from "../../scenario/sweep/magnitude.js";
import { between, type Bounds, boundsOf, RangeProblem } from "../../scenario/sweep/range.js";
import { type MapTree, treeOf } from "../../scenario/tree.js";
import { ln } from "../../units/portable-math.js";
import type { Model, ScenarioBasics } from "../model.js";
import type { ReadyScenario } from "../ready-scenario.js";
import { type PlacedValue, placedScenario } from "./placed-value.js";
import { ScenarioErrors } from "../ready-scenario.js";

/** As it was typed. */
export interface ParameterText {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

export type Scale = "linear" | "log";

/** Positions count from 0 at one end of the range to 1 at the other, on its scale. */
export interface Parameter {
  readonly path: string;
  readonly steps: readonly Step[];
  readonly bounds: Bounds;
  /** Whether its values are whole numbers. */
  readonly whole: boolean;
  readonly span: SourceSpan;
  /** Of its amounts, as in `%`; empty for plain numbers. */
  readonly unit: string;
}

/** Names of the options, as an error calls them. */
export interface OptionNames {
  readonly param: string;
  readonly from: string;
  readonly to: string;
}

/** Texts that are read as numbers; all else is text. */
const plainNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

const typed = (text: string): number | string => (plainNumber.test(text.trim()) ? Number(text) : text.trim());

/** The parameter, or all that is wrong with it: its path, the ends of its range, and scenarios that have them. */
export function readParameter<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  ready: Pick<ReadyScenario<Scenario>, "file" | "written">,
  { path, from, to }: ParameterText,
  { scale, names }: { readonly scale: Scale; readonly names: OptionNames },
): Parameter | readonly ScenarioError[] {
  const span = spanOf(names.param, path);
  const nowhere: MapTree = { kind: "map", span, entries: new Map() };
  let steps: readonly Step[];
  try {
    const checked = checkPath({ schema: model.schema, scenario: treeOf(ready.written, nowhere) }, path, span);
    if (checked.adds) return [errorAt(span, path, { problem: "adds to a list, which has no critical value" })];
    steps = checked.steps;
  } catch (error) {
    if (error instanceof Refusal) return [{ ...error.error, path: "" }];
    throw error;
  }
  const printed = printPath(steps);
  const ends = { from: spanOf(names.from, from), to: spanOf(names.to, to) };
  const wrong = Object.entries({ from, to }).flatMap(([end, text]) =>
    errorsOf(() => {
      const placed: PlacedValue = { steps, value: typed(text), span: ends[end as "from" | "to"] };
      placedScenario(model, ready, [placed]);
    }),
  );
  if (wrong.length > 0) return wrong;
  try {
    const bounds = boundsOf({ from: typed(from), to: typed(to), scale });
    const whole = isInteger(model.schema, steps);
    return { path: printed, steps, bounds, whole, span, unit: bounds.from.unit?.unit.symbol ?? "" };
  } catch (error) {
    if (!(error instanceof RangeProblem)) throw error;
    return [errorAt(error.key === "to" ? ends.to : ends.from, printed, error.problem)];
  }
}

export const spanOf = (name: string, text: string): SourceSpan => ({
  source: makeSource(name, text),
  offset: 0,
  length: text.length,
});

export const errorIn = (name: string, text: string, problem: Problem): ScenarioError =>
  errorAt(spanOf(name, text), "", problem);

/** What a function throws as `ScenarioErrors`. */
function errorsOf(action: () => void): readonly ScenarioError[] {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof ScenarioErrors) return error.errors;
    throw error;
  }
}

const magnitudeAt = ({ bounds }: Parameter, position: number): Magnitude =>
  position <= 0 ? bounds.from : position >= 1 ? { ...bounds.to, unit: bounds.from.unit } : between(bounds, position);

/** The value nearest to a position, as a scenario has it. */
export const valueAt = (parameter: Parameter, position: number): number | string =>
  writeMagnitude(magnitudeAt(parameter, position), parameter.whole);

/** How much that is, in the unit of the parameter. */
export function amountAt(parameter: Parameter, position: number): number {
  const written = readMagnitude(valueAt(parameter, position)) as Magnitude;
  return amountOf({ ...written, unit: parameter.bounds.from.unit });
}

/** The position of the value nearest to a position: that of a whole number, where only these can be. */
export const snapped = (parameter: Parameter, position: number): number =>
  position <= 0 ? 0 : position >= 1 ? 1 : positionOf(parameter, amountAt(parameter, position));

function positionOf(parameter: Parameter, amount: number): number {
  const { low, high, of } = scaled(parameter);
  return Math.min(1, Math.max(0, (of(amount) - low) / (high - low)));
}

function scaled({ bounds }: Parameter): { low: number; high: number; of: (amount: number) => number } {
  const of = bounds.scale === "log" ? ln : (amount: number): number => amount;
  return { low: of(amountOf(bounds.from)), high: of(amountOf({ ...bounds.to, unit: bounds.from.unit })), of };
}

/** A width of values as one of positions; of a log scale the width is a share of the value. */
export function positionsOf(parameter: Parameter, width: number): number {
  const { low, high } = scaled(parameter);
  return (parameter.bounds.scale === "log" ? ln(1 + width) : width) / (high - low);
}

/** An amount in the unit of the parameter, to a hundredth of a width. */
export function amountTextOf({ unit, whole }: Parameter, amount: number, width: number): string {
  const exponent = width > 0 ? Number(width.toExponential().split("e")[1]) : -6;
  const rounded = whole ? Math.round(amount) : Number(amount.toFixed(Math.min(12, Math.max(0, 2 - exponent))));
  return unit === "" ? String(rounded) : `${rounded} ${unit}`;
}
