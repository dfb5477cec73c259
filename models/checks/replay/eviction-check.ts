/** Who has been idle for too long and has to go: from the frames in which allocations last took part. */
import { byBytes } from "../../protocol/ground/compare.js";
import { haltDuration } from "../../protocol/coverage/streak.js";
import { cappedEvictions, idleFrames, idleFramesMax, notExempt } from "../../protocol/lifecycle/eviction.js";
import { inEffectFrom } from "../../protocol/lifecycle/request-windows.js";
import type { AuditedAllocation, AuditedProver, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { isThin } from "./coverage-check.js";
import { silencedUntil } from "./silence.js";

/** Allocations that do not take part, by the frame in which they may have been idle for too long. */
export class IdleAllocations {
  readonly #due = new Map<number, AuditedAllocation[]>();
  /** Those that were idle for too long when nobody could be evicted, or more than a frame evicts. */
  #waiting = new Set<AuditedAllocation>();

  /** Notes the allocations of a shard that take no part from this frame on. */
  note(books: Books, shard: AuditedShard): void {
    const { frame, history } = books;
    const present = new Set(shard.pay.shares.map(([allocation]) => allocation));
    for (const allocation of shard.allocations) {
      if (present.has(allocation) || !couldTakePart(books, allocation)) continue;
      const due = idleSince(books, allocation) + idleFramesMax + 1;
      this.#add(Math.max(due, frame, history.firstEviction), allocation);
    }
  }

  has(frame: number): boolean {
    return this.#due.has(frame);
  }

  /** Whether somebody waits, to be looked at whenever anything happens. */
  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Provers that this frame evicts: none while any shard is thin, else the first 25 by address. */
  take(books: Books): readonly AuditedProver[] {
    const { frame } = books;
    for (const allocation of this.#due.get(frame) ?? []) this.#waiting.add(allocation);
    this.#due.delete(frame);
    const idle = [...this.#waiting].filter((allocation) => isIdle(books, allocation));
    this.#waiting = new Set(idle);
    if (idle.length === 0) return [];
    // A shard that was halted and is not thin any more has just recovered.
    for (const shard of books.liveShards()) if (isThin(books, shard)) return [];
    const liable = idle.filter((allocation) => !isExempt(books, allocation));
    const provers = [...new Set(liable.map(({ prover }) => prover))].sort((a, b) => byBytes(a.address, b.address));
    const going = provers.slice(0, cappedEvictions(provers.length));
    if (going.length < provers.length) this.#add(frame + 1, liable[0]);
    return going;
  }

  #add(frame: number, allocation: AuditedAllocation): void {
    const due = this.#due.get(frame);
    if (due === undefined) this.#due.set(frame, [allocation]);
    else due.push(allocation);
  }
}

/**
 * Whether the idle time of an allocation runs: it is active, and in its committee. Where committees are effective one whose
 * node is away misses out also after it has expired, but not while its join is deferred.
 */
function couldTakePart(
  { frame, rules }: Books,
  { status, isInCommittee, prover, joinConfirmFrame }: AuditedAllocation,
): boolean {
  if (status !== "active") return false;
  const isDeferred = rules.lifecycle === "epoch" && frame < inEffectFrom(joinConfirmFrame, rules);
  return isInCommittee || (!prover.online && !isDeferred);
}

/** Last frame before the idle time of an allocation; frames that a halt silenced do not count. */
function idleSince(books: Books, { lastActive, shard }: AuditedAllocation): number {
  const { rules, history } = books;
  const countFrom = rules.lifecycle === "epoch" ? history.inactivityStart : 0;
  return Math.max(lastActive, countFrom, silencedUntil(books, shard));
}

/** Whether nobody on its shard is evicted, because the shard is so small (`evictionExempt`). */
function isExempt({ rules }: Books, { shard: { filter, covering }, lastActive }: AuditedAllocation): boolean {
  return notExempt([{ status: "active", filter, lastActive }], () => covering, rules).length === 0;
}

/** `lifecycle.eviction` of a single allocation; one that takes part in this frame is not idle. */
function isIdle(books: Books, allocation: AuditedAllocation): boolean {
  const { frame, rules } = books;
  const { shard, lastActive } = allocation;
  if (!couldTakePart(books, allocation) || shard.pay.shares.some(([present]) => present === allocation)) return false;
  const { covering, live, streakStart, filter } = shard;
  const streak = streakStart < 0 ? 0 : frame - streakStart + 1;
  const context = {
    frame,
    threshold: idleFramesMax,
    countFrom: idleSince(books, allocation),
    haltDurationOf: () => haltDuration(streak, live && shard.bytes > 0 ? covering : null, rules.haltThreshold) ?? 0,
  };
  // What its shard's thinness excuses comes back when the shard recovers, so such an allocation goes on waiting.
  const idle = idleFrames({ status: "active", filter, lastActive }, context);
  return idle > idleFramesMax || context.haltDurationOf() === "max";
}
