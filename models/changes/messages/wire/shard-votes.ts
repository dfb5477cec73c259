/**
 * Votes of shards at message fidelity. What a frame credits follows from when votes reach its leader, and is worked out frame by frame for
 * shards on which any can be late; for all others a bound says that none can, and they cost nothing.
 *
 * Assumptions: a shard's frame has to be with the archives before the next global frame is due, or it pays nobody, and the view costs the
 * frames that it overlaps, as a silent leader does; all workers of a node are busy on shards as large as this one, and what they send
 * waits in an order that is drawn; a message that is lost is fetched after the time that Simplex has for it.
 */
import { exponentialAt } from "../../../../sim/random/distributions/inverse.js";
import type { DurationUs, SimTimeUs } from "../../../../sim/units/quantity-types.js";
import { creditedVotes, lateVotes } from "../../../protocol/consensus/credited-signers.js";
import { simplexTimeouts } from "../../../protocol/consensus/simplex.js";
import { participationThreshold } from "../../../protocol/emission/participation-threshold.js";
import type { RuleSwitches } from "../../../protocol/ground/rule-sets.js";
import { shardMessageBytes, type ShardMessageBytes, voteRoundsOf } from "../../../protocol/transport/flows.js";
import { copiesOf, proofDepth } from "../../../scenario/wire.js";
import type { Scenario } from "../../../scenario/schema.js";
import type { Draws } from "../../../state/draws.js";
import type { FrameVotes, VoteWire } from "../../../state/late-votes.js";
import type { World } from "../../../state/world.js";
import { frameMakers } from "../../shards/frame-makers.js";
import type { ChainSide } from "./chain-side.js";
import type { FrameHearing } from "./frame-hearing.js";
import { kindsOf, oneOrTwo } from "./kinds.js";
import type { WirePlaces } from "./places.js";
import { viewTimes } from "./shard-view.js";

export interface VoteServices {
  readonly world: World;
  readonly draws: Draws;
  readonly rules: () => RuleSwitches;
  readonly scenario: Scenario;
  readonly hearing: FrameHearing;
  readonly places: WirePlaces;
  readonly endOf: (node: number) => number;
  /** From a frame's moment until a node has heard of it, and the longest of that in some frames. */
  readonly heardUs: (node: number, frame: number) => DurationUs;
  readonly heardMaxUs: (from: number, until: number) => (node: number) => DurationUs;
  /** Told of frames of a shard as they are counted. */
  readonly onFrames: (shard: number, frames: number) => void;
  /** Null in a scenario without faults. */
  readonly side: ChainSide | null;
  /** Which archive makes a global frame, if all are online. */
  readonly makerOf: (frame: number) => number;
}

const { fetchMs, leaderMs } = simplexTimeouts(0);
const fetchUs = fetchMs * 1000;
/** The largest number below 1 that is drawn. */
const largest = 1 - 2 ** -53;
/** Draws of a member in a frame: of each round, of a message to it and one from it. */
const draw = { perFrame: 16, perRound: 6, wait: 0, jitter: 1, loss: 2, back: 3 } as const;

/** A shard as it is now: who votes, over which lines. */
interface Committee {
  readonly sizes: ShardMessageBytes;
  readonly rounds: number;
  readonly quorum: number;
  readonly copies: number;
  readonly allocations: readonly number[];
  readonly provers: readonly number[];
  readonly nodes: readonly number[];
  readonly ends: readonly number[];
  /** How long the lines of each are busy with a round. */
  readonly busyUs: readonly DurationUs[];
  /** From when the leader has its frame until the archives do, by leader. */
  readonly submitUs: readonly DurationUs[];
}

interface Ways {
  readonly addedUs: (from: number, to: number, sentUs: DurationUs) => DurationUs;
  readonly submittedUs: (finalUs: DurationUs) => DurationUs;
}

export class ShardVotes implements VoteWire {
  readonly #services: VoteServices;
  readonly #jitterUs: DurationUs;

  constructor(services: VoteServices) {
    this.#services = services;
    this.#jitterUs = services.scenario.network.jitter ?? 0;
  }

