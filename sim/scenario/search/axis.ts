/** A field that is searched: every share of the way from 0 to 1 is one of its values. */
import { z } from "zod";
import { exp, ln } from "../../units/portable-math.js";
import { errorAt, Refusal } from "../error.js";
import { printPath, type Step } from "../path.js";
import { type AnySchema, knownKeys, schemasAt } from "../schema-walk.js";
import { respell } from "../spelling.js";
import { standardMessage, translateIssues } from "../translate.js";
import { findInTree, plainOf, type Plain, type Tree } from "../tree.js";
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
  /** Whether they are all that lies from one end to the other, or steps on the way. */
  readonly isRange: boolean;
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
  const { block = [searchKey, "over"] } = context;
  const { steps } = checkPath(context, path, span);
  if (steps[0] === "seed") throw new Refusal(errorAt(span, printPath([...block, path]), messages.seedSearched()));
  const place = { path: printPath(steps), steps, span };
  refuseUnnamed(context, steps, { path, span, block });
  if (tree.kind === "list") {
    const schemas = schemasAt(context.schema, steps);
    const values = tree.items.map((item) => respell(schemas, item).tree);
    for (const value of values) refuseUnfit(schemas, value, printPath([...block, path]));
    return { ...place, ...ofLevels(values), isRange: false, written: tree.items.map(plainOf) };
  }
  return inRange(block, { path, tree }, () => {
    const text = plainOf(tree) as RangeText;
    const whole = isInteger(context.schema, steps);
    const written = Object.values(text);
    if (text.step !== undefined && text.count !== undefined) throw new RangeProblem("count", messages.stepAndCount());
    if (text.step !== undefined || text.count !== undefined)
      return {
        ...place,
        ...ofLevels(rangeValues(text).map((value) => magnitudeTree(value, whole, span))),
        isRange: true,
        written,
      };
    const bounds = boundsOf(text);
    const of = whole && bounds.from.unit === null ? wholeNumbers(bounds) : undefined;
    return {
      ...place,
      written,
      isOrdered: true,
      isRange: true,
      levels: of?.levels ?? null,
      at: (share) =>
        of === undefined ? quantityTree(bounds, share, { whole, span }) : magnitudeTree(of.at(share), whole, span),
    };
  });
}

/** A value that the field takes in no scenario; one that it takes in some is looked at point by point. Throws `Refusal`. */
function refuseUnfit(schemas: readonly AnySchema[], value: Tree, path: string): void {
  const answers = schemas.map((schema) => z.safeParse(schema, plainOf(value), { error: () => standardMessage }));
  const issues = answers[0]?.error?.issues ?? [];
  if (issues.length === 0 || answers.some(({ success }) => success)) return;
  const [error] = translateIssues(schemas[0], value, issues);
  throw new Refusal({ ...error, path });
}

/** Where a map may have any keys, its names are those that somebody wrote: a range of another would be of a name that nothing reads. */
function refuseUnnamed(
  { schema, scenario }: AxisContext,
  steps: readonly Step[],
  { path, span, block }: { readonly path: string; readonly span: Axis["span"]; readonly block: readonly string[] },
): void {
  const [parent, name] = [steps.slice(0, -1), steps[steps.length - 1]];
  const { tree: map } = findInTree(scenario, parent);
  if (map?.kind !== "map" || map.entries.size === 0 || typeof name !== "string" || map.entries.has(name)) return;
  if (parent.length === 0 || knownKeys(schema, parent).length > 0) return;
  const names = [...map.entries.keys()];
  throw new Refusal(errorAt(span, printPath([...block, path]), messages.unnamed(name, names)));
}

interface Located {
  readonly span: Axis["span"];
  readonly tree: Tree;
}

/**
 * What lies there in as many digits as a range needs, and in the largest unit of which it is one or more: `18.72 h`, and not `67384.9 s`. What
 * would not be a whole number of base units then is written in those.
 */
function quantityTree(
  bounds: Bounds,
  share: number,
  { whole, span }: { readonly whole: boolean; readonly span: Axis["span"] },
): Tree {
  const exact = between(bounds, share);
  const { from, to, scale } = bounds;
  const amountIn = (unit: Magnitude["unit"], of = exact): number => amountOf({ ...of, unit });
  const [low, high] = [from, to].map((end) => amountIn(to.unit, end));
  const isNarrow = scale === "linear" && high - low < Math.abs(high) / 10;
  const unit = unitsOf(bounds)
    .filter((candidate) => Math.abs(amountIn(candidate)) >= 1)
    .reduce(
      (best, candidate) => (Math.abs(amountIn(candidate)) < Math.abs(amountIn(best)) ? candidate : best),
      from.unit,
    );
  const rounded = magnitudeOf(unit, Number(amountIn(unit).toPrecision(isNarrow ? 6 : 4)));
  const isWritten = unit !== null && (unit.dimension.form === "real" || rounded.num % rounded.den === 0n);
  if (!isWritten) return magnitudeTree(rounded, whole, span);
  const value = `${amountOf(rounded)} ${unit.unit.symbol}`;
  return { kind: "scalar", span, value, raw: value };
}

/** Those in which quantities are printed, of multiples of ten; none of plain numbers. */
function unitsOf({ from: { unit } }: Bounds): Magnitude["unit"][] {
  if (unit === null) return [];
  const { dimension } = unit;
  return dimension.units
    .filter(({ symbol }) => dimension.printed.includes(symbol) && !/^[KMGTP]i/u.test(symbol))
    .map((printed) => ({ dimension, unit: printed }));
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
