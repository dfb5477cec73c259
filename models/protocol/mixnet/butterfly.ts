/**
 * The butterfly of the mixnet: a batch lies in a square of k × k places, and a layer permutes the places of each row, or
 * of each column, among themselves. Rows and columns take turns, so that two layers can bring a message anywhere:
 *
 *     layer 0, 2, …   rows      0 1 2 │ 3 4 5 │ 6 7 8
 *     layer 1, 3, …   columns   0 3 6 │ 1 4 7 │ 2 5 8
 */
import { integerSqrt } from "../ground/integer-math.js";
import { RuleError } from "../ground/rule.js";

/** Places in a row, and rows: √batch. Throws `RuleError` unless the batch is a square. Source: protocol.md 12 (node rpm). */
export function sideOf(batch: number): number {
  const side = Number(integerSqrt(BigInt(batch)));
  if (side * side !== batch) throw new RuleError(`a batch of ${batch} is no square`);
  return side;
}

/** Places that a layer permutes among themselves: `side` of them from `first` on, each `step` after the one before. */
export interface Group {
  readonly first: number;
  readonly step: number;
}

/** The groups of a layer, counted from 0, of a square of `side` × `side` places. Rows first, then columns. (that they take turns: assumption) */
export function groupOf(layer: number, group: number, side: number): Group {
  return layer % 2 === 0 ? { first: group * side, step: 1 } : { first: group, step: side };
}
