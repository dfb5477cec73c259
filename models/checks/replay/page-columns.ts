/** Columns of `series.csv` that the public page shows, counted anew from the books; before 2.1 there are none. */
import type { AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { countCovering } from "./coverage-check.js";
import { effectiveOf } from "./standing.js";

const among = (values: readonly number[], from: number, to: number): number =>
  values.filter((value) => value >= from && value <= to).length;

export function pageColumns(books: Books): { readonly [column: string]: number } {
  const shards = [...books.liveShards()];
  const active = shards.map((shard) => countCovering(books, shard));
  const joined = shards.map((shard) => headCount(shard) + shard.staleJoining);
  const size = books.rules.ringSize;
  const everyShard = [...books.shards.values()];
  const waiting = [...books.allAllocations()].filter(
    (allocation) =>
      allocation.status === "joining" ||
      // Confirmed, and not in effect yet.
      (allocation.status === "active" && effectiveOf(books, allocation, books.frame) === "Joining"),
  ).length;
  const covering = everyShard.reduce((sum, shard) => sum + countCovering(books, shard), 0);
  return {
    "page.workers": covering + waiting,
    "page.active": covering,
    "page.joining": waiting,
    "page.leaving": [...books.allAllocations()].filter(({ status }) => status === "leaving").length,
    "page.haltOrUnassigned": among(active, 0, 2),
    "page.healthy": among(active, 6, Number.POSITIVE_INFINITY),
    "page.warning": among(active, 3, 5),
    "page.halt": among(active, 1, 2),
    "page.unassigned": among(active, 0, 0),
    ...named(
      "page.ring",
      active.filter((count) => count > 0),
      size,
    ),
    ...named("page.joinedRing", joined, size),
  };
}

/** Shards by an eighth of their provers, rounded down; 3 is all from there on. */
const named = (name: string, counts: readonly number[], size: number): { readonly [column: string]: number } =>
  Object.fromEntries(
    [0, 1, 2, 3].map((ring) => [
      `${name}${ring}`,
      among(counts, ring * size, ring === 3 ? Number.POSITIVE_INFINITY : (ring + 1) * size - 1),
    ]),
  );

const headCount = ({ allocations }: AuditedShard): number =>
  [...allocations].filter(({ status }) => status === "active" || status === "joining").length;
