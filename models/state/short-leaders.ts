/**
 * Frames that shards miss because of leaders who are away for so short that nobody follows them: as many as there are on average, whole
 * ones, each as soon as it is full.
 */
import { Table } from "../../sim/table/table.js";

/** One row a shard, from its first frame on. */
export class ShortLeaders extends Table {
  readonly #framesBetween: (from: number, until: number) => number;
  /** Frames missed of each that there could be, and what is missed of one that is not full yet. */
  private missedShare = this.f64("ratio");
  private rest = this.f64("frames");
  /** First frame that has not been counted. */
  private countedUntil = this.i32("frame");

  /** `framesBetween`: global frames, in which alone a shard can miss one. */
  constructor(framesBetween: (from: number, until: number) => number) {
    super();
    this.#framesBetween = framesBetween;
  }

  /** Sets how many frames are missed of each from `frame` on; those before must have been counted. */
  follow(shard: number, frame: number, missedShare: number): void {
    if (shard >= this.count) this.reach(shard);
    this.countedUntil[shard] = Math.max(frame, this.countedUntil[shard]);
    this.missedShare[shard] = missedShare;
  }

  /** Frames of the shard before `until`, not counted yet, that it missed: of those that there were but for so many that others cost. */
  countMissed(shard: number, until: number, counted: number): number {
    if (shard >= this.count) this.reach(shard);
    const from = this.countedUntil[shard];
    if (until <= from) return 0;
    this.countedUntil[shard] = until;
    if (this.missedShare[shard] === 0) return 0;
    const frames = Math.max(0, this.#framesBetween(from, until) - counted);
    const missed = this.rest[shard] + frames * this.missedShare[shard];
    const whole = Math.min(frames, Math.floor(missed));
    this.rest[shard] = missed - whole;
    return whole;
  }
}
