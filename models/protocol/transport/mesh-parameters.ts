/** BlossomSub's parameters, one column a release. Source: protocol.md section 11 (node). */

import { targetCount } from "../../../sim/gossip/rules/target-count.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

export interface MeshParameters {
  /** Mesh peers wanted, and the least and the most that are left alone. */
  readonly degree: number;
  readonly degreeLow: number;
  readonly degreeHigh: number;
  /** Mesh peers kept for their score, and kept outbound. */
  readonly degreeScore: number;
  readonly degreeOut: number;
  /** Peers told of message ids, at least. */
  readonly degreeLazy: number;
  /** Share of the eligible told of message ids; null = not used. */
  readonly gossipFactor: number | null;
  /** Heartbeats for which messages are kept, and told of. */
  readonly historyLength: number;
  readonly historyGossip: number;
  readonly heartbeatMs: number;
  readonly heartbeatFirstMs: number;
  /** Null = publishes only to masks it has joined. */
  readonly fanoutTtlMs: number | null;
  readonly pruneBackoffMs: number;
  readonly unsubscribeBackoffMs: number;
  /** Peers told of with a prune; 0 = no peer exchange. */
  readonly prunePeers: number;
  /** Null here and below = the implementation has no such thing. */
  readonly connectors: number | null;
  readonly pendingConnectionsMax: number | null;
  readonly connectTimeoutMs: number | null;
  readonly directTicks: number | null;
  readonly opportunisticGraftTicks: number;
  readonly opportunisticGraftPeers: number;
  readonly graftFloodMs: number | null;
  readonly iHaveIds: number;
  /** Null = unlimited. */
  readonly iHaveMessages: number | null;
  /** Null = the release does not know IDONTWANT. */
  readonly iDontWant: {
    /** Null = not known. */
    readonly ids: number | null;
    readonly messageBytesMin: number;
    /** Null = not known. */
    readonly keptHeartbeats: number | null;
  } | null;
  readonly iWantFollowUpMs: number;
  /** Null = unlimited. */
  readonly retransmissions: number | null;
  readonly maskBits: number;
  /** Mesh peers wanted that are subscribed to all slices of a composite mask, and the least; null = not known. */
  readonly degreeSame: { readonly wanted: number; readonly low: number } | null;
}

const v201: MeshParameters = {
  degree: 6,
  degreeLow: 5,
  degreeHigh: 12,
  degreeScore: 4,
  degreeOut: 2,
  degreeLazy: 6,
  gossipFactor: 0.25,
  historyLength: 5,
  historyGossip: 3,
  heartbeatMs: 1000,
  heartbeatFirstMs: 100,
  fanoutTtlMs: 60_000,
  pruneBackoffMs: 60_000,
  unsubscribeBackoffMs: 10_000,
  prunePeers: 16,
  connectors: 8,
  pendingConnectionsMax: 128,
  connectTimeoutMs: 30_000,
  directTicks: 300,
  opportunisticGraftTicks: 60,
  opportunisticGraftPeers: 2,
  graftFloodMs: 10_000,
  iHaveIds: 5000,
  iHaveMessages: 10,
  iDontWant: null,
  iWantFollowUpMs: 3000,
  retransmissions: 3,
  maskBits: 256,
  degreeSame: null,
};

const v206: MeshParameters = {
  ...v201,
  degree: 8,
  degreeLow: 6,
  historyLength: 9,
  historyGossip: 6,
  heartbeatMs: 700,
  iDontWant: { ids: 5000, messageBytesMin: 1024, keptHeartbeats: 60 },
};

const v21Go: MeshParameters = { ...v206, degreeSame: { wanted: 3, low: 2 } };

/** June's own code; of what Go exchanges about peers it has nothing. */
const v21RustJune: MeshParameters = {
  ...v206,
  gossipFactor: null,
  historyLength: 24,
  historyGossip: 16,
  fanoutTtlMs: null,
  pruneBackoffMs: 15_000,
  prunePeers: 0,
  connectors: null,
  pendingConnectionsMax: null,
  connectTimeoutMs: null,
  directTicks: null,
  opportunisticGraftPeers: 1,
  graftFloodMs: null,
  iHaveMessages: null,
  iDontWant: { ids: null, messageBytesMin: 1024, keptHeartbeats: null },
  retransmissions: null,
};

/** The fork of rust-libp2p's gossipsub, by late August 2026. */
const v21RustFork: MeshParameters = {
  ...v21RustJune,
  gossipFactor: 0.25,
  fanoutTtlMs: 60_000,
  opportunisticGraftPeers: 2,
  graftFloodMs: 10_000,
  iHaveMessages: 10,
  retransmissions: 3,
};

/** Parameters by release. */
export const meshParameters = {
  "2.0.1": v201,
  "2.0.6": v206,
  "2.1 Go": v21Go,
  "2.1 Rust": v21RustJune,
  "2.1 Rust fork": v21RustFork,
} as const satisfies Record<string, MeshParameters>;

/**
 * Peers told of message ids in a heartbeat: max(Dlazy, ⌊factor·eligible⌋), at most all eligible; June's Rust node uses no factor.
 * Source: protocol.md `transport.gossipTargets` (node).
 */
export function gossipTargets(
  eligible: number,
  { degreeLazy, gossipFactor }: Pick<MeshParameters, "degreeLazy" | "gossipFactor">,
  { transport }: Pick<RuleSwitches, "transport">,
): number {
  const hasShare = transport !== "rustJune";
  return targetCount(eligible, { degreeLazy, gossipFactor: hasShare ? gossipFactor : null });
}
