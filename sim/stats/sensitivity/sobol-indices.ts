/**
 * Sobol indices: which part of the variance of a function each input has by itself (first), and with all that it does together with
 * others (total).
 *
 *     V first_i = mean( f(B) (f(A with B's i) − f(A)) )          Saltelli 2010, table 2 (b)
 *     V total_i = mean( (f(A) − f(A with B's i))² ) / 2          Jansen 1999, there (f)
 *
 * The mean of the function is taken off first, which changes neither and leaves the first with less noise.
 */
import { placesOfRow } from "./saltelli-design.js";
import { type ResampledInterval, resampledInterval } from "./resampled-interval.js";

export interface SobolIndices {
  readonly axis: number;
  /** Estimates: the first may lie a little below zero, and both a little above one. */
  readonly first: number;
  readonly first95: ResampledInterval | null;
  readonly total: number;
  readonly total95: ResampledInterval | null;
}

/** Values of one row of the design: of A, B, and of A with each column of B. */
interface Row {
  readonly a: number;
  readonly b: number;
  readonly mixed: readonly number[];
}

/**
 * `values`: of the places of the design, in their order; null: nothing was measured there, and its row is left out. None where nothing
 * varies, or fewer than two rows are whole.
 */
export function sobolIndices(axes: number, values: readonly (number | null)[]): readonly SobolIndices[] {
  const rows = centred(wholeRows(axes, values));
  if (rows.length < 2 || !(varianceOf(rows, everyRow(rows.length)) > 0)) return [];
  return Array.from({ length: axes }, (_unused, axis) => {
    const first = (chosen: ArrayLike<number>): number => {
      let sum = 0;
      for (let k = 0; k < chosen.length; k++) {
        const { a, b, mixed } = rows[chosen[k]];
        sum += b * (mixed[axis] - a);
      }
      return sum / chosen.length / varianceOf(rows, chosen);
    };
    const total = (chosen: ArrayLike<number>): number => {
      let sum = 0;
      for (let k = 0; k < chosen.length; k++) {
        const { a, mixed } = rows[chosen[k]];
        sum += (a - mixed[axis]) * (a - mixed[axis]);
      }
      return sum / (2 * chosen.length) / varianceOf(rows, chosen);
    };
    const all = everyRow(rows.length);
    return {
      axis,
      first: first(all),
      first95: resampledInterval(rows.length, first),
      total: total(all),
      total95: resampledInterval(rows.length, total),
    };
  });
}

function wholeRows(axes: number, values: readonly (number | null)[]): Row[] {
  const width = placesOfRow(axes);
  const rows: Row[] = [];
  for (let start = 0; start + width <= values.length; start += width) {
    const row = values.slice(start, start + width).filter((value) => value !== null);
    if (row.length === width) rows.push({ a: row[0], b: row[1], mixed: row.slice(2) });
  }
  return rows;
}

function centred(rows: readonly Row[]): Row[] {
  const middle = rows.reduce((sum, { a, b }) => sum + a + b, 0) / (2 * rows.length);
  return rows.map(({ a, b, mixed }) => ({
    a: a - middle,
    b: b - middle,
    mixed: mixed.map((value) => value - middle),
  }));
}

/** Of A and B together. */
function varianceOf(rows: readonly Row[], chosen: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let k = 0; k < chosen.length; k++) {
    const { a, b } = rows[chosen[k]];
    sum += a + b;
    squares += a * a + b * b;
  }
  const count = 2 * chosen.length;
  return squares / count - (sum / count) * (sum / count);
}

const everyRow = (count: number): readonly number[] => Array.from({ length: count }, (_unused, k) => k);
