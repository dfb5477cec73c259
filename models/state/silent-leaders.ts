/**
 * Views whose leader is away, where leaders take turns or silent ones are skipped: which frames of a shard they cost. Views are
 * stepped only while somebody away may still be waited for; what follows repeats itself, and is reckoned.
 *
 * ```
 *   frame    0      1 2 3     4     5     6      7
 *   view     1      2         3     4     5      7          leaders a b c d e a b, b goes off with view 2
 *   leader   a      b: 30 s   c     d     e      b: silent in the last five views, skipped at once
 * ```
 *
 * Assumptions: who is away is so from a frame on; a view with a present leader makes one frame a frame number, whether there is a
 * global one or not; a timeout of t costs the ⌈t / pace⌉ frames that it overlaps, and a view that is skipped none; without
 * quorum views stand still; whoever enters a committee while away is silent from the view in which it does.
 */
import { simplexTimeouts, turnOfView } from "../protocol/consensus/simplex.js";
import { engines, timeoutCounter } from "../protocol/consensus/timeout.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { Table } from "../../sim/table/table.js";
import type { RowStreams } from "./draws.js";
import { framesOfTimeout } from "./rank-timeouts.js";

type LeaderRules = Pick<RuleSwitches, "consensusKind" | "leaderRule" | "viewTimeout">;

interface TurnServices {
  /** Who leads a view, where leaders are drawn. */
  readonly draws: Pick<RowStreams, "below">;
  /** Time from one frame to the next. */
  readonly paceMs: () => number;
  readonly rules: () => LeaderRules;
  /** Global frames, in which alone a shard can miss one; all frames unless given. */
  readonly framesBetween?: (from: number, until: number) => number;
}

/** A member that is away: who it is, and its place among all by address ascending, from 0. */
export interface AwayMember {
  readonly member: number;
  readonly turn: number;
}

export interface LedCommittee {
  readonly members: number;
  readonly away: readonly AwayMember[];
  /** Whether those who are there make certificates. */
  readonly certifies: boolean;
  /** Generation of the committee; another one begins its views anew. */
  readonly session: number;
}

/** Views for which a silent leader is waited for. */
export const { skipViews } = simplexTimeouts(0);

/** Views of all shards, one row a shard, from its first frame on. */
export class SilentLeaders extends Table {
  readonly #draws: TurnServices["draws"];
  readonly #paceMs: () => number;
  readonly #rules: () => LeaderRules;
  readonly #framesBetween: (from: number, until: number) => number;
  private members = this.i32("members");
  private certifies = this.u8("flag");
  private session = this.i32("session");
  /** View that has not ended yet; 0: none has begun. */
  private view = this.f64("view");
  private failures = this.i32("failures");
  /** First frame that has not been counted. */
  private countedUntil = this.i32("frame");
  /** First frame after the last timeout. */
  private freeFrom = this.i32("frame");
  /** Those who are away, their turns, and the first view in which each was silent. */
  private readonly away = this.lists("allocation");
  private readonly awayTurns = this.lists("turn");
  private readonly silentFrom = this.lists("view");

  constructor({ draws, paceMs, rules, framesBetween }: TurnServices) {
    super();
    this.#draws = draws;
    this.#paceMs = paceMs;
    this.#rules = rules;
    this.#framesBetween = framesBetween ?? ((from, until) => until - from);
  }

  /** Sets the committee and who of it is away from `frame` on; frames before must have been counted. */
  setCommittee(shard: number, frame: number, { members, away, certifies, session }: LedCommittee): void {
    if (shard >= this.count) this.reach(shard);
    if (session !== this.session[shard] || this.view[shard] === 0) {
      this.view[shard] = 1;
      this.away[shard].length = 0;
    }
    this.countedUntil[shard] = Math.max(frame, this.countedUntil[shard]);
    const [before, since] = [this.away[shard], this.silentFrom[shard]];
    const sinceOf = (member: number): number => {
      const known = before.indexOf(member);
      return known < 0 ? this.view[shard] : since[known];
    };
    this.silentFrom[shard] = away.map(({ member }) => sinceOf(member));
    this.away[shard] = away.map(({ member }) => member);
    this.awayTurns[shard] = away.map(({ turn }) => turn);
    this.members[shard] = members;
    this.certifies[shard] = certifies ? 1 : 0;
    this.session[shard] = session;
  }

