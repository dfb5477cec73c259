/**
 * Votes that arrive when a frame has its quorum already, where only the first are credited (`creditedSigners: quorum`). When a vote
 * arrives is drawn for every frame, member and shard, so nothing depends on when somebody looks.
 *
 * Assumptions: all members who are online are equally fast; whoever votes late is idle no longer than whoever votes in time.
 * Cost: shards × frames, for shards on which more members are online than a certificate needs, none for others: 82 shards of 24 members
 * take two seconds for a day of frames of 10 s, where all votes in time are credited a few hundredths.
 */
import { Table } from "../../sim/table/table.js";
import { creditedVotes, lateVotes } from "../protocol/consensus/credited-signers.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { PairStreams } from "./draws.js";
import type { World } from "./world.js";

/** Told of what an allocation was not credited for: `late` of the frames from `from` up to, not with, `until`. */
export type OnLate = (allocation: number, late: number, from: number, until: number) => void;

interface LateVoteServices {
  readonly world: Pick<World, "allocations" | "nodes" | "provers" | "shards">;
  readonly rules: () => Pick<RuleSwitches, "creditedSigners">;
  /** When the vote of a prover on a shard arrives. */
  readonly arrivals: Pick<PairStreams, "uniform">;
  /** If anybody wants to know. */
  readonly onLate: OnLate | null;
}

/** Allocations whose votes were late, in ring order, and in how many frames. */
type LateTally = readonly (readonly [allocation: number, frames: number])[];

/** One row a prover: frames in which its vote on some shard was late, as long as its active frames are not counted that far. */
export class LateVotes extends Table {
  readonly #services: LateVoteServices;
  /** A frame stands there once for every shard. */
  private readonly frames = this.lists("frame");

  constructor(services: LateVoteServices) {
    super();
    this.#services = services;
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
      for (const allocation of this.#lateOf(voters, { shard, frame, late })) {
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
