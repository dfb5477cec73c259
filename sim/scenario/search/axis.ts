/** A field that is searched: every share of the way from 0 to 1 is one of its values. */
import { exp, ln } from "../../units/portable-math.js";
import { errorAt, Refusal } from "../error.js";
import { printPath } from "../path.js";
import { schemasAt } from "../schema-walk.js";
import { respell } from "../spelling.js";
import { plainOf, type Plain, type Tree } from "../tree.js";
import { type Axis, type AxisContext, checkPath, inRange, isInteger, magnitudeTree } from "../sweep/axes.js";
import { amountOf, type Magnitude, magnitudeOf, readMagnitude } from "../sweep/magnitude.js";
import { between, type Bounds, boundsOf, RangeProblem, type RangeText, rangeValues } from "../sweep/range.js";
import { messages } from "./messages.js";
import { searchKey } from "./schema.js";

export interface SearchAxis extends Pick<Axis, "path" | "steps" | "span"> {
  /** Its values where they can be counted. */
  readonly levels: Levels | null;
  /** Whether neighbours are alike: numbers and quantities, not words. */
  readonly isOrdered: boolean;
  /** As they were written, before anything was computed from them. */
  readonly written: readonly Plain[];
  /** The value at a share (0 up to but not 1) of the way; equal parts of the way are equally many values. */
  readonly at: (share: number) => Tree;
}

/** Values that can be counted, from 0. */
export interface Levels {
  readonly count: number;
  /** Which of them is at a share of the way, and the share at which one of them is, far from its neighbours. */
  readonly of: (share: number) => number;
  readonly middle: (level: number) => number;
}

/** Throws `Refusal`. */
export function readSearchAxis(context: AxisContext, path: string, { span, tree }: Located): SearchAxis {
  const { steps } = checkPath(context, path, span);
  if (steps[0] === "seed") throw new Refusal(errorAt(span, printPath([searchKey, path]), messages.seedSearched()));
  const place = { path: printPath(steps), steps, span };
  if (tree.kind === "list") {
    const schemas = schemasAt(context.schema, steps);
    const values = tree.items.map((item) => respell(schemas, item).tree);
    return { ...place, ...ofLevels(values), written: tree.items.map(plainOf) };
  }
  return inRange(path, tree, () => {
    const text = plainOf(tree) as RangeText;
    const whole = isInteger(context.schema, steps);
    const written = Object.values(text);
    if (text.step !== undefined && text.count !== undefined) throw new RangeProblem("count", messages.stepAndCount());
    if (text.step !== undefined || text.count !== undefined)
      return { ...place, ...ofLevels(rangeValues(text).map((value) => magnitudeTree(value, whole, span))), written };
    const bounds = boundsOf(text);
    const of = whole && bounds.from.unit === null ? wholeNumbers(bounds) : undefined;
    return {
      ...place,
      written,
      isOrdered: true,
      levels: of?.levels ?? null,
      at: (share) => magnitudeTree(of?.at(share) ?? between(bounds, share), whole, span),
    };
  });
}

interface Located {
  readonly span: Axis["span"];
  readonly tree: Tree;
}

function ofLevels(values: readonly Tree[]): Pick<SearchAxis, "levels" | "isOrdered" | "at"> {
  const levels: Levels = {
    count: values.length,
    of: (share) => Math.min(values.length - 1, Math.floor(share * values.length)),
    middle: (level) => (level + 0.5) / values.length,
  };
  return {
    levels,
    isOrdered: values.every((value) => readMagnitude(plainOf(value)) !== undefined),
    at: (share) => values[levels.of(share)],
  };
}

/** Each whole number has a part of the way from a half below it to a half above, so that the ends are as likely as others. */
function wholeNumbers({ from, to, scale }: Bounds): { levels: Levels; at: (share: number) => Magnitude } {
  const [first, last] = [Math.ceil(amountOf(from)), Math.floor(amountOf(to))];
  const [low, high] = [first - 0.5, last + 0.5];
  const amountAt = (share: number): number =>
    scale === "log" ? exp(ln(low) + share * (ln(high) - ln(low))) : low + share * (high - low);
  const of = (share: number): number => Math.min(last, Math.max(first, Math.round(amountAt(share)))) - first;
  const middle = (level: number): number =>
    scale === "log" ? (ln(first + level) - ln(low)) / (ln(high) - ln(low)) : (first + level - low) / (high - low);
  return { levels: { count: last - first + 1, of, middle }, at: (share) => magnitudeOf(null, first + of(share)) };
}
