/**
 * What the network sends in a frame, by kind of message: how often, and how many bytes with their envelopes. A gossiped message counts
 * once, as published; the mesh multiplies it. Source: protocol.md `transport.flows` (node, computed; global traffic and reward proofs
 * of Go, and the header's size after June: assumption).
 */
import { simplexQuorum } from "../consensus/simplex.js";
import { type Transport, envelopeBytes } from "./envelope.js";

export const flowNames = [
  "globalProposal",
  "globalFrame",
  "globalVotes",
  "globalCertificates",
  "framePoll",
  "appProposal",
  "appVotes",
  "appCertificates",
  "rewardProofs",
] as const;
export type FlowName = (typeof flowNames)[number];

export interface Flow {
  readonly messages: bigint;
  readonly bytes: bigint;
}
export type Flows = { readonly [name in FlowName]: Flow };

/** A shard that makes frames; one without members sends nothing. */
export interface FlowShard {
  readonly members: bigint;
  /** Leaves of its data, each of 1 GiB at most. */
  readonly leaves: bigint;
  /** Levels of a proof of one block: 3 for leaves of 50 MB, 4 for 1 GiB. */
  readonly depth: bigint;
}

export interface FlowNetwork {
  /** At least 1. */
  readonly archives: bigint;
  /** Nodes that are no archives. */
  readonly nodes: bigint;
  readonly frameMs: bigint;
  /** Bytes of requests in a global frame, and in a frame of each shard. */
  readonly requestBytes: bigint;
  readonly appRequestBytes: bigint;
}

/** Commitments in the header of a global frame, one for each of the 256 parts of the world, of 74 bytes each (node). */
export const commitmentBytes = 256 * 74;
/** Header with the commitments and the output of the delay function. */
const globalHeaderBytes = 21_500n;
/** Falcon signature in a certificate. */
const signatureBytes = 666n;
/** Proof of a voter or joiner in June. */
const proofBytes = 516n;
const juneVoteBytes = { global: 190n, app: 738n };
const simplexVoteBytes = 750n;
/** Votes and certificates of a view: notarised, then final. */
const rounds = 2n;

const sent = (messages: bigint, bytesEach: bigint): Flow => ({ messages, bytes: messages * bytesEach });
const nothing = sent(0n, 0n);

/** A global frame with so many bytes of requests, without an envelope. */
export const globalFrameBytes = (requestBytes: number): number => Number(globalHeaderBytes) + requestBytes;

/** Between two questions of a node for the newest frame, microseconds: each second (protocol.md 11.13). */
export const pollEveryUs = 1_000_000;

/** A vote of an archive, which goes by RPC; and how often it votes for a frame. */
export const globalVoteBytes = (transport: Transport): number =>
  Number(transport === "rustFork" ? simplexVoteBytes : juneVoteBytes.global);
export const voteRoundsOf = (transport: Transport): number => (transport === "rustFork" ? Number(rounds) : 1);

/** Two openings of every leaf. */
const openingBytes = ({ leaves, depth }: FlowShard): bigint => 2n * leaves * (388n + 152n * depth);
const certificateBytes = (members: bigint): bigint => signatureBytes * simplexQuorum(members);

type GlobalFlows = Pick<Flows, "globalProposal" | "globalFrame" | "globalVotes" | "globalCertificates" | "framePoll">;
type ShardFlows = Omit<Flows, keyof GlobalFlows>;

/** Flows of the global chain. */
function globalFlows(
  { archives, nodes, frameMs, requestBytes }: FlowNetwork,
  transport: Transport,
  envelope: bigint,
): GlobalFlows {
  const frame = globalHeaderBytes + requestBytes;
  if (transport === "go") {
    const gossiped = sent(1n, frame + envelope);
    const globalVotes = sent(archives, juneVoteBytes.global + envelope);
    return {
      globalProposal: gossiped,
      globalFrame: gossiped,
      globalVotes,
      globalCertificates: nothing,
      framePoll: nothing,
    };
  }
  const pairs = archives * (archives - 1n);
  const isSimplex = transport === "rustFork";
  return {
    globalProposal: sent(archives - 1n, frame),
    globalFrame: nothing,
    globalVotes: isSimplex ? sent(rounds * pairs, simplexVoteBytes) : sent(pairs, juneVoteBytes.global),
    globalCertificates: isSimplex ? sent(rounds * pairs, certificateBytes(archives)) : nothing,
    // Every second each node asks one archive, and gets the whole frame.
    framePoll: sent((nodes * frameMs) / 1000n, frame),
  };
}

/** Flows of one shard with members. */
function shardFlows(
  shard: FlowShard,
  { archives, appRequestBytes }: FlowNetwork,
  transport: Transport,
  envelope: bigint,
): ShardFlows {
  const { members } = shard;
  const openings = openingBytes(shard);
  if (transport === "rustFork")
    return {
      appProposal: sent(1n, 1500n + appRequestBytes + openings + envelope),
      appVotes: sent(rounds * members, simplexVoteBytes + envelope),
      appCertificates: sent(rounds * members, certificateBytes(members) + envelope),
      rewardProofs: sent(members * archives, 1500n + certificateBytes(members) + openings),
    };
  const proofs = 1900n + proofBytes * members;
  return {
    appProposal: sent(1n, 2800n + proofBytes * members + appRequestBytes + envelope),
    appVotes: sent(members, juneVoteBytes.app + (transport === "rustJune" ? openings : 0n) + envelope),
    appCertificates: nothing,
    rewardProofs:
      transport === "rustJune" ? sent(members * archives, proofs + members * openings) : sent(1n, proofs + envelope),
  };
}

/** Sizes of one message of each kind that a shard gossips, with envelopes; 0: there are none of the kind. */
export interface ShardMessageBytes {
  readonly proposal: number;
  readonly vote: number;
  readonly certificate: number;
  /** What a member sends to each archive: by RPC, without an envelope. */
  readonly proof: number;
}

/** Of a shard with members. */
export function shardMessageBytes(shard: FlowShard, transport: Transport): ShardMessageBytes {
  const network = { archives: 1n, nodes: 0n, frameMs: 1000n, requestBytes: 0n, appRequestBytes: 0n };
  const envelope = BigInt(envelopeBytes("gossip", transport));
  const { appProposal, appVotes, appCertificates, rewardProofs } = shardFlows(shard, network, transport, envelope);
  return {
    proposal: bytesEach(appProposal),
    vote: bytesEach(appVotes),
    certificate: bytesEach(appCertificates),
    proof: bytesEach(rewardProofs),
  };
}

const bytesEach = ({ messages, bytes }: Flow): number => (messages === 0n ? 0 : Number(bytes / messages));

/** The nine flows of a frame, summed over the shards. */
export function flowsOf(network: FlowNetwork, shards: readonly FlowShard[], transport: Transport): Flows {
  const envelope = BigInt(envelopeBytes("gossip", transport));
  const each = shards
    .filter(({ members }) => members > 0n)
    .map((shard) => shardFlows(shard, network, transport, envelope));
  const sum = (name: keyof ShardFlows): Flow => ({
    messages: each.reduce((total, flows) => total + flows[name].messages, 0n),
    bytes: each.reduce((total, flows) => total + flows[name].bytes, 0n),
  });
  return {
    ...globalFlows(network, transport, envelope),
    appProposal: sum("appProposal"),
    appVotes: sum("appVotes"),
    appCertificates: sum("appCertificates"),
    rewardProofs: sum("rewardProofs"),
  };
}
