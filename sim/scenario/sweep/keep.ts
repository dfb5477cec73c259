/** Which combinations meet the conditions of a sweep, found without building their scenarios. */
import type { Problem } from "../error.js";
import type { Step } from "../path.js";
import type { Place } from "../source.js";
import { type Plain, plainOf, type Tree } from "../tree.js";
import type { Axis } from "./axes.js";
import { messages } from "./messages.js";
import type { PlacedCondition } from "./read.js";
import { holds, isField, type Operand, type Value, valueAt } from "./where.js";

/** What a condition sees of an operand: the same at all points, or one value for each place of a factor. */
interface Seen {
  /** Undefined if no swept field touches it. */
  readonly factor: number | undefined;
  readonly values: readonly (Value | Problem)[];
}

export interface Combinations {
  /** The axes of every factor, in the order of the sweep. */
  readonly factors: readonly (readonly Axis[])[];
  /** The scenario without its sweep, with its defaults. */
  readonly scenario: Tree;
  /** The place of a factor's value in a combination. */
  readonly placeOf: (factor: number, combination: number) => number;
}

/**
 * Whether a combination meets all conditions, or what is wrong with one of them. A condition depends on two factors at
 * most and is decided once for each pair of their values.
 */
export function combinationFilter(
  conditions: readonly PlacedCondition[],
  { factors, scenario, placeOf }: Combinations,
): (combination: number) => boolean | { readonly problem: Problem; readonly place: Place } {
  const written = conditions.length === 0 ? null : plainOf(scenario);
  const at = ({ factor }: Seen, combination: number): number =>
    factor === undefined ? 0 : placeOf(factor, combination);
  const tests = conditions.map(({ condition, place }) => {
    const left = seenOf(condition.left, factors, written);
    const right = seenOf(condition.right, factors, written);
    const decided = new Map<number, boolean | Problem>();
    return (combination: number): boolean | { readonly problem: Problem; readonly place: Place } => {
      const a = at(left, combination);
      const b = at(right, combination);
      const pair = a * right.values.length + b;
      let met = decided.get(pair);
      if (met === undefined) {
        met = holds(condition.operator, left.values[a], right.values[b]);
        decided.set(pair, met);
      }
      return typeof met === "boolean" ? met : { problem: met, place };
    };
  });
  return (combination) => {
    for (const test of tests) {
      const met = test(combination);
      if (met !== true) return met;
    }
    return true;
  };
}

/** Values are put in place one axis after the other: the last that reaches the field decides. */
function seenOf(operand: Operand, factors: readonly (readonly Axis[])[], scenario: Plain): Seen {
  if (!isField(operand)) return { factor: undefined, values: [operand] };
  const { path, steps } = operand;
  for (let factor = factors.length - 1; factor >= 0; factor--) {
    for (const axis of factors[factor].toReversed()) {
      if (startsWith(steps, axis.steps)) {
        const rest = steps.slice(axis.steps.length);
        return { factor, values: axis.values.map((value) => valueAt(path, rest, plainOf(value))) };
      }
      if (startsWith(axis.steps, steps)) return { factor: undefined, values: [messages.notAValue(path)] };
    }
  }
  return { factor: undefined, values: [valueAt(path, steps, scenario)] };
}

const startsWith = (steps: readonly Step[], beginning: readonly Step[]): boolean =>
  beginning.length <= steps.length && beginning.every((step, k) => step === steps[k]);
