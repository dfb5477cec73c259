/** Bytes around a payload. Source: protocol.md `transport.envelope` (computed from field lengths, within a twentieth). */
import type { RuleSwitches } from "../ground/rule-sets.js";

export type Transport = RuleSwitches["transport"];

/** Signature and key: Ed448, or Falcon with author and sequence number. */
const gossipEnvelopeBytes: { readonly [name in Transport]: number } = { go: 250, rustJune: 250, rustFork: 1600 };

/** How a message travels: published to a mesh, or called from one peer to another. */
export const carriers = ["gossip", "rpc"] as const;
export type Carrier = (typeof carriers)[number];

/** Bytes around a payload; a call has none. */
export function envelopeBytes(carrier: Carrier, transport: Transport): number {
  return carrier === "rpc" ? 0 : gossipEnvelopeBytes[transport];
}
