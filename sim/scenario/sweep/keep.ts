/** Which combinations meet the conditions of a sweep, found without building their scenarios. */
import type { Problem } from "../error.js";
import type { Step } from "../path.js";
import type { SourceSpan } from "../source.js";
import { type Plain, plainOf, type Tree } from "../tree.js";
import type { Axis } from "./axes.js";
import { messages } from "./messages.js";
import type { LocatedCondition } from "./read.js";
import { holds, isField, type Operand, type Value, valueAt } from "./where.js";

/** What a condition sees of an operand: the same at all points, or one value for each level of a factor. */
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
  /** The level of a factor in a combination: the index of its value. */
  readonly levelOf: (factor: number, combination: number) => number;
}

/**
 * Whether a combination meets all conditions, or what is wrong with one of them. A condition depends on two factors at
 * most and is decided once for each pair of their values.
 */
export function combinationFilter(
  conditions: readonly LocatedCondition[],
  { factors, scenario, levelOf }: Combinations,
): (combination: number) => boolean | { readonly problem: Problem; readonly span: SourceSpan } {
  const written = conditions.length === 0 ? null : plainOf(scenario);
  const at = ({ factor }: Seen, combination: number): number =>
    factor === undefined ? 0 : levelOf(factor, combination);
  const tests = conditions.map(({ condition, span }) => {
    const left = seenOf(condition.left, factors, written);
    const right = seenOf(condition.right, factors, written);
    const decided = new Map<number, boolean | Problem>();
    return (combination: number): boolean | { readonly problem: Problem; readonly span: SourceSpan } => {
      const a = at(left, combination);
      const b = at(right, combination);
      const pair = a * right.values.length + b;
      let met = decided.get(pair);
      if (met === undefined) {
        met = holds(condition.operator, left.values[a], right.values[b]);
        decided.set(pair, met);
      }
      return typeof met === "boolean" ? met : { problem: met, span };
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
