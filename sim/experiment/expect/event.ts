/** What is so in a run, or not: conditions of its figures, joined by and, or, not. */
import { type Comparison, comparisons, type Figure, figureName } from "../figures/figure.js";

type Value = number | bigint;

/** One condition. */
export interface Condition {
  readonly kind: "condition";
  readonly figure: Figure;
  readonly comparison: Comparison;
  /** In the unit of the figure. */
  readonly bound: Value;
  /** Of figures that have a value also where nothing was measured: one that has none then, and tells the worst of several runs. */
  readonly witness?: Figure;
  /** Whether it holds where the figure has no value because what it waits for did not happen in the run. */
  readonly ifNever?: boolean;
  /** In one way of writing, as `ever queue.length > 10`. */
  readonly text: string;
}

export type Event =
  | Condition
  | { readonly kind: "and" | "or"; readonly parts: readonly Event[] }
  | { readonly kind: "not"; readonly part: Event };

/** The extreme that comes nearest to what a figure asks for, where it has a value even of nothing. */
export function witnessOf({ reduction, metric, bound, window }: Figure): { readonly witness?: Figure } {
  if (reduction !== "always" && reduction !== "first" && reduction !== "timeAbove" && reduction !== "timeBelow")
    return {};
  const extreme = bound?.comparison.startsWith("<") === true ? "min" : "max";
  return { witness: { reduction: extreme, metric, ...(window !== undefined && { window }) } };
}

/** The value of a figure in a run; null: nothing was measured. */
export type ValueOf = (figureName: string) => Value | null;

/** Null: nothing was measured by which one could tell. */
export function isSo(event: Event, valueOf: ValueOf): boolean | null {
  if (event.kind === "condition") return conditionIsSo(event, valueOf);
  if (event.kind === "not") {
    const part = isSo(event.part, valueOf);
    return part === null ? null : !part;
  }
  const decides = event.kind === "or";
  const parts = event.parts.map((part) => isSo(part, valueOf));
  if (parts.includes(decides)) return decides;
  return parts.includes(null) ? null : !decides;
}

function conditionIsSo({ figure, comparison, bound, witness, ifNever }: Condition, valueOf: ValueOf): boolean | null {
  if (witness !== undefined && valueOf(figureName(witness)) === null) return null;
  const value = valueOf(figureName(figure));
  return value === null ? (ifNever ?? null) : comparisons[comparison](value, bound);
}

export const conditionsOf = (event: Event): readonly Condition[] =>
  event.kind === "condition"
    ? [event]
    : event.kind === "not"
      ? conditionsOf(event.part)
      : event.parts.flatMap((part) => conditionsOf(part));

export function eventText(event: Event): string {
  if (event.kind === "condition") return event.text;
  const inner = (part: Event): string => (part.kind === "condition" ? eventText(part) : `(${eventText(part)})`);
  return event.kind === "not" ? `not ${inner(event.part)}` : event.parts.map(inner).join(` ${event.kind} `);
}

/** The one condition of an event, where it has no other. */
export function onlyCondition(event: Event): Condition | undefined {
  const conditions = conditionsOf(event);
  return conditions.length === 1 ? conditions[0] : undefined;
}