  /** Frames of the shard before `until`, not counted yet, in which no view made a frame. */
  countMissed(shard: number, until: number): number {
    if (shard >= this.count) this.reach(shard);
    const from = this.countedUntil[shard];
    if (until <= from) return 0;
    this.countedUntil[shard] = until;
    if (this.certifies[shard] === 0) {
      this.freeFrom[shard] = Math.max(until, this.freeFrom[shard]);
      return 0;
    }
    if (this.away[shard].length === 0 && this.freeFrom[shard] <= from) {
      this.#makeFrames(shard, until - from);
      return 0;
    }
    let missed = this.#framesBetween(from, Math.max(from, Math.min(this.freeFrom[shard], until)));
    let frame = Math.max(from, this.freeFrom[shard]);
    // Where silent leaders are skipped, what is waited for comes once.
    const isWaiting = this.#rules().consensusKind !== "simplex" && this.away[shard].length > 0;
    const canRepeat = isWaiting && frame < until && this.#framesBetween(frame, until) === until - frame;
    let cycle = { views: 0, frame, missed, failures: this.failures[shard] };
    while (frame < until) {
      if (this.#waitsForNobody(shard)) {
        this.#makeFrames(shard, until - frame);
        break;
      }
      const lost = this.#endView(shard);
      if (lost > 0) {
        this.freeFrom[shard] = frame + lost;
        missed += this.#framesBetween(frame, Math.min(frame + lost, until));
      }
      frame += Math.abs(lost);
      if (++cycle.views < this.members[shard]) continue;
      if (canRepeat && frame < until && this.failures[shard] === cycle.failures) {
        // Everybody has had a turn, and it begins as before.
        const repeats = Math.floor((until - frame) / (frame - cycle.frame));
        missed += repeats * (missed - cycle.missed);
        this.view[shard] += repeats * this.members[shard];
        frame += repeats * (frame - cycle.frame);
      }
      cycle = { views: 0, frame, missed, failures: this.failures[shard] };
    }
    return missed;
  }

  /** Whether every view from here on makes a frame, or is skipped at once. */
  #waitsForNobody(shard: number): boolean {
    const isSkipped = (silent: number): boolean => this.view[shard] - silent >= skipViews;
    if (this.#rules().consensusKind !== "simplex") return this.away[shard].length === 0;
    return this.silentFrom[shard].every(isSkipped);
  }

  /** Goes on by so many frames, each made by one view; those of members who are away are skipped. */
  #makeFrames(shard: number, frames: number): void {
    const members = this.members[shard];
    this.failures[shard] = Math.max(0, this.failures[shard] - frames);
    if (this.#rules().leaderRule === "hashModulo" || this.away[shard].length === 0) {
      this.view[shard] += frames;
      return;
    }
    const leading = members - this.away[shard].length;
    // The last frame is stepped to, so that views which are skipped after it stay to come, however far is counted at once.
    const rounds = Math.floor((frames - 1) / leading);
    this.view[shard] += rounds * members;
    for (let made = rounds * leading; made < frames; this.view[shard]++) if (this.#awayAt(shard) < 0) made++;
  }

  /** Ends a view: −1 if it makes a frame, else the frames that it costs; 0 if it is skipped. */
  #endView(shard: number): number {
    const { consensusKind, viewTimeout } = this.#rules();
    const absent = this.#awayAt(shard);
    const failures = this.failures[shard];
    const view = this.view[shard]++;
    if (absent < 0) {
      this.failures[shard] = timeoutCounter(engines.appRust, failures, "progress");
      return -1;
    }
    if (consensusKind === "simplex" && view - this.silentFrom[shard][absent] >= skipViews) return 0;
    this.failures[shard] = timeoutCounter(engines.appRust, failures, "timeout");
    return framesOfTimeout(failures, this.#paceMs(), viewTimeout);
  }

  /** Which of those who are away leads the view; −1: none of them. */
  #awayAt(shard: number): number {
    const members = this.members[shard];
    const view = this.view[shard];
    const turn =
      this.#rules().leaderRule === "roundRobin"
        ? turnOfView(this.session[shard], view, members)
        : this.#draws.below(shard, view, members);
    return this.awayTurns[shard].indexOf(turn);
  }
}
