/** The cells of a sweep, numbered point by point and within a point by replication; and how they are divided. */

export interface Grid {
  readonly points: number;
  readonly replications: number;
}

/** Part `index` of `count` (from 1) of a sweep, for one machine of several. */
export interface Part {
  readonly index: number;
  readonly count: number;
}

/** More cells than a machine's memory and a person's patience hold. */
export const maxCells = 100_000;

/** More parts than anybody has machines. */
export const maxParts = 10_000;

export const cellCount = ({ points, replications }: Grid): number => points * replications;

export const pointOf = ({ replications }: Grid, cell: number): number => Math.floor(cell / replications);
export const replicationOf = ({ replications }: Grid, cell: number): number => cell % replications;

/** The cells of a part, or all: dealt out one by one, since neighbours cost alike. */
export function cellsOf(grid: Grid, part: Part = { index: 1, count: 1 }): number[] {
  const cells: number[] = [];
  for (let cell = part.index - 1; cell < cellCount(grid); cell += part.count) cells.push(cell);
  return cells;
}

/** With so many batches a worker, the last one to finish keeps the others waiting for a thirtieth of the time at most. */
const batchesPerWorker = 32;
const maxPerBatch = 64;

/** Consecutive cells in batches: large enough that handing them over costs nothing, small enough to end together. */
export function batchesOf(cells: readonly number[], workers: number): number[][] {
  const size = Math.max(1, Math.min(maxPerBatch, Math.ceil(cells.length / (workers * batchesPerWorker))));
  return Array.from({ length: Math.ceil(cells.length / size) }, (_, k) => cells.slice(k * size, (k + 1) * size));
}

/** How many replications of each point are finished without a gap: only these count, whoever was quicker. */
export function finishedOf(grid: Grid, isFinished: (cell: number) => boolean): number[] {
  return Array.from({ length: grid.points }, (_, point) => {
    let count = 0;
    while (count < grid.replications && isFinished(point * grid.replications + count)) count++;
    return count;
  });
}
