/** χ² test of drawn counts against probabilities, for the tests of samplers. */
import quantile from "@stdlib/stats-base-dists-chisquare-quantile";

/** Probability that a right sampler fails one of these tests. Seeds are fixed, so a test that passes goes on passing. */
export const falseAlarm = 1e-6;

/** Cells are merged with their neighbours until each expects this many draws: below, the χ² law is no good. */
const minExpected = 10;

/** How far the counts are from `probabilities` (of the same cells, summing to 1), and how far chance may take them. */
export function chiSquared(
  counts: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): { readonly statistic: number; readonly critical: number } {
  let draws = 0;
  for (let cell = 0; cell < counts.length; cell += 1) draws += counts[cell];
  const cells = merge(counts, probabilities, draws);
  const statistic = cells.reduce((sum, [seen, expected]) => sum + (seen - expected) ** 2 / expected, 0);
  return { statistic, critical: quantile(1 - falseAlarm, cells.length - 1) };
}

function merge(counts: ArrayLike<number>, probabilities: ArrayLike<number>, draws: number): [number, number][] {
  const cells: [number, number][] = [];
  let total = 0;
  let open: [number, number] = [0, 0];
  for (let cell = 0; cell < counts.length; cell += 1) {
    total += probabilities[cell];
    open = [open[0] + counts[cell], open[1] + probabilities[cell] * draws];
    if (open[1] < minExpected) continue;
    cells.push(open);
    open = [0, 0];
  }
  if (Math.abs(total - 1) > 1e-9) throw new Error(`probabilities sum to ${total}`);
  if (cells.length < 2) throw new Error("too few draws for two cells");
  const last = cells[cells.length - 1];
  cells[cells.length - 1] = [last[0] + open[0], last[1] + open[1]];
  return cells;
}

/** Counts of values in the cells (−∞, edges[0]), [edges[0], edges[1]), …, [last edge, ∞). */
export function countBetween(edges: readonly number[], values: Iterable<number>): number[] {
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  for (const value of values) {
    const cell = edges.findIndex((edge) => value < edge);
    counts[cell === -1 ? edges.length : cell] += 1;
  }
  return counts;
}

/** Probabilities of those cells by Simpson's rule on the density, which begins at `from` and is smooth there. */
export function probabilitiesBetween(edges: readonly number[], density: (x: number) => number, from: number): number[] {
  const inner = edges.map((edge, k) => integral(density, k === 0 ? from : edges[k - 1], edge));
  return [...inner, 1 - inner.reduce((sum, part) => sum + part, 0)];
}

function integral(f: (x: number) => number, a: number, b: number): number {
  const steps = 2000;
  const width = (b - a) / steps;
  let sum = f(a) + f(b);
  for (let k = 1; k < steps; k += 1) sum += (k % 2 === 1 ? 4 : 2) * f(a + k * width);
  return (sum * width) / 3;
}
