import type { WrittenEvent } from "./written-run.js";

/** Frames that were not made, as the log tells them: without a global frame, or because a shard's leaders were absent. */
export class MissingFrames {
  readonly #stalls: (readonly [start: number, end: number])[] = [];
  /** By shard. */
  readonly #missed = new Map<number, { readonly from: number; readonly until: number; readonly count: number }[]>();

  constructor(events: readonly WrittenEvent[]) {
    for (const { what, frame, shard, other, value } of events) {
      if (what === "no global frames") this.#stalls.push([frame, value]);
      if (what !== "missed frames") continue;
      const known = this.#missed.get(shard);
      const stretch = { from: other, until: frame, count: value };
      if (known === undefined) this.#missed.set(shard, [stretch]);
      else known.push(stretch);
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
