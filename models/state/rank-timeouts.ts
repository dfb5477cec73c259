/**
 * Ranks that end by timeout because their leader is absent: which frames of a shard they cost. Only timeouts are drawn,
 * not ranks: with a share q of the committee absent each rank fails with probability q whatever came before
 * (`consensus.modLeader` over a hash of the rank), so the ranks up to the next failure are geometric. What comes out
 * does not depend on how often anybody looks.
 *
 * ```
 *   frame       0   1   2   3   4   5   6   7
 *   rank        made  made ├─ timeout, 30 s ─┤ made …      (app shard, ten seconds a frame)
 * ```
 *
 * Assumptions: presence is constant between changes; a rank with a present leader makes one frame a global frame
 * (`consensus.lockstep` lets no second one in); a timeout of t costs the ⌈t / pace⌉ frames that it overlaps.
 */
import { geometricAt } from "../../sim/random/distributions/inverse.js";
import type { RowStreams } from "./draws.js";
import { Table } from "../../sim/table/table.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { simplexTimeouts } from "../protocol/consensus/simplex.js";
import { engines, timeoutCounter, timeoutMs } from "../protocol/consensus/timeout.js";

const engine = engines.appRust;
/** Below this share no absence could be drawn; a committee that large does not exist. */
const minShare = 1e-9;

/** Frames that a rank costs which times out after so many failures on the counter; Simplex waits as long after any number. */
export const framesOfTimeout = (
  failures: number,
  paceMs: number,
  viewTimeout: RuleSwitches["viewTimeout"] = "growing",
): number => {
  const lastsMs = viewTimeout === "growing" ? timeoutMs(engine, failures) : simplexTimeouts(0).leaderMs;
  return Math.max(1, Math.ceil(lastsMs / paceMs));
};

type AbsenceDraws = Pick<RowStreams, "frameUniform">;

interface RankServices {
  readonly draws: AbsenceDraws;
  /** Time from one frame to the next, as it is at the moment. */
  readonly paceMs: () => number;
  readonly rules?: () => Pick<RuleSwitches, "viewTimeout">;
  /** Global frames, in which alone a shard can miss one; all frames unless given. */
  readonly framesBetween?: (from: number, until: number) => number;
}

/** Ranks of all shards, one row a shard, from its first frame on. */
export class RankTimeouts extends Table {
  readonly #draws: AbsenceDraws;
  readonly #paceMs: () => number;
  readonly #rules: RankServices["rules"];
  readonly #framesBetween: (from: number, until: number) => number;
  /** Share of the committee that is absent, and the frame it has been so from, which names the draws. */
  private absentShare = this.f64("ratio");
  private since = this.i32("frame");
  private drawn = this.i32("draws");
  /** First frame that has not been counted. */
  private countedUntil = this.i32("frame");
  /** First frame after the last timeout; frames made from here on have not lowered the failure counter yet. */
  private freeFrom = this.i32("frame");
  /** Frame of the next rank that times out; Infinity: none will. */
  private nextTimeout = this.f64("frame", Number.POSITIVE_INFINITY);
  private failures = this.i32("failures");

  constructor({ draws, paceMs, rules, framesBetween }: RankServices) {
    super();
    this.#draws = draws;
    this.#paceMs = paceMs;
    this.#rules = rules;
    this.#framesBetween = framesBetween ?? ((from, until) => until - from);
  }

  /** Sets who is absent from `frame` on; frames before must have been counted. A share of 1: nothing is certified. */
  setAbsent(shard: number, frame: number, share: number): void {
    if (shard >= this.count) this.reach(shard);
    if (share === this.absentShare[shard] && this.since[shard] > 0) return;
    const start = Math.max(frame, this.freeFrom[shard]);
    this.failures[shard] = Math.max(0, this.failures[shard] - (start - this.freeFrom[shard]));
    this.freeFrom[shard] = start;
    this.countedUntil[shard] = Math.max(frame, this.countedUntil[shard]);
    this.absentShare[shard] = share;
    this.since[shard] = frame;
    this.drawn[shard] = 0;
    this.nextTimeout[shard] = start + this.#framesToTimeout(shard);
  }

  /** Frames of the shard before `until`, not counted yet, in which no rank made a frame. */
  countMissed(shard: number, until: number): number {
    if (shard >= this.count) this.reach(shard);
    let missed = 0;
    let from = this.countedUntil[shard];
    while (from < until) {
      if (this.freeFrom[shard] > from) {
        const end = Math.min(this.freeFrom[shard], until);
        missed += this.#framesBetween(from, end);
        from = end;
      } else if (this.nextTimeout[shard] < until) {
        from = this.nextTimeout[shard];
        this.#timeOut(shard, until);
      } else from = until;
    }
    this.countedUntil[shard] = Math.max(until, this.countedUntil[shard]);
    return missed;
  }

  /** The rank of frame `nextTimeout` fails, and with everybody absent all after it that begin before `until`. */
  #timeOut(shard: number, until: number): void {
    const at = this.nextTimeout[shard];
    const failures = Math.max(0, this.failures[shard] - (at - this.freeFrom[shard]));
    const frames = framesOfTimeout(failures, this.#paceMs(), this.#rules?.().viewTimeout);
    this.failures[shard] = timeoutCounter(engine, failures, "timeout");
    const isSteady = this.absentShare[shard] === 1 && this.failures[shard] === failures;
    this.freeFrom[shard] = at + (isSteady ? Math.ceil((until - at) / frames) : 1) * frames;
    this.nextTimeout[shard] = this.freeFrom[shard] + this.#framesToTimeout(shard);
  }

  #framesToTimeout(shard: number): number {
    const share = this.absentShare[shard];
    if (share < minShare) return Number.POSITIVE_INFINITY;
    if (share === 1) return 0;
    return geometricAt(this.#draws.frameUniform(shard, this.since[shard], this.drawn[shard]++), share);
  }
}
