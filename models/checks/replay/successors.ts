/** Which shards have the data of one that splits or merges. */
import { mergedFilter } from "../../protocol/shard/merge.js";
import { cutByPath } from "../../protocol/shard/path-cut.js";
import { childFilters, type SplitFactor } from "../../protocol/shard/split.js";
import type { AuditedShard } from "./audited.js";
import type { Books } from "./books.js";

/** In `changeInto`: the shard and its sibling become one. */
export const intoOne = 1;

/** Filter of the shard that a shard and its sibling would merge into. */
export const parentOf = ({ rules }: Books, { filter }: AuditedShard): string => mergedFilter(filter, rules);

/** Whether one becomes one shard with the other, in the same frame. */
export const isSibling = (books: Books, one: AuditedShard, other: AuditedShard): boolean =>
  one !== other &&
  one.changeInto === intoOne &&
  one.changeFrame === other.changeFrame &&
  parentOf(books, one) === parentOf(books, other);

/** The shard that becomes one with this, if any does. */
export const siblingOf = (books: Books, shard: AuditedShard): AuditedShard | undefined =>
  [...books.shards.values()].find((other) => isSibling(books, other, shard));

/** Filters of the shards that have its data after a split or merge, and of the sides without keys that a cut has passed by. */
export function successorsOf(
  books: Books,
  shard: AuditedShard,
): { readonly filters: readonly string[]; readonly spine: readonly string[] } {
  if (shard.changeInto === intoOne) return { filters: [parentOf(books, shard)], spine: [] };
  if (books.rules.splitCut === "suffix")
    return { filters: childFilters(shard.filter, shard.changeInto as SplitFactor), spine: [] };
  const { children, spine } = cutByPath(shard.filter, books.rules);
  return { filters: children ?? [], spine };
}
