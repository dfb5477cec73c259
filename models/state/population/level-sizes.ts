/** Node sizes of a start: as uneven as they were drawn, as far as its nodes can then hold its allocations. */
import { unmetTarget } from "../../scenario/start/room.js";
import type { Seats } from "../../scenario/start/seats.js";

/**
 * Levels the sizes of those classes to the largest common bound under which the seats can be taken: what is above it goes
 * to the smallest nodes of the class. A bound below a class's mean makes it as even as can be. Where seats can be taken
 * however uneven the nodes are, nothing changes.
 */
export function levelForSeats(
  sizesOfClass: readonly (readonly number[])[],
  { counts, classes }: Seats,
): readonly (readonly number[])[] {
  const fits = (sizes: readonly (readonly number[])[]): boolean =>
    unmetTarget(
      counts,
      classes.flatMap((k) => sizes[k]),
    ) === null;
  const levelled = (bound: number): readonly (readonly number[])[] =>
    sizesOfClass.map((sizes, k) => (classes.includes(k) ? levelTo(sizes, bound) : sizes));
  if (fits(sizesOfClass)) return sizesOfClass;
  let [low, high] = [0, classes.reduce((max, k) => sizesOfClass[k].reduce((a, b) => Math.max(a, b), max), 1)];
  while (low < high) {
    const bound = Math.ceil((low + high) / 2);
    if (fits(levelled(bound))) low = bound;
    else high = bound - 1;
  }
  return levelled(low);
}

/** The same total, with none above the bound, and the smallest get what others lose; even where the bound is below the mean. */
function levelTo(sizes: readonly number[], bound: number): readonly number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const mean = total / Math.max(1, sizes.length);
  if (bound < mean) return evenly(sizes, total);
  let excess = sizes.reduce((sum, size) => sum + Math.max(0, size - bound), 0);
  const level = sizes.map((size) => Math.min(size, bound));
  const smallestFirst = [...level.keys()].sort((a, b) => level[a] - level[b] || a - b);
  // Raises the lowest together, one step of the staircase after the other.
  for (let raised = 1; excess > 0; raised = Math.min(raised + 1, smallestFirst.length)) {
    const floor = level[smallestFirst[raised - 1]];
    const next = raised < smallestFirst.length ? level[smallestFirst[raised]] : bound;
    const rise = Math.min(next - floor, Math.floor(excess / raised));
    for (let k = 0; k < raised; k++) level[smallestFirst[k]] += rise;
    excess -= rise * raised;
    if (rise === next - floor) continue;
    for (let k = 0; k < excess; k++) level[smallestFirst[k]]++;
    return level;
  }
  return level;
}

/** All alike, but that the largest have one more where the total does not divide. */
function evenly(sizes: readonly number[], total: number): readonly number[] {
  const least = Math.floor(total / sizes.length);
  const more = total - least * sizes.length;
  const level = sizes.map(() => least);
  const largestFirst = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b);
  for (const k of largestFirst.slice(0, more)) level[k]++;
  return level;
}
