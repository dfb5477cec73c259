/**
 * Votes that arrive when a frame has its quorum already, where only the first are credited (`creditedSigners: quorum`). When a vote
 * arrives is drawn for every frame, member and shard, so nothing depends on when somebody looks. At message fidelity it is what lines and
 * distances make of it (`VoteWire`): then votes can also come when the frame is closed, or too late for it to be made at all.
 *
 * Assumptions: at other fidelities all members who are online are equally fast; whoever votes late is idle no longer than whoever votes in time.
 * Cost: shards × frames, for shards on which more members are online than a certificate needs, none for others: 82 shards of 24 members
 * take two seconds for a day of frames of 10 s, where all votes in time are credited a few hundredths.
 */
import { Table } from "../../sim/table/table.js";
import { creditedVotes, lateVotes } from "../protocol/consensus/credited-signers.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { PairStreams } from "./draws.js";
import type { OnMissed } from "./on-missed.js";
import type { World } from "./world.js";

/** Told of what an allocation was not credited for: `late` of the frames from `from` up to, not with, `until`. */
export type OnLate = (allocation: number, late: number, from: number, until: number) => void;

/** What became of a view of a shard. */
export interface FrameVotes {
  /** Frames that it cost, its own included, since its quorum came too late; 0: it made its frame. */
  readonly lostFrames: number;
  /** Allocations that a frame which was made does not credit, in ring order. */
  readonly late: readonly number[];
}

/** Frames of a shard from `from` up to, not with, `until`; views begin from `freeFrom` on. */
export interface ShardFrames {
  readonly shard: number;
  readonly from: number;
  readonly until: number;
  readonly freeFrom: number;
}

/** How votes travel, at message fidelity. */
export interface VoteWire {
  /** Whether any vote of the shard, as it is now, can come too late in frames from `from` up to, not with, `until`; false is a promise. */
  mayBeLate(shard: number, from: number, until: number): boolean;
  /** Whether it helps to say what will be asked for. */
  readonly worksAhead: boolean;
  /** These will be asked for next, of shards as they are now; what was worked out ahead before is not asked for any more. */
  workAhead(asked: readonly ShardFrames[]): void;
  /** What comes of a frame while the shard is as it is now; frames so far must have had their systems. */
  votesOn(shard: number): (frame: number) => FrameVotes;
  /** The shard, as it is now, made so many frames more, or would have but for late votes: told of each frame once. */
  noteFrames(shard: number, frames: number): void;
}

/** Shards, a row each, at message fidelity. */
class LateViews extends Table {
  /** First frame after the last view that came too late. */
  freeFrom = this.f64("frame");
  /** Of all shards since the start: frames that they missed because a quorum came too late, and votes that no frame credits. */
  missedFrames = this.figure("frames");
  lateVotes = this.figure("votes");
}

interface LateVoteServices {
  readonly world: Pick<World, "allocations" | "nodes" | "provers" | "shards">;
  readonly rules: () => Pick<RuleSwitches, "creditedSigners">;
  /** When the vote of a prover on a shard arrives. */
  readonly arrivals: Pick<PairStreams, "uniform">;
  /** If anybody wants to know. */
  readonly onLate: OnLate | null;
  /** At message fidelity. */
  readonly wire?: VoteWire | undefined;
  /** If votes that come too late cost frames. */
  readonly onMissed?: OnMissed;
}

/** Allocations whose votes were late, in ring order, and in how many frames. */
type LateTally = readonly (readonly [allocation: number, frames: number])[];

/** One row a prover: frames in which its vote on some shard was late, as long as its active frames are not counted that far. */
export class LateVotes extends Table {
  readonly #services: LateVoteServices;
  /** Late votes of the frames that were looked at last. */
  #known: { readonly shard: number; readonly late: ReadonlyMap<number, readonly number[]> } | null = null;
  /** Of shards whose frames are asked for next, by shard: whether they are selective. Asked by key only. */
  readonly #selective = new Map<number, boolean>();
  /** A frame stands there once for every shard. */
  private readonly frames = this.lists("frame");
  /** At message fidelity. */
  readonly views: LateViews | null;

  constructor(services: LateVoteServices) {
    super();
    this.#services = services;
    this.views = this.part(services.wire === undefined ? null : new LateViews());
  }

  /** Whether frames of the shard, as it is now, from `from` up to, not with, `until` may each credit others, or be missed. */
  isSelective(shard: number, from: number, until: number): boolean {
    const known = this.#selective.get(shard);
    if (known !== undefined) return known;
    if (this.perFrame(shard) > 0) return true;
    const { wire, world } = this.#services;
    if (wire === undefined || world.shards.minting[shard] === 0) return false;
    return this.#freeFrom(shard) > from || wire.mayBeLate(shard, from, until);
  }

