/**
 * Votes of shards at message fidelity. What a frame credits follows from when votes reach its leader, and is worked out frame by frame for
 * shards on which any can be late; for all others a bound says that none can, and they cost nothing.
 *
 * Assumptions: a shard's frame has to be with the archives before the next global frame is due, or it pays nobody, and the view costs the
 * frames that it overlaps, as a silent leader does; all workers of a node are busy on shards as large as this one, and what they send
 * waits in an order that is drawn; a message that is lost is fetched after the time that Simplex has for it.
 */
import type { DurationUs, SimTimeUs } from "../../../../sim/units/quantity-types.js";
import type { RuleSwitches } from "../../../protocol/ground/rule-sets.js";
import type { Draws } from "../../../state/draws.js";
import type { FrameVotes, ShardFrames, VoteWire } from "../../../state/late-votes.js";
import type { NetworkStreams } from "../../../state/purposes.js";
import type { World } from "../../../state/world.js";
import { frameMakers } from "../../shards/frame-makers.js";
import type { ChainSide } from "./chain-side.js";
import { type Committee, committeeOf, votingShard } from "./committee.js";
import type { FrameHearing } from "./frame-hearing.js";
import type { HeardFrames } from "./heard-frames.js";
import { kindsOf, oneOrTwo } from "./kinds.js";
import { mayTakeLonger } from "./longest-view.js";
import type { WirePlaces } from "./places.js";
import type { ShardMessages } from "./shard-messages.js";
import { viewDraws } from "./view-draws.js";
import { type Distances, type FaultyWays, heardByVoters, type ViewDraws, viewOutcome } from "./view-outcome.js";
import { type AskedStretch, ViewsAhead } from "./views-ahead.js";
import type { ViewWork } from "./view-piece.js";

export interface VoteServices {
  readonly world: World;
  readonly draws: Draws;
  readonly streams: NetworkStreams;
  readonly work: ViewWork | null;
  readonly rules: () => RuleSwitches;
  readonly messages: ShardMessages;
  readonly hearing: FrameHearing;
  readonly heardFrames: HeardFrames;
  readonly places: WirePlaces;
  readonly endOf: (node: number) => number;
  /** Told of frames of a shard as they are counted. */
  readonly onFrames: (shard: number, frames: number) => void;
  /** Null in a scenario without faults. */
  readonly side: ChainSide | null;
  /** Which archive makes a global frame, if all are online. */
  readonly makerOf: (frame: number) => number;
}

export class ShardVotes implements VoteWire {
  readonly #services: VoteServices;
  readonly #draws: ViewDraws;
  /** Null: views are worked out one by one. */
  readonly #ahead: ViewsAhead | null;

