/** What a new shard gets of those that it came from: their data, files and growth, and the fees that wait. */
import { dealFiles, type FileCount, joinFiles, noFiles } from "../../market/kept-files.js";
import { cutByPath, divideByKeys } from "../../protocol/shard/path-cut.js";
import { childFilters, type SplitFactor } from "../../protocol/shard/split.js";
import type { AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { intoOne, isSibling, siblingOf } from "./successors.js";

/** What is divided and added up as a shard's data are: what those grew from, and its part of the growth of all. */
interface Divided {
  readonly filter: string;
  readonly of: "baseBytes" | "growthShare";
}

/** What a new shard has of it: its part of a shard that splits, or that of two that merge together. */
export function dividedPart(books: Books, from: AuditedShard, { filter, of }: Divided): number {
  if (from.changeInto !== intoOne) return partOfSide(books, from, { filter, of });
  const sibling = siblingOf(books, from);
  // In the order in which the two were born, as the sum of numbers that are not whole depends on it.
  const [first, second] = sibling !== undefined && sibling.shard < from.shard ? [sibling, from] : [from, sibling];
  return first[of] + (second?.[of] ?? 0);
}

/** Equal parts of a suffix; by bit path those of the keys on each side, and nothing on the sides that a cut has passed by. */
function partOfSide({ rules }: Books, parent: AuditedShard, { filter, of }: Divided): number {
  const whole = parent[of];
  if (rules.splitCut === "suffix") return whole / parent.changeInto;
  const { children } = cutByPath(parent.filter, rules);
  if (children === null || !children.includes(filter)) return 0;
  const low = whole * divideByKeys(0, children, rules).lowShare;
  return filter === children[0] ? low : whole - low;
}

/** The same of whole files. */
export function dividedFiles(books: Books, from: AuditedShard, filter: string): readonly FileCount[] {
  if (from.changeInto === intoOne) {
    const sibling = siblingOf(books, from);
    const [one, two] = [from.files, sibling?.files ?? []];
    return Array.from({ length: Math.max(one.length, two.length) }, (_unused, kind) =>
      joinFiles(one[kind] ?? noFiles, two[kind] ?? noFiles),
    );
  }
  const { filters, shares } = sharesOf(books, from);
  const part = filters.indexOf(filter);
  return part < 0 ? [] : from.files.map((own) => dealFiles(own, shares)[part]);
}

/** Which share of a shard that splits each part has. */
function sharesOf({ rules }: Books, { filter, changeInto }: AuditedShard) {
  if (rules.splitCut === "suffix") {
    const filters = childFilters(filter, changeInto as SplitFactor);
    return { filters, shares: filters.map(() => 1 / filters.length) };
  }
  const { children } = cutByPath(filter, rules);
  if (children === null) return { filters: [], shares: [] };
  const { lowShare } = divideByKeys(0, children, rules);
  return { filters: children as readonly string[], shares: [lowShare, 1 - lowShare] };
}

/** The first part of a shard that splits carries what the whole would have; the whole of two that merge, what both would have. */
export function inheritFees(books: Books, from: AuditedShard, heir: AuditedShard): void {
  const isMerge = from.changeInto === intoOne;
  const owners = isMerge
    ? [from, ...[...books.shards.values()].filter((other) => isSibling(books, other, from))]
    : [from];
  for (const owner of owners) {
    heir.waitingUnits += owner.waitingUnits;
    owner.waitingUnits = 0n;
  }
}
