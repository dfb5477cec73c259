/** How entities are divided over parts: contiguous ranges, so that whose an entity is costs two comparisons. */
import { counted } from "../units/readable.js";

/** Where each part begins, and where the last one ends: part k has the entities `cuts[k]` up to, not with, `cuts[k + 1]`. */
export type Cuts = readonly number[];

/**
 * Ranges of nearly equal size. With `blocks` (where groups of entities that mostly talk among themselves begin, and where
 * the last ends) parts end where blocks do, as near to equal as they allow. Throws `RangeError` if a part would be empty.
 */
export function cutEvenly(entityCount: number, partCount: number, blocks?: readonly number[]): Cuts {
  const even = Array.from({ length: partCount + 1 }, (_, part) => Math.round((entityCount * part) / partCount));
  const cuts = blocks === undefined ? even : even.map((cut) => nearest(blocks, cut));
  cuts.forEach((cut, part) => {
    if (part > 0 && cut <= cuts[part - 1])
      throw new RangeError(
        `${counted(entityCount, "entity", "entities")} cannot be divided into ${counted(partCount, "part")}`,
      );
  });
  return cuts;
}

/** The part that an entity belongs to. */
export function partOf(cuts: Cuts, entity: number): number {
  let part = 0;
  while (entity >= cuts[part + 1]) part++;
  return part;
}

/** The value that is nearest; of two equally near ones the first. */
const nearest = (values: readonly number[], wanted: number): number =>
  values.reduce((best, value) => (Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best));