  constructor(services: VoteServices) {
    this.#services = services;
    const { work, heardFrames, world } = services;
    this.#draws = viewDraws(services.streams);
    this.#ahead =
      work?.isShared === true
        ? new ViewsAhead({
            work,
            stretchOf: (asked) => this.#stretchOf(asked),
            roundAt: (frame) => heardFrames.roundAt(frame),
            ground: () => ({ distances: this.#distances(), paceUs: world.clock.paceUs }),
          })
        : null;
  }

  noteFrames(shard: number, frames: number): void {
    this.#services.onFrames(shard, frames);
  }

  mayBeLate(shard: number, from: number, until: number): boolean {
    const { heardFrames, side, world } = this.#services;
    if (side !== null && this.#isConcerned(committeeOf(this.#services, shard), from, until)) return true;
    const heardMaxUs = heardFrames.heardMaxUs(from, until);
    return mayTakeLonger(this.#services, shard, { heardMaxUs, limitUs: world.clock.paceUs });
  }

  get worksAhead(): boolean {
    return this.#ahead !== null;
  }

  workAhead(asked: readonly ShardFrames[]): void {
    this.#ahead?.workOut(asked);
  }

  votesOn(shard: number): (frame: number) => FrameVotes {
    let votesIn: ((frame: number) => FrameVotes) | undefined;
    return (frame) => this.#ahead?.at(shard, frame) ?? (votesIn ??= this.#viewsOf(shard))(frame);
  }

  /** What comes of a frame while the shard is as it is now. */
  #viewsOf(shard: number): (frame: number) => FrameVotes {
    const { world, rules, draws, heardFrames } = this.#services;
    const committee = committeeOf(this.#services, shard);
    const { allocations, provers, nodes } = committee;
    const plain = votingShard(this.#services, committee, shard);
    const makerOf = frameMakers({ world, rules: rules(), draws }, shard);
    const by = { distances: this.#distances(), draws: this.#draws };
    return (frame) => {
      const leader = provers.indexOf(makerOf(frame));
      const round = heardFrames.roundAt(frame);
      const heardUs =
        round === null
          ? nodes.map((node) => heardFrames.heardUs(node, frame))
          : heardByVoters(plain.voters, { frame, ...round }, by);
      const { paceUs } = world.clock;
      const faults = this.#faultyWays(committee, frame, leader);
      const { lostFrames, late } = viewOutcome(plain, { frame, leader, heardUs, paceUs }, { ...by, faults });
      return { lostFrames, late: late.map((voter) => allocations[voter]) };
    };
  }

  /** Frames in which faults may be on are worked out one by one. */
  #stretchOf({ shard, from, until, freeFrom }: ShardFrames): AskedStretch | null {
    const { world, rules, draws, side } = this.#services;
    const { clock } = world;
    const committee = committeeOf(this.#services, shard);
    const { allocations, provers } = committee;
    if (provers.length === 0) return null;
    const makerOf = frameMakers({ world, rules: rules(), draws }, shard);
    const isFaulty = (fromUs: SimTimeUs): boolean => side?.faults.isOnBetween(fromUs, fromUs + clock.paceUs) ?? false;
    const leaders = Int32Array.from({ length: until - from }, (_, k) =>
      isFaulty(clock.timeOf(from + k)) ? -1 : provers.indexOf(makerOf(from + k)),
    );
    return { shard: votingShard(this.#services, committee, shard), from, freeFrom, leaders, allocations };
  }

  #distances(): Distances {
    const { places, jitterUs } = this.#services.hearing.ground;
    const { ofArchive, topology, regions } = places;
    return {
      latencyUs: regions.latencyUs,
      regionCount: regions.names.length,
      jitterUs,
      archiveRegion: Array.from(ofArchive, (end) => topology.regionOf[end]),
      archiveAccessUs: Array.from(ofArchive, (end) => topology.accessUs[end]),
    };
  }

  /** Whether a fault says anything of the ways of a shard's messages in frames from `from` up to, not with, `until`. */
  #isConcerned({ ends }: Committee, from: number, until: number): boolean {
    const { side, places, world } = this.#services;
    if (side === null) return false;
    const { faults } = side;
    const { clock } = world;
    const [fromUs, untilUs] = [clock.timeOf(from), clock.timeOf(until - 1) + clock.paceUs];
    if (!faults.isOnBetween(fromUs, untilUs)) return false;
    // Of ends of one kind faults say the same, and of two of them what they say of the ways between them.
    const alike = (some: readonly number[]): readonly number[] => oneOrTwo(kindsOf(some, (end) => places.kindOf(end)));
    const voters = alike(ends);
    for (let atUs = fromUs; atUs < untilUs; atUs = faults.nextChangeUs(atUs)) {
      // Archives that are kept from the others make no frame, and are asked for none.
      const isWith = side.archivesAt(atUs);
      const archives = alike(places.ofArchive.filter((_end, archive) => isWith[archive]));
      if (faults.concerns([...voters, ...archives], atUs)) return true;
    }
    return false;
  }

  /** What faults add to ways in a frame, by voters, and how long a frame of the leader takes to the archives; null: none is on. */
  #faultyWays(committee: Committee, frame: number, leader: number): FaultyWays | null {
    const { side, world } = this.#services;
    const { ends, submitUs } = committee;
    const frameUs = world.clock.timeOf(frame);
    if (side === null || !side.faults.isOnBetween(frameUs, frameUs + world.clock.paceUs)) return null;
    return {
      addedUs: (from, to, sentUs) => side.faults.addedUs(ends[from], ends[to], frameUs + sentUs),
      submittedUs: (finalUs) => this.#submitInFaultUs(side, { end: ends[leader], frame, ofProof: submitUs[leader] }, frameUs + finalUs), // prettier-ignore
    };
  }

  /** The same time where faults are on: they may keep it from the maker of the next frame, or delay it. One that is kept from the others itself is told by them. */
  #submitInFaultUs(
    side: ChainSide,
    { end, frame, ofProof }: { readonly end: number; readonly frame: number; readonly ofProof: DurationUs },
    atUs: SimTimeUs,
  ): DurationUs {
    if (atUs === Number.POSITIVE_INFINITY) return ofProof;
    const { places, makerOf } = this.#services;
    const isWith = side.archivesAt(atUs);
    const maker = makerOf(frame + 1);
    const told = isWith[maker]
      ? [places.ofArchive[maker]]
      : places.ofArchive.filter((_end, archive) => isWith[archive]);
    const addedUs = told.map((archive) => side.faults.addedUs(end, archive, atUs));
    return ofProof + addedUs.reduce((least, us) => Math.min(least, us), Number.POSITIVE_INFINITY);
  }
}
