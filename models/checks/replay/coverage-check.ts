/** Coverage of every shard, its streaks and halts, from the effective status of its allocations. */
import { type ShardState, stateOfShard } from "../../protocol/coverage/health.js";
import { haltFrame } from "../../protocol/coverage/streak.js";
import type { AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { effectiveOf } from "./standing.js";

/** Whether a shard holds data and no more than the halt threshold cover it. */
export const isThin = ({ rules }: Books, { live, bytes, covering }: AuditedShard): boolean =>
  live && bytes > 0 && covering <= rules.haltThreshold;

/** Provers that count for the coverage of a shard at the end of the frame: those that are effectively active. */
export const countCovering = (books: Books, { allocations }: AuditedShard): number =>
  [...allocations].filter((allocation) => effectiveOf(books, allocation, books.frame) === "Active").length;

/** Shards that are thin in a measured network before its first frame: they have been so for longer than any grace. */
export function thinFromTheStart(books: Books): readonly AuditedShard[] {
  const shards = [...books.liveShards()];
  for (const shard of shards) shard.covering = countCovering(books, shard);
  return shards.filter((shard) => shard.everJoined && isThin(books, shard));
}

/** Counts coverage anew and begins or ends the shard's streak (`coverage.streak`). */
export function updateCoverage(books: Books, shard: AuditedShard, halting: HaltCalendar): void {
  shard.covering = countCovering(books, shard);
  if (!shard.everJoined || !isThin(books, shard)) shard.streakStart = -1;
  else if (shard.streakStart < 0) beginStreak(books, shard, books.frame, halting);
}

/** Begins the streak of a thin shard; to be called in the first frame that can halt it. */
export function beginStreak(books: Books, shard: AuditedShard, since: number, halting: HaltCalendar): void {
  shard.streakStart = since;
  books.counted.thinStreaks++;
  halting.note(books, shard);
}

/** Which shards halt when, if they stay as thin as they are. */
export class HaltCalendar {
  readonly #due = new Map<number, AuditedShard[]>();

  note({ frame, rules, history }: Books, shard: AuditedShard): void {
    const begins = haltFrame({ start: shard.streakStart, grace: rules.haltGraceFrames }, history.graceExtension);
    // A streak of this frame is counted after its halts; that of a measured start is older than the first frame.
    const earliest = rules.haltGraceFrames > 1 || shard.streakStart < frame ? frame : frame + 1;
    const at = Math.max(earliest, begins ?? Number.POSITIVE_INFINITY);
    const due = this.#due.get(at);
    if (due === undefined) this.#due.set(at, [shard]);
    else due.push(shard);
  }

  has(frame: number): boolean {
    return this.#due.has(frame);
  }

  /** Shards whose streak reaches the grace in this frame. */
  take({ frame, rules, history }: Books): readonly AuditedShard[] {
    const due = this.#due.get(frame) ?? [];
    this.#due.delete(frame);
    const grace = rules.haltGraceFrames;
    const hasReached = ({ streakStart: start }: AuditedShard): boolean =>
      start >= 0 && (haltFrame({ start, grace }, history.graceExtension) ?? Number.POSITIVE_INFINITY) <= frame;
    return [...new Set(due)].filter((shard) => shard.live && !shard.halted && hasReached(shard));
  }
}

/** How a shard is doing by the books. */
export const stateOf = (books: Books, shard: AuditedShard): ShardState =>
  stateOfShard({ halted: shard.halted, covering: countCovering(books, shard), sizeBytes: shard.bytes }, books.rules);

/** Shards that are healthy, need coverage, are at risk of a halt. */
export function countStates(books: Books): Readonly<Record<ShardState, number>> {
  const counts = { healthy: 0, "needs-coverage": 0, "halt-risk": 0, halted: 0, empty: 0 };
  for (const shard of books.liveShards()) counts[stateOf(books, shard)]++;
  return counts;
}