  /** Frames before `until` of shards from `first` up to, not with, `end`, as they are now, are asked for next: lets several threads work on them. */
  workAhead(first: number, end: number, until: number): void {
    const { wire, world } = this.#services;
    if (wire?.worksAhead !== true) return;
    const { mintedUntil } = world.shards;
    const asked: ShardFrames[] = [];
    this.#selective.clear();
    for (let shard = first; shard < end; shard++) {
      const from = mintedUntil[shard];
      if (from >= until) continue;
      const isSelective = this.isSelective(shard, from, until);
      this.#selective.set(shard, isSelective);
      if (isSelective) asked.push({ shard, from, until, freeFrom: this.#freeFrom(shard) });
    }
    wire.workAhead(asked);
  }

  /**
   * Of frames of the shard that have a leader and a global frame, in their order, those that it made: at message fidelity a view whose quorum
   * comes too late costs some. `until` is the first frame that is not looked at.
   */
  madeOf(shard: number, led: readonly number[], from: number, until: number): readonly number[] {
    const { wire, onMissed } = this.#services;
    this.#known = null;
    if (wire === undefined || this.views === null) return led;
    const votesIn = wire.votesOn(shard);
    const late = new Map<number, readonly number[]>();
    let freeFrom = this.#freeFrom(shard);
    for (const frame of led) {
      if (frame < freeFrom) continue;
      const votes = votesIn(frame);
      if (votes.lostFrames > 0) freeFrom = frame + votes.lostFrames;
      else late.set(frame, votes.late);
    }
    this.views.freeFrom[shard] = freeFrom;
    this.#known = { shard, late };
    const missed = led.length - late.size;
    this.views.missedFrames += missed;
    if (missed > 0) onMissed?.(shard, missed, from, until);
    return [...late.keys()];
  }

  #freeFrom(shard: number): number {
    this.views?.reach(shard);
    return this.views?.freeFrom[shard] ?? 0;
  }

  /** Tells the wire, if there is one, of frames of the shard, as it is now. */
  noteFrames(shard: number, frames: number): void {
    if (frames > 0) this.#services.wire?.noteFrames(shard, frames);
  }

  /** Votes of every frame of the shard, as it is now, that are not credited. */
  perFrame(shard: number): number {
    const { world, rules } = this.#services;
    const { inRings, minting, present } = world.shards;
    if (minting[shard] === 0) return 0;
    return present[shard] - creditedVotes(inRings[shard], present[shard], rules());
  }

  /** Allocations of the shard, as it is now, whose votes in this frame are late. */
  inFrame(shard: number, frame: number): readonly number[] {
    const { wire, world } = this.#services;
    if (wire !== undefined)
      return world.shards.minting[shard] === 1 && this.isSelective(shard, frame, frame + 1)
        ? wire.votesOn(shard)(frame).late
        : [];
    const late = this.perFrame(shard);
    return late === 0 ? [] : this.#lateOf(this.#votersOn(shard), { shard, frame, late });
  }

  /** Allocations whose votes come, in ring order. */
  #votersOn(shard: number): readonly number[] {
    const { allocations, nodes, provers, shards } = this.#services.world;
    const isOnline = (allocation: number): boolean => nodes.online[provers.node[allocations.prover[allocation]]] === 1;
    return shards.ranked[shard].filter(isOnline);
  }

  #lateOf(
    voters: readonly number[],
    { shard, frame, late }: { readonly shard: number; readonly frame: number; readonly late: number },
  ): readonly number[] {
    const { arrivals, world } = this.#services;
    const { prover } = world.allocations;
    const times = voters.map((allocation) => arrivals.uniform(prover[allocation], shard, frame));
    return lateVotes(times, voters.length - late).map((k) => voters[k]);
  }

  /** Counts late votes of the shard in the frames `made`, which it made of those from `from` up to, not with, `until`. */
  tally(
    shard: number,
    { made, from, until }: { readonly made: readonly number[]; readonly from: number; readonly until: number },
  ): LateTally {
    const { allocations, shards } = this.#services.world;
    // Read in ring order only.
    const counts = new Map<number, number>();
    const [voters, late] = [this.#votersOn(shard), this.perFrame(shard)];
    for (const frame of made) {
      const known = this.#known?.shard === shard ? this.#known.late.get(frame) : undefined;
      for (const allocation of known ?? this.#lateOf(voters, { shard, frame, late })) {
        counts.set(allocation, (counts.get(allocation) ?? 0) + 1);
        const prover = allocations.prover[allocation];
        this.reach(prover);
        this.frames[prover].push(frame);
      }
    }
    const tally = shards.ranked[shard].flatMap((allocation) => {
      const count = counts.get(allocation);
      return count === undefined ? [] : [[allocation, count] as const];
    });
    if (this.views !== null) for (const [, count] of tally) this.views.lateVotes += count;
    for (const [allocation, count] of tally) this.#services.onLate?.(allocation, count, from, until);
    return tally;
  }

  /**
   * In how many frames before `until` the prover, which takes part on so many shards, was late on all of them. Shards must be counted
   * that far; frames that were looked at are forgotten.
   */
  takeUncredited(prover: number, positions: number, until: number): number {
    this.reach(prover);
    const frames = this.frames[prover];
    if (frames.length === 0) return 0;
    const later = frames.filter((frame) => frame >= until);
    const looked = frames.filter((frame) => frame < until).sort((a, b) => a - b);
    frames.length = 0;
    for (const frame of later) frames.push(frame);
    let uncredited = 0;
    for (let k = 0, next = 0; k < looked.length; k = next) {
      while (next < looked.length && looked[next] === looked[k]) next++;
      if (next - k === positions) uncredited++;
    }
    return uncredited;
  }
}
