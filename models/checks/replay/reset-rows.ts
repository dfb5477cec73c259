/** Rows about a reset: a new grid takes the place of the old one. */
import type { AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { gridBegins } from "./growth-rows.js";
import type { MissingFrames } from "./missing-frames.js";
import { noteStep } from "./shard-pay.js";
import type { WrittenEvent } from "./written-run.js";

/** A new grid takes the place of the old one: every shard goes, and those of the new one appear. */
export function gridReplaced(books: Books, missing: MissingFrames, { value }: WrittenEvent): void {
  noteStep(books, missing);
  gridBegins(books);
  books.resetFrame = books.frame;
  books.resetBytes = value;
  books.resetFirst = null;
  books.worldBytes = 0;
}

/** Nothing is remembered of a shard that a new grid has too, but who is on it. */
export const resetState = (known: AuditedShard | undefined): Partial<AuditedShard> => ({
  lastProposal: -1,
  everJoined: [...(known?.allocations ?? [])].some(({ status }) => status !== "proposed"),
});

/** In the frame of a reset: the new grid has all data, and its first shard the fees that waited on the old one. */
export function endReset(books: Books): void {
  const { findings, shards, resetBytes, resetFirst, worldBytes } = books;
  if (books.resetFrame !== books.frame) return;
  findings.compare("shard.sizesFromKeys", {}, { what: "bytes of the grid", expected: resetBytes, written: worldBytes });
  for (const shard of shards.values()) {
    if (resetFirst === null || shard === resetFirst) continue;
    resetFirst.waitingUnits += shard.waitingUnits;
    shard.waitingUnits = 0n;
  }
}
