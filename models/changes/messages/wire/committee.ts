/** A shard as it is now: who votes, over which lines. */
import type { Bytes, DurationUs } from "../../../../sim/units/quantity-types.js";
import { creditedVotes } from "../../../protocol/consensus/credited-signers.js";
import { participationThreshold } from "../../../protocol/emission/participation-threshold.js";
import type { RuleSwitches } from "../../../protocol/ground/rule-sets.js";
import type { ShardMessageBytes } from "../../../protocol/transport/flows.js";
import { pairWord } from "../../../state/draws.js";
import type { World } from "../../../state/world.js";
import type { FrameHearing } from "./frame-hearing.js";
import type { WirePlaces } from "./places.js";
import type { ShardMessages } from "./shard-messages.js";
import { emptyVoters, type Voters, type VotingShard } from "./view-outcome.js";

export interface CommitteeServices {
  readonly world: World;
  readonly rules: () => RuleSwitches;
  readonly hearing: FrameHearing;
  readonly places: WirePlaces;
  readonly messages: ShardMessages;
  readonly endOf: (node: number) => number;
}

export interface Committee {
  /** In its rings, whether or not they are online. */
  readonly members: number;
  readonly sizes: ShardMessageBytes;
  readonly rounds: number;
  readonly copies: number;
  /** Those who vote, in ring order. */
  readonly allocations: readonly number[];
  readonly provers: readonly number[];
  readonly nodes: readonly number[];
  readonly ends: readonly number[];
  /** How long the lines of each are busy with a round. */
  readonly busyUs: readonly DurationUs[];
  /** From when the leader has its frame until the archives do, by leader. */
  readonly submitUs: readonly DurationUs[];
}

export function committeeOf(services: CommitteeServices, shard: number): Committee {
  const { world, endOf, places, messages } = services;
  const { shards, nodes, provers, allocations } = world;
  const members = shards.inRings[shard];
  const { sizes, rounds, copies, roundBytes } = messages.of(members, shards.leafCount[shard]);
  const voters = shards.ranked[shard].filter((row) => nodes.online[provers.node[allocations.prover[row]]] === 1);
  const voterNodes = voters.map((row) => provers.node[allocations.prover[row]]);
  const ends = voterNodes.map(endOf);
  const { uploadBitsPerS } = places.topology;
  return {
    members,
    sizes,
    rounds,
    copies,
    allocations: voters,
    provers: voters.map((row) => allocations.prover[row]),
    nodes: voterNodes,
    ends,
    busyUs: voterNodes.map((node, k) => (8e6 * roundBytes * nodes.workers[node]) / uploadBitsPerS[ends[k]]),
    submitUs: ends.map((end) => submitUs(services, end, sizes.proof)),
  };
}

/** The same in plain numbers, for whoever works out views. */
export function votingShard(services: CommitteeServices, committee: Committee, shard: number): VotingShard {
  const { rules } = services;
  const { sizes, rounds, copies, members } = committee;
  const { creditedSigners } = rules();
  const present = committee.nodes.length;
  return {
    sizes,
    rounds,
    copies,
    quorum: participationThreshold(members, rules()),
    credited: creditedSigners === "quorum" ? creditedVotes(members, present, { creditedSigners }) : null,
    voters: votersOf(services, committee, shard),
  };
}

function votersOf({ world, places }: CommitteeServices, committee: Committee, shard: number): Voters {
  const { nodes, provers, ends, busyUs, submitUs: submittedUs } = committee;
  const { topology } = places;
  const voters = emptyVoters(nodes.length);
  const [ofProvers, ofNodes, ofShards] = [world.provers.keys, world.nodes.keys, world.shards.keys];
  for (const [k, end] of ends.entries()) {
    voters.wayNames[2 * k] = pairWord(ofProvers.first[provers[k]], ofShards.first[shard]);
    voters.wayNames[2 * k + 1] = pairWord(ofProvers.second[provers[k]], ofShards.second[shard]);
    voters.pollNames[2 * k] = ofNodes.first[nodes[k]];
    voters.pollNames[2 * k + 1] = ofNodes.second[nodes[k]];
    voters.region[k] = topology.regionOf[end];
    voters.accessUs[k] = topology.accessUs[end];
    voters.uploadBitsPerS[k] = topology.uploadBitsPerS[end];
    voters.downloadBitsPerS[k] = topology.downloadBitsPerS[end];
    voters.lossShare[k] = topology.lossShare[end];
    voters.archiveLot[k] = places.lotOf(end);
    voters.busyUs[k] = busyUs[k];
    voters.submitUs[k] = submittedUs[k];
  }
  return voters;
}

/** A copy of the frame with its proof to each archive. */
export function submitUs({ hearing, places }: CommitteeServices, end: number, bytes: Bytes): DurationUs {
  const { ofArchive, topology } = places;
  return hearing.furthestUs(end) + (8e6 * bytes * ofArchive.length) / topology.uploadBitsPerS[end];
}
