/** Bytes of control that a node sent, by kind. */
import { envelopeBytes } from "../protocol/transport/envelope.js";
import type { GossipState } from "../../sim/gossip/state.js";

export const controlKinds = ["iHave", "iWant", "iDontWant", "graft", "prune"] as const;
/** Bytes of what a node told its peers of subscriptions that changed. */
export const announcedBytes = ({ subscriptions, parameters }: GossipState, node: number): number =>
  subscriptions === null ? 0 : subscriptions.announcements.sent[node] * parameters.bytes.subscribe;

export type ControlKind = (typeof controlKinds)[number];

/** Of a peer that a PRUNE tells of: an id of 34 bytes with 2 around it, and its addresses, of 40, signed as `transport.envelope` has it; assumption. */
export const exchangedPeerBytes = 36 + 40 + envelopeBytes("gossip", "go");

export function controlBytes({ nodes, parameters, peering }: GossipState, node: number, kind: ControlKind): number {
  const { bytes } = parameters;
  switch (kind) {
    case "iHave":
      return nodes.iHaves[node] * bytes.head + nodes.iHaveIds[node] * bytes.id;
    case "iWant":
      return nodes.iWants[node] * (bytes.head + bytes.id);
    case "iDontWant":
      return nodes.iDontWants[node] * (bytes.head + bytes.id);
    case "graft":
      return nodes.grafts[node] * bytes.graft;
    case "prune":
      return nodes.prunes[node] * bytes.prune + (peering === null ? 0 : peering.nodes.told[node] * exchangedPeerBytes);
  }
}
