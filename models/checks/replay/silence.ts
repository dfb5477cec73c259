/** Halts, and whom they silence: the shard itself, or under `haltScope: allShards` everybody. */
import type { AuditedShard } from "./audited.js";
import type { Books } from "./books.js";

const silencesAll = ({ rules }: Books): boolean => rules.haltScope === "allShards";

/** Whether a shard makes no frames because of a halt. */
export const isSilenced = (books: Books, shard: AuditedShard): boolean =>
  silencesAll(books) ? books.haltedCount > 0 : shard.halted;

/** Last frame for which a halt that is over silenced the shard; nobody was idle in it. */
export const silencedUntil = (books: Books, shard: AuditedShard): number =>
  silencesAll(books) ? books.resumedFrame : shard.resumedFrame;

/** Begins a halt of the shard, or ends it with `frame`; the first and the last change what all shards pay. */
export function setHalted(books: Books, shard: AuditedShard, halted: boolean, frame: number): void {
  if (shard.halted === halted) return;
  shard.halted = halted;
  books.haltedCount += halted ? 1 : -1;
  if (!halted) shard.resumedFrame = frame;
  if (halted && books.haltedCount === 1) books.proverOnlyFrom = frame + 1;
  if (books.haltedCount === 0) {
    books.resumedFrame = frame;
    books.proverOnlyFrames += frame + 1 - books.proverOnlyFrom;
  }
  books.touched.add(shard);
  if (!silencesAll(books) || books.haltedCount !== Number(halted)) return;
  for (const other of books.shards.values()) books.touched.add(other);
}

/** Frames up to and with this one in which some shard was halted. */
export const proverOnlyFrames = ({ haltedCount, frame, proverOnlyFrom, proverOnlyFrames: over }: Books): number =>
  over + (haltedCount > 0 ? Math.max(0, frame + 1 - proverOnlyFrom) : 0);
