/** Events whose parts exclude each other, or one of which always holds: `final a > 5 and final a < 3`. */
import { groups } from "d3-array";
import { type Comparison, comparisons, figureKind, figureName } from "../figures/figure.js";
import { type Condition, conditionsOf, type Event } from "./event.js";

type Value = number | bigint;

/** Combinations of values that are tried at most; nothing is said of larger events. */
const combinationsMax = 4096;

/**
 * Whether an event is so whatever its figures are, or is not; null: it depends on them. Figures are taken to have any values, also such as
 * never come together, so what is known here is so, and not all that is so is known here.
 */
export function knownEvent(event: Event): boolean | null {
  const figures = groups(conditionsOf(event), ({ figure }) => figureName(figure));
  const choices = figures.map(([name, conditions]) => ({ name, values: valuesAround(conditions) }));
  const combinations = choices.reduce((product, { values }) => product * values.length, 1);
  if (combinations > combinationsMax) return null;
  let known: boolean | undefined;
  for (let k = 0; k < combinations; k++) {
    const answer = isSoFor(event, valuesAt(choices, k));
    if (known !== undefined && answer !== known) return null;
    known = answer;
  }
  return known ?? null;
}

type Choices = readonly { readonly name: string; readonly values: readonly Value[] }[];

/** The k-th combination of values. */
function valuesAt(choices: Choices, k: number): ReadonlyMap<string, Value> {
  let rest = k;
  const picked = new Map<string, Value>();
  for (const { name, values } of choices) {
    picked.set(name, values[rest % values.length]);
    rest = Math.floor(rest / values.length);
  }
  return picked;
}

/** Values of a figure on which the conditions on it can differ: its bounds, and one on either side of each. */
function valuesAround(conditions: readonly Condition[]): readonly Value[] {
  const [{ figure }] = conditions;
  // Of one run it is so at all looks, or not.
  if (figure.reduction === "always") return [0, 1];
  const kind = figureKind(figure);
  const lowest = kind === undefined || kind === "balance" ? Number.NEGATIVE_INFINITY : 0;
  const highest = kind === "share" ? 1 : Number.POSITIVE_INFINITY;
  const bounds = [...new Set(conditions.map(({ bound }) => Number(bound)))].sort((a, b) => a - b);
  const ends = [Math.max(lowest, -above(-bounds[0])), Math.min(highest, above(bounds[bounds.length - 1]))];
  const points = [ends[0], ...bounds, ends[1]];
  const between = points.slice(1).map((point, k) => (points[k] + point) / 2);
  // Whole amounts that no double tells apart have others beside them.
  const exact = conditions.flatMap(({ bound }): Value[] =>
    typeof bound === "bigint" ? [bound - 1n, bound, bound + 1n] : [bound],
  );
  return [...ends, ...between, ...exact].filter((value) => value >= lowest && value <= highest);
}

/** Larger by more than a double rounds away. */
const above = (value: number): number => value + Math.abs(value) + 2;

function isSoFor(event: Event, values: ReadonlyMap<string, Value>): boolean {
  switch (event.kind) {
    case "condition":
      return holdsFor(event, values.get(figureName(event.figure)) ?? 0);
    case "not":
      return !isSoFor(event.part, values);
    case "and":
      return event.parts.every((part) => isSoFor(part, values));
    case "or":
      return event.parts.some((part) => isSoFor(part, values));
  }
}

const holdsFor = ({ comparison, bound }: { readonly comparison: Comparison; readonly bound: Value }, value: Value) =>
  comparisons[comparison](value, bound);
