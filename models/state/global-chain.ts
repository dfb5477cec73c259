/**
 * The archive provers that make the global chain (`consensus.weight`: nobody can join them), and the frames in which
 * too few of them are online for a quorum. There is no global frame then, so no shard's update is included: nothing
 * mints. Six archives need four, and so do five. Nothing that happens on the shards acts on them, so their outages are
 * drawn when somebody asks how far.
 *
 * Assumptions: up and down times are exponential and everybody is online at the start; a frame exists if a quorum is
 * there when it is due, whoever leads; requests and windows go by frame numbers, which run on.
 */
import { exponentialAt } from "../../sim/random/distributions/inverse.js";
import type { Purpose } from "../../sim/random/stream.js";
import type { Clock } from "./frame-clock.js";
import type { StateReader } from "../../sim/table/state-reader.js";
import { Table } from "../../sim/table/table.js";
import { certifies } from "../protocol/consensus/certifies.js";
import { archiveSeniority } from "../protocol/consensus/committee.js";
import { ascending } from "../protocol/ground/compare.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";

/** So many archives are silent together, whatever else happens to them; times in µs since the start. */
interface Silence {
  readonly archives: number;
  readonly from: number;
  /** How long; to the end unless given. */
  readonly for?: number | undefined;
}

export interface Archives {
  /** Share of time that each is online. */
  readonly uptime: number;
  /** Mean length of an outage, µs. */
  readonly outage: number;
  readonly silent?: readonly Silence[] | undefined;
}

/** Faults of the wire between archives. */
export interface ChainFaults {
  /** The first moment after one at which any begins or ends; `Infinity`: none does. */
  readonly nextChangeUs: (timeUs: number) => number;
  /** Whether archives make frames at a moment at which these are online. */
  readonly makesFrames: (isOnline: (archive: number) => boolean, timeUs: number) => boolean;
}

/** Up to when faults have been followed. */
class FollowedFaults extends Table {
  untilUs = this.figure("µs", -1);
}

interface ChainServices {
  readonly faults?: ChainFaults | null;
  readonly archives: Archives;
  /** As it is now, and the rules: a release may change how many there are, and what makes a quorum. */
  readonly memberCount: () => number;
  readonly rules: () => Pick<RuleSwitches, "quorumRule" | "voteWeight">;
  readonly clock: Clock;
  readonly draws: Purpose;
}

/** One row an archive prover. */
export class GlobalChain extends Table {
  readonly #archives: Archives;
  readonly #memberCount: () => number;
  readonly #boundaries: readonly number[];
  readonly #rules: ChainServices["rules"];
  readonly #clock: Clock;
  readonly #draws: Purpose;
  /** The stretch that was asked for last, memoised; from NaN: none was. */
  readonly #lastStretch = { from: Number.NaN, until: 0, frames: 0 };
  readonly #faults: ChainFaults | null;
  /** When each archive changes next, and how often it has; it is online after an even number of changes. */
  private nextChangeUs = this.f64("µs");
  private changes = this.i32("changes");
  /** Stalls in order: their first frames, the frames after them, and the frames without a global one up to there. */
  private readonly starts = this.sequence("frame");
  private readonly ends = this.sequence("frame");
  private readonly stalled = this.sequence("frames");
  /** Time from which there has been no quorum; −1: there is one. */
  private stallFromUs = this.figure("µs", -1);

  /** Beginnings and ends of silences that are over, in their order. */
  private passed = this.figure("boundaries");
  private readonly followed: FollowedFaults | null;

  constructor({ archives, memberCount, rules, clock, draws, faults = null }: ChainServices) {
    super();
    this.#faults = faults;
    this.followed = this.part(faults === null ? null : new FollowedFaults());
    this.#archives = archives;
    this.#memberCount = memberCount;
    this.#boundaries = boundariesOf(archives);
    this.#rules = rules;
    this.#clock = clock;
    this.#draws = draws;
  }

  /** Everybody is online. To be called once, before anything is asked. */
  begin(): void {
    this.#addArchives(0);
  }

  /**
   * Other rules, or another count of archives, hold from `frame` on. All frames before must have been asked for under
   * the old ones (`stalledBefore`). Archives that are new are online.
   */
  review(frame: number): void {
    this.#lastStretch.from = Number.NaN;
    const timeUs = this.#clock.timeOf(frame);
    this.#addArchives(timeUs);
    this.#noteQuorum(timeUs);
  }

