/**
 * The archive provers that make the global chain (`consensus.weight`: nobody can join them), and the frames in which
 * too few of them are online for a quorum. There is no global frame then, so no shard's update is included: nothing
 * mints. Nothing that happens on the shards acts on them, so their outages are drawn when somebody asks how far.
 *
 * Assumptions: up and down times are exponential and everybody is online at the start; a frame exists if a quorum is
 * there when it is due, whoever leads; requests and windows go by frame numbers, which run on.
 */
import { exponentialAt } from "../../sim/random/distributions/inverse.js";
import type { Purpose } from "../../sim/random/stream.js";
import { Table } from "../../sim/table/table.js";
import { quorumThreshold } from "../protocol/consensus/quorum.js";

/** Seniority of each archive prover since genesis, points. Source: protocol.md 2.2, `seniority.aggregate` (node). */
const archiveWeight = 23_673_600;

export interface Archives {
  readonly count: number;
  /** Share of time that each is online. */
  readonly uptime: number;
  /** Mean length of an outage, µs. */
  readonly outage: number;
}

interface FrameClock {
  /** Number of the frame at time 0, and time between frames, µs. */
  readonly first: number;
  readonly pace: number;
}

/** One row an archive prover. */
export class GlobalChain extends Table {
  readonly #archives: Archives;
  readonly #clock: FrameClock;
  readonly #draws: Purpose;
  /** When each archive changes next, and how often it has; it is online after an even number of changes. */
  private nextChangeUs = this.f64("µs");
  private changes = this.i32("changes");
  /** Stalls in order: their first frames, the frames after them, and the frames without a global one up to there. */
  private readonly starts = this.sequence("frame");
  private readonly ends = this.sequence("frame");
  private readonly stalled = this.sequence("frames");
  /** Time from which there has been no quorum; −1: there is one. */
  private stallFromUs = this.figure("µs", -1);

  constructor(archives: Archives, clock: FrameClock, draws: Purpose) {
    super();
    this.#archives = archives;
    this.#clock = clock;
    this.#draws = draws;
  }

  /** Everybody is online. To be called once, before anything is asked. */
  begin(): void {
    for (let archive = 0; archive < this.#archives.count; archive++) {
      this.addRow();
      this.nextChangeUs[archive] = this.#lastingUs(archive);
    }
  }

  /** Frames from `from` up to, not with, `until` that the global chain made. */
  framesBetween(from: number, until: number): number {
    return until - from - (this.stalledBefore(until) - this.stalledBefore(from));
  }

  /** Frames before `frame` in which there was no global frame. */
  stalledBefore(frame: number): number {
    this.#drawUntil((frame - this.#clock.first) * this.#clock.pace);
    // The last stall that begins before the frame.
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] < frame) low = middle + 1;
      else high = middle;
    }
    const running = this.stallFromUs < 0 ? frame : Math.min(frame, this.#frameFrom(this.stallFromUs));
    const past = low === 0 ? 0 : this.stalled[low - 1] - Math.max(0, this.ends[low - 1] - frame);
    return past + (frame - running);
  }

  /** Stalls before `frame`, in order: their first frames, and the frames after them. */
  stallsBefore(frame: number): readonly (readonly [start: number, end: number])[] {
    this.#drawUntil((frame - this.#clock.first) * this.#clock.pace);
    const stalls = this.starts.map((start, k): [number, number] => [start, Math.min(this.ends[k], frame)]);
    if (this.stallFromUs >= 0) stalls.push([this.#frameFrom(this.stallFromUs), frame]);
    return stalls.filter(([start, end]) => start < end);
  }

  #drawUntil(timeUs: number): void {
    for (;;) {
      const archive = this.#indexOfNext();
      const atUs = this.nextChangeUs[archive];
      if (atUs >= timeUs) return;
      this.changes[archive]++;
      this.nextChangeUs[archive] = atUs + this.#lastingUs(archive);
      this.#noteQuorum(atUs);
    }
  }

  #indexOfNext(): number {
    let next = 0;
    for (let archive = 1; archive < this.count; archive++) {
      if (this.nextChangeUs[archive] < this.nextChangeUs[next]) next = archive;
    }
    return next;
  }

  #noteQuorum(atUs: number): void {
    let online = 0;
    for (let archive = 0; archive < this.count; archive++) online += 1 - (this.changes[archive] % 2);
    const hasQuorum = online * archiveWeight >= quorumThreshold(this.#archives.count * archiveWeight);
    if (!hasQuorum && this.stallFromUs < 0) this.stallFromUs = atUs;
    if (!hasQuorum || this.stallFromUs < 0) return;
    const [start, end] = [this.#frameFrom(this.stallFromUs), this.#frameFrom(atUs)];
    this.stallFromUs = -1;
    if (start === end) return;
    this.starts.push(start);
    this.ends.push(end);
    this.stalled.push((this.stalled.at(-1) ?? 0) + end - start);
  }

  /** First frame that is due at a time or later. */
  #frameFrom(timeUs: number): number {
    return this.#clock.first + Math.ceil(timeUs / this.#clock.pace);
  }

  /** How long an archive stays as it is after its latest change. */
  #lastingUs(archive: number): number {
    const { uptime, outage } = this.#archives;
    const isOnline = this.changes[archive] % 2 === 0;
    if (isOnline && uptime >= 1) return Number.POSITIVE_INFINITY;
    const meanUs = isOnline ? (outage * uptime) / (1 - uptime) : outage;
    return Math.ceil(exponentialAt(this.#draws.uniform(archive, this.changes[archive]), meanUs));
  }
}