  noteFrames(shard: number, frames: number): void {
    this.#services.onFrames(shard, frames);
  }

  mayBeLate(shard: number, from: number, until: number): boolean {
    const committee = this.#committeeOf(shard);
    const { nodes, rounds, submitUs } = committee;
    if (this.#isConcerned(committee, from, until)) return true;
    const heardUs = max(nodes.map(this.#services.heardMaxUs(from, until)));
    // Leader and voter are the slowest there are, each time.
    const messageUs = this.#slowestUs(committee);
    return heardUs + 2 * rounds * messageUs + max(submitUs) > this.#services.world.clock.paceUs;
  }

  votesOn(shard: number): (frame: number) => FrameVotes {
    const { world, rules, draws, heardUs } = this.#services;
    const committee = this.#committeeOf(shard);
    const { allocations, provers, nodes, quorum, rounds } = committee;
    const makerOf = frameMakers({ world, rules: rules(), draws }, shard);
    const ways = draws.allocations.purpose("way of a vote");
    return (frame) => {
      const leader = provers.indexOf(makerOf(frame));
      const { addedUs, submittedUs } = this.#ways(committee, frame, leader);
      const of = (voter: number, n: number): number => ways.uniform(provers[voter], shard, frame * draw.perFrame + n);
      const heard = nodes.map((node) => heardUs(node, frame));
      const { votedUs, finalUs } = viewTimes({
        voters: nodes.length,
        leader,
        quorum,
        rounds,
        heardUs: (voter) => heard[voter],
        outUs: (voter, round, sentUs) => {
          const n = round * draw.perRound;
          const waitUs = of(leader, n + draw.wait) * committee.busyUs[leader];
          const bytes = round === 0 ? committee.sizes.proposal : committee.sizes.certificate;
          const messageUs = this.#messageUs(committee, { from: leader, to: voter, bytes }, of(voter, n + draw.jitter), of(voter, n + draw.loss)); // prettier-ignore
          return waitUs + messageUs + addedUs(leader, voter, sentUs);
        },
        backUs: (voter, round, sentUs) => {
          const n = round * draw.perRound + draw.back;
          const waitUs = of(voter, n + draw.wait) * committee.busyUs[voter];
          const { vote: bytes } = committee.sizes;
          const messageUs = this.#messageUs(committee, { from: voter, to: leader, bytes }, of(voter, n + draw.jitter), of(voter, n + draw.loss)); // prettier-ignore
          return waitUs + messageUs + addedUs(voter, leader, sentUs);
        },
      });
      const submitUs = submittedUs(finalUs);
      const closesUs = world.clock.paceUs - submitUs;
      if (finalUs > closesUs) return { lostFrames: this.#lostFrames(finalUs + submitUs), late: [] };
      return { lostFrames: 0, late: this.#lateOf(shard, votedUs, closesUs).map((voter) => allocations[voter]) };
    };
  }

  /** Voters whose vote a frame does not credit that its leader closes then, in ring order. */
  #lateOf(shard: number, votedUs: readonly DurationUs[], closesUs: DurationUs): readonly number[] {
    const { world, rules } = this.#services;
    const { creditedSigners } = rules();
    if (creditedSigners === "quorum")
      return lateVotes(votedUs, creditedVotes(world.shards.inRings[shard], votedUs.length, { creditedSigners })).sort(
        (a, b) => a - b,
      );
    return [...votedUs.keys()].filter((voter) => votedUs[voter] > closesUs);
  }

  /** A view whose frame comes too late costs the frames that it overlaps, up to where its leader is given up. */
  #lostFrames(us: DurationUs): number {
    return Math.max(1, Math.ceil(Math.min(us, leaderMs * 1000) / this.#services.world.clock.paceUs));
  }

  #committeeOf(shard: number): Committee {
    const { world, rules, scenario, endOf, places } = this.#services;
    const { shards, nodes, provers, allocations } = world;
    const members = shards.inRings[shard];
    const { transport } = rules();
    const rounds = voteRoundsOf(transport);
    const leaves = BigInt(shards.leafCount[shard]);
    const sizes = shardMessageBytes({ members: BigInt(members), leaves, depth: proofDepth(scenario) }, transport);
    const voters = shards.ranked[shard].filter((row) => nodes.online[provers.node[allocations.prover[row]]] === 1);
    const voterNodes = voters.map((row) => provers.node[allocations.prover[row]]);
    const ends = voterNodes.map(endOf);
    const copies = copiesOf(scenario, members);
    const { uploadBitsPerS } = places.topology;
    const roundBytes = copies * (sizes.proposal / rounds + members * (sizes.vote + sizes.certificate));
    return {
      sizes,
      rounds,
      copies,
      quorum: participationThreshold(members, rules()),
      allocations: voters,
      provers: voters.map((row) => allocations.prover[row]),
      nodes: voterNodes,
      ends,
      busyUs: voterNodes.map((node, k) => (8e6 * roundBytes * nodes.workers[node]) / uploadBitsPerS[ends[k]]),
      submitUs: ends.map((end) => this.#submitUs(end, sizes.proof)),
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

  /** What faults add to ways in a frame, by voters, and how long a frame of the leader takes to the archives. */
  #ways(committee: Committee, frame: number, leader: number): Ways {
    const { side, world } = this.#services;
    const { ends, submitUs } = committee;
    const frameUs = world.clock.timeOf(frame);
    if (side === null || !side.faults.isOnBetween(frameUs, frameUs + world.clock.paceUs))
      return { addedUs: () => 0, submittedUs: () => submitUs[leader] };
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

  /** A copy of the frame with its proof to each archive. */
  #submitUs(end: number, bytes: number): DurationUs {
    const { hearing, places } = this.#services;
    const { ofArchive, topology } = places;
    const wayUs = max(ofArchive.map((archive) => hearing.wayUs(end, archive)));
    return wayUs + (8e6 * bytes * ofArchive.length) / topology.uploadBitsPerS[end];
  }

  /** One message between voters once it has the line: copies for the mesh, the way, its jitter, and what fetching it takes if it is lost. */
  #messageUs(
    { ends, copies }: Committee,
    { from, to, bytes }: { readonly from: number; readonly to: number; readonly bytes: number },
    uJitter: number,
    uLoss: number,
  ): DurationUs {
    const { hearing, places } = this.#services;
    const { uploadBitsPerS, downloadBitsPerS, lossShare } = places.topology;
    const [source, target] = [ends[from], ends[to]];
    const lineUs = Math.max((8e6 * bytes * copies) / uploadBitsPerS[source], (8e6 * bytes) / downloadBitsPerS[target]);
    const jitterUs = this.#jitterUs === 0 ? 0 : exponentialAt(uJitter, this.#jitterUs);
    const isLost = uLoss < 1 - (1 - lossShare[source]) * (1 - lossShare[target]);
    return lineUs + hearing.latencyUs(source, target) + jitterUs + (isLost ? fetchUs : 0);
  }

  /** No message of the committee takes longer. */
  #slowestUs({ ends, sizes, copies, busyUs }: Committee): DurationUs {
    const { hearing, places } = this.#services;
    const { uploadBitsPerS, downloadBitsPerS, lossShare, accessUs } = places.topology;
    const bytes = Math.max(sizes.proposal, sizes.vote, sizes.certificate);
    const upUs = max(ends.map((end) => (8e6 * bytes * copies) / uploadBitsPerS[end]));
    const downUs = max(ends.map((end) => (8e6 * bytes) / downloadBitsPerS[end]));
    const wayUs = hearing.longestUs + 2 * max(ends.map((end) => accessUs[end]));
    const jitterUs = this.#jitterUs === 0 ? 0 : exponentialAt(largest, this.#jitterUs);
    const lossUs = ends.some((end) => lossShare[end] > 0) ? fetchUs : 0;
    return max(busyUs) + Math.max(upUs, downUs) + wayUs + jitterUs + lossUs;
  }
}

function max(values: readonly number[]): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}