  #addArchives(timeUs: number): void {
    while (this.count < this.#memberCount()) {
      const archive = this.addRow();
      this.nextChangeUs[archive] = timeUs + this.#lastingUs(archive);
    }
  }

  /** Frames from `from` up to, not with, `until` that the global chain made. */
  framesBetween(from: number, until: number): number {
    // All shards ask for the same stretch, one after the other.
    const last = this.#lastStretch;
    if (last.from === from && last.until === until) return last.frames;
    const frames = until - from - (this.stalledBefore(until) - this.stalledBefore(from));
    last.from = from;
    last.until = until;
    last.frames = frames;
    return frames;
  }

  override load(from: StateReader): void {
    super.load(from);
    this.#lastStretch.from = Number.NaN;
  }

  /** Whether the archive is online when the frame is due; later frames must not have been asked for. */
  isOnline(archive: number, frame: number): boolean {
    const timeUs = this.#clock.timeOf(frame);
    this.#drawUntil(timeUs);
    const { silent = [] } = this.#archives;
    return archive >= silentAt(silent, timeUs) && this.changes[archive] % 2 === 0;
  }

  /** Frames before `frame` in which there was no global frame. */
  stalledBefore(frame: number): number {
    this.#drawUntil(this.#clock.timeOf(frame));
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
    this.#drawUntil(this.#clock.timeOf(frame));
    const stalls = this.starts.map((start, k): [number, number] => [start, Math.min(this.ends[k], frame)]);
    if (this.stallFromUs >= 0) stalls.push([this.#frameFrom(this.stallFromUs), frame]);
    return stalls.filter(([start, end]) => start < end);
  }

  #drawUntil(timeUs: number): void {
    for (;;) {
      const archive = this.#indexOfNext();
      const boundaryUs = this.#boundaries[this.passed] ?? Number.POSITIVE_INFINITY;
      const faultUs = this.#nextFaultUs();
      const atUs = Math.min(this.nextChangeUs[archive], boundaryUs, faultUs);
      if (atUs >= timeUs) return;
      if (this.followed !== null && faultUs === atUs) this.followed.untilUs = atUs;
      else if (boundaryUs === atUs) this.passed++;
      else {
        this.changes[archive]++;
        this.nextChangeUs[archive] = atUs + this.#lastingUs(archive);
      }
      this.#noteQuorum(atUs);
    }
  }

  /** When faults change next, of those that have not been followed. */
  #nextFaultUs(): number {
    return this.followed === null
      ? Number.POSITIVE_INFINITY
      : (this.#faults?.nextChangeUs(this.followed.untilUs) ?? Number.POSITIVE_INFINITY);
  }

  #indexOfNext(): number {
    let next = 0;
    for (let archive = 1; archive < this.count; archive++) {
      if (this.nextChangeUs[archive] < this.nextChangeUs[next]) next = archive;
    }
    return next;
  }

  #noteQuorum(atUs: number): void {
    const hasQuorum = this.#hasQuorum(atUs);
    if (!hasQuorum && this.stallFromUs < 0) this.stallFromUs = atUs;
    if (!hasQuorum || this.stallFromUs < 0) return;
    const [start, end] = [this.#frameFrom(this.stallFromUs), this.#frameFrom(atUs)];
    this.stallFromUs = -1;
    if (start === end) return;
    this.starts.push(start);
    this.ends.push(end);
    this.stalled.push((this.stalled.at(-1) ?? 0) + end - start);
  }

  /** Whether those who are online make a certificate; the first so many are the silent ones. */
  #hasQuorum(atUs: number): boolean {
    const members = this.#memberCount();
    const { silent = [] } = this.#archives;
    if (this.#faults !== null) {
      const silentCount = silentAt(silent, atUs);
      const isOnline = (archive: number): boolean => archive >= silentCount && this.changes[archive] % 2 === 0;
      if (!this.#faults.makesFrames(isOnline, atUs)) return false;
    }
    let voters = 0;
    for (let archive = silentAt(silent, atUs); archive < members; archive++) voters += 1 - (this.changes[archive] % 2);
    const [seniority, votingSeniority] = [members * archiveSeniority, voters * archiveSeniority];
    return certifies({ members, voters, seniority, votingSeniority }, this.#rules());
  }

  /** First frame that is due at a time or later. */
  #frameFrom(timeUs: number): number {
    return this.#clock.firstFrameAt(timeUs);
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

/** Moments at which a silence begins or ends, in order. */
function boundariesOf({ silent = [] }: Archives): readonly number[] {
  return silent.flatMap((one) => [one.from, endOf(one)]).toSorted(ascending);
}

const endOf = ({ from, for: lastingUs = Number.POSITIVE_INFINITY }: Silence): number => from + lastingUs;

/** Archives that are silent at a moment: silences that overlap are of the same ones. */
function silentAt(silences: readonly Silence[], atUs: number): number {
  let silent = 0;
  for (const one of silences) if (one.from <= atUs && atUs < endOf(one)) silent = Math.max(silent, one.archives);
  return silent;
}
