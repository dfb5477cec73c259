/** How many connections a node may hold, by transport. */
import type { RuleSwitches } from "../ground/rule-sets.js";

export interface TransportConnections {
  /** In all, that others opened, and that it opened itself; null = no limit of its own. */
  readonly max: number;
  readonly maxInbound: number | null;
  readonly maxOutbound: number | null;
  /** Dials that may be under way at once; null = no such limit. */
  readonly maxPending: number | null;
}

/**
 * Go closes connections above 192 until it has 160; a node that refuses at 192 holds as many at most (assumption). The fork is taken to have what June's
 * node has (assumption). The limit of two a peer is none where a peer is one node. Source: protocol.md section 11, row "connections" (node).
 */
export const transportConnections: Readonly<Record<RuleSwitches["transport"], TransportConnections>> = {
  go: { max: 192, maxInbound: null, maxOutbound: null, maxPending: null },
  rustJune: { max: 512, maxInbound: 384, maxOutbound: 256, maxPending: 64 },
  rustFork: { max: 512, maxInbound: 384, maxOutbound: 256, maxPending: 64 },
};
