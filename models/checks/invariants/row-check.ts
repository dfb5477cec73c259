import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Reading } from "../../output/metrics/series-column.js";
import { bounds, identities, type Identity } from "./identities.js";

/** Value of a column of a row, by the position of its metric; null where nothing was measured. */
export type RowValues = (column: number) => Reading;

interface Held {
  readonly identity: Identity;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/**
 * Holds rows of the same metrics against what adds up in them. A run may have a row a frame, so columns are looked up
 * once, sums are plain numbers where those are exact, and words are only made of what is broken.
 */
export class RowCheck {
  readonly #metrics: readonly string[];
  readonly #column: (metric: string) => number;
  /** Of each column the least value that it may have. */
  readonly #least: Float64Array;
  #identities: readonly Held[];
  readonly #bounds: readonly (readonly [part: number, whole: number])[];

  /** `balances`: columns whose values may be below zero. */
  constructor(metrics: readonly string[], rules: RuleSwitches, balances: readonly number[] = []) {
    const column = (metric: string): number => {
      const found = metrics.indexOf(metric);
      if (found < 0) throw new RangeError(`no row has a metric ${metric}`);
      return found;
    };
    this.#metrics = metrics;
    this.#least = Float64Array.from(metrics, (_metric, k) => (balances.includes(k) ? -Number.MAX_VALUE : 0));
    this.#identities = heldBy(rules, column);
    this.#column = column;
    this.#bounds = bounds.map(([part, whole]) => [column(part), column(whole)]);
  }

  /** Rules that a release has changed: what adds up by them from now on. */
  set rules(rules: RuleSwitches) {
    this.#identities = heldBy(rules, this.#column);
  }

  /** What is wrong with a row; null where all adds up and nothing is no number, or negative that cannot be. */
  violation(row: RowValues): string | null {
    for (let column = 0; column < this.#metrics.length; column++) {
      const value = row(column);
      if (value === null) continue;
      if (!(value >= this.#least[column]) || value === Number.POSITIVE_INFINITY)
        return `${this.#metrics[column]} is ${value}`;
    }
    for (const held of this.#identities) {
      if (!addsUp(row, held)) return notAddingUp(row, held);
    }
    for (const [part, whole] of this.#bounds) {
      if (counted(row, part) > counted(row, whole))
        return `${this.#metrics[part]} is ${row(part)}, ${this.#metrics[whole]} is ${row(whole)}`;
    }
    return null;
  }
}

/** What was not measured counts for nothing. */
const counted = (row: RowValues, column: number): number | bigint => row(column) ?? 0;

/** What adds up by these rules, with the columns of its metrics. */
const heldBy = (rules: RuleSwitches, column: (metric: string) => number): readonly Held[] =>
  identities
    .filter(({ holdsIn }) => holdsIn?.(rules) !== false)
    .map((identity) => ({ identity, left: identity.left.map(column), right: identity.right.map(column) }));

function addsUp(row: RowValues, { left, right }: Held): boolean {
  const sum = plainSum(row, left);
  const wanted = plainSum(row, right);
  // Nothing is negative: where the sum is exact as a number, every step to it was.
  if (Number.isSafeInteger(sum) && Number.isSafeInteger(wanted)) return sum === wanted;
  return wholeSum(row, left) === wholeSum(row, right);
}

/** As a plain number; no number where a column is a whole amount. */
function plainSum(row: RowValues, columns: readonly number[]): number {
  let sum = 0;
  for (const column of columns) {
    const value = counted(row, column);
    sum += typeof value === "number" ? value : Number.NaN;
  }
  return sum;
}

const wholeSum = (row: RowValues, columns: readonly number[]): bigint =>
  columns.reduce((sum, column) => sum + BigInt(counted(row, column)), 0n);

function notAddingUp(row: RowValues, { identity, left, right }: Held): string {
  const { about, left: parts, right: whole } = identity;
  return `${about}: ${parts.join(" + ")} is ${wholeSum(row, left)}, ${whole.join(" + ")} is ${wholeSum(row, right)}`;
}
