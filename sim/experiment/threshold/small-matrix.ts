/** Matrices of a few rows, as a fit needs them. */

export type Matrix = readonly (readonly number[])[];

export const transformed = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, k) => sum + value * vector[k], 0));

/** By Gauss and Jordan, with the largest pivot of each column; undefined where there is none. */
export function inverseOf(matrix: Matrix): number[][] | undefined {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    if (!(Math.abs(rows[pivot][column]) > 1e-12)) return undefined;
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    rows[column] = rows[column].map((value) => value / rows[column][column]);
    for (let row = 0; row < size; row++) {
      const times = rows[row][column];
      if (row !== column) rows[row] = rows[row].map((value, k) => value - times * rows[column][k]);
    }
  }
  return rows.map((row) => row.slice(size));
}
