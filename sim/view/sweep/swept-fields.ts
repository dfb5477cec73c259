/** What pictures of a sweep are drawn over: the fields that vary on their own. */
import { sort } from "d3-array";
import type { PointEstimates } from "../../experiment/sweep/estimates.js";

export interface SweptField {
  readonly name: string;
  /** As `Column` in the estimates' parameters. */
  readonly index: number;
  /** Different values, ascending where they are numbers, else as they first occur. */
  readonly levels: readonly (number | string)[];
  readonly isNumeric: boolean;
}

/** A value of a field at a point; whole amounts as doubles, which pictures are precise enough for. */
export function levelAt({ parameters }: PointEstimates, { index }: Pick<SweptField, "index">): number | string {
  const value = parameters[index];
  return typeof value === "bigint" ? Number(value) : value;
}

/**
 * Fields with two values or more. Of several that advance together (`zip`) it is the first: each value of one goes with one
 * value of the other.
 */
export function sweptFields(estimates: readonly PointEstimates[], names: readonly string[]): readonly SweptField[] {
  const varying = names.map((name, index) => fieldOf(estimates, name, index)).filter(({ levels }) => levels.length > 1);
  return varying.filter((field, k) => !varying.slice(0, k).some((other) => isTied(estimates, field, other)));
}

function fieldOf(estimates: readonly PointEstimates[], name: string, index: number): SweptField {
  // A Set keeps the order of points.
  const levels = [...new Set(estimates.map((point) => levelAt(point, { index })))];
  const isNumeric = levels.every((level) => typeof level === "number");
  return { name, index, levels: isNumeric ? sort(levels) : levels, isNumeric };
}

/** Fields of which all values differ at all points, as in a Latin hypercube, are not tied: each has a way of its own. */
function isTied(estimates: readonly PointEstimates[], one: SweptField, other: SweptField): boolean {
  const pairs = new Set(estimates.map((point) => JSON.stringify([levelAt(point, one), levelAt(point, other)])));
  const isOneToOne = pairs.size === one.levels.length && pairs.size === other.levels.length;
  return isOneToOne && (pairs.size < estimates.length || isMonotone(estimates, one, other));
}

function isMonotone(estimates: readonly PointEstimates[], one: SweptField, other: SweptField): boolean {
  const ranks = estimates.map((point) => other.levels.indexOf(levelAt(point, other)));
  const order = estimates.map((point, k) => ({ k, rank: one.levels.indexOf(levelAt(point, one)) }));
  const along = order.sort((a, b) => a.rank - b.rank || a.k - b.k).map(({ k }) => ranks[k]);
  return along.every((rank, k) => rank === k) || along.every((rank, k) => rank === along.length - 1 - k);
}
