import { counted } from "../../../sim/units/readable.js";
import type { Findings } from "./findings.js";
import type { WrittenEvent } from "./written-run.js";

/** Frames that a shard missed by one cause, of those from `from` up to, not with, `until`. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly count: number;
  readonly cause: string;
}

/** Frames that were not made, as the log tells them: without a global frame, or because a shard's leaders were absent. */
export class MissingFrames {
  readonly #stalls: (readonly [start: number, end: number])[] = [];
  /** By shard. */
  readonly #missed = new Map<number, Stretch[]>();

  constructor(events: readonly WrittenEvent[]) {
    for (const { what, frame, shard, cause, other, value } of events) {
      if (what === "no global frames") this.#stalls.push([frame, value]);
      if (what !== "missed frames") continue;
      const known = this.#missed.get(shard);
      const stretch = { from: other, until: frame, count: value, cause };
      if (known === undefined) this.#missed.set(shard, [stretch]);
      else known.push(stretch);
    }
  }

  /** Holds what the log tells of each shard against itself: of one cause a frame is told of once, and no more are missed than there were. */
  check(findings: Findings): void {
    for (const [shard, stretches] of this.#missed) {
      // Reached by key only, so the order of a Map never matters.
      const toldUntil = new Map<string, number>();
      for (const { from, until, count, cause } of stretches) {
        findings.frame = until;
        const least = toldUntil.get(cause) ?? 0;
        if (from < least)
          findings.add("consensus.timeout", { shard }, `missed frames from ${least} on (${cause})`, `from ${from}`);
        const most = this.globalFrames(from, until);
        if (count > most)
          findings.add("consensus.timeout", { shard }, `at most ${counted(most, "missed frame")}`, String(count));
        toldUntil.set(cause, Math.max(until, least));
      }
    }
  }

  /** Frames from `from` up to, not with, `until` that have a global one. */
  globalFrames(from: number, until: number): number {
    const overlap = ([start, end]: readonly [number, number]) =>
      Math.max(0, Math.min(end, until) - Math.max(start, from));
    return until - from - this.#stalls.reduce((sum, stall) => sum + overlap(stall), 0);
  }

  /** Those of them that the shard missed, where the stretch in which they were counted lies within. */
  missedBy(shard: number, from: number, until: number): number {
    const stretches = this.#missed.get(shard) ?? [];
    return stretches.reduce((sum, one) => sum + (one.from >= from && one.until <= until ? one.count : 0), 0);
  }
}

/** Events that say only which frames are missing, to all or to some; they stand where they were counted, not where they happened. */
export const tellsOfMissing = ({ what }: WrittenEvent): boolean =>
  ["no global frames", "missed frames", "votes late", "credited nowhere"].includes(what);
