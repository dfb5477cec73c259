/** What a router of gossip is told. Times are microseconds; `null` is: it has no such rule. */
import type { Bytes, DurationUs } from "../units/quantity-types.js";
import type { SamePeers } from "./rules/composite-mesh.js";
import type { OfferLimits } from "./rules/offer-limits.js";
import type { ScoreParameters } from "./rules/score.js";

export interface GossipParameters extends OfferLimits {
  /** To all subscribed peers, or to those of the mesh. */
  readonly router: "flood" | "mesh";
  /** Mesh peers wanted, the least and the most that are left alone. */
  readonly degree: number;
  readonly degreeLow: number;
  readonly degreeHigh: number;
  /** Mesh peers kept for their score, and outbound ones wanted. */
  readonly degreeScore: number;
  readonly degreeOut: number;
  /** Of a mask of several topics one mesh, with so many peers that listen to all of them; `null`: a mesh for each topic. */
  readonly degreeSame: SamePeers | null;
  /** Peers told of what a node has, at least; and the share of the eligible, `null`: no share. */
  readonly degreeLazy: number;
  readonly gossipFactor: number | null;
  readonly heartbeatUs: DurationUs;
  /** Heartbeats for which a message is kept, and for which it is told of. */
  readonly historyLength: number;
  readonly historyGossip: number;
  readonly pruneBackoffUs: DurationUs;
  /** The same where a peer is pruned because the node has unsubscribed. */
  readonly unsubscribeBackoffUs: DurationUs;
  /** `null`: a node publishes only what it is subscribed to. */
  readonly fanoutTtlUs: DurationUs | null;
  /** An author sends to all subscribed peers, not only to its mesh. */
  readonly floodPublish: boolean;
  /** Of messages from this size on, peers are told that no copy is wanted any more. */
  readonly iDontWantFrom: Bytes | null;
  /** Time for which a node that asked one peer asks no other; `null`: it asks everybody who offers. */
  readonly iWantFollowUpUs: DurationUs | null;
  /** Heartbeats from one opportunistic graft to the next, and peers grafted; without scores never. */
  readonly opportunisticTicks: number;
  readonly opportunisticPeers: number;
  /** From a copy to passing it on. */
  readonly validationUs: DurationUs;
  /** Over which of several topics of a message it goes on: one that is drawn at each node, or all. */
  readonly slices: "one" | "all";
  /** Bytes that may wait at a node's line; what comes then is shed. */
  readonly queueBytes: Bytes;
  readonly score: ScoreParameters | null;
  readonly bytes: ControlBytes;
}

/** Sizes of control messages. */
export interface ControlBytes {
  readonly graft: Bytes;
  readonly prune: Bytes;
  /** Of what tells a peer that a node has subscribed to a topic, or unsubscribed. */
  readonly subscribe: Bytes;
  /** Of an IHAVE, IWANT or IDONTWANT without ids, and of an id. */
  readonly head: Bytes;
  readonly id: Bytes;
}

/**
 * GossipSub 1.1 with IDONTWANT of 1.2, as its specification has it: libp2p/specs, pubsub/gossipsub, defaults of the
 * parameters; limits of IHAVE and IWANT, of which it gives no figures: go-libp2p-pubsub. Sizes: ids of 20 bytes and protobuf around them; assumption.
 */
export const gossipSub: GossipParameters = {
  router: "mesh",
  degree: 6,
  degreeLow: 4,
  degreeHigh: 12,
  degreeScore: 4,
  degreeOut: 2,
  degreeSame: null,
  degreeLazy: 6,
  gossipFactor: 0.25,
  heartbeatUs: 1_000_000,
  historyLength: 5,
  historyGossip: 3,
  pruneBackoffUs: 60_000_000,
  unsubscribeBackoffUs: 10_000_000,
  fanoutTtlUs: 60_000_000,
  floodPublish: true,
  iDontWantFrom: 1024,
  iWantFollowUpUs: null,
  iHaveIds: 5000,
  iHaveMessages: 10,
  pendingWants: null,
  retransmissions: 3,
  opportunisticTicks: 60,
  opportunisticPeers: 2,
  validationUs: 0,
  slices: "all",
  queueBytes: Infinity,
  score: null,
  bytes: { graft: 24, prune: 28, subscribe: 26, head: 12, id: 22 },
};

/** Everybody sends to everybody it is connected with, and nobody tells of anything. */
export const flooding: GossipParameters = { ...gossipSub, router: "flood", historyGossip: 0, iDontWantFrom: null };
