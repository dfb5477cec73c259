/** Bytes of control that a node sent, by kind. */
import type { GossipState } from "../../sim/gossip/state.js";

export const controlKinds = ["iHave", "iWant", "iDontWant", "graft", "prune"] as const;
export type ControlKind = (typeof controlKinds)[number];

export function controlBytes({ nodes, parameters }: GossipState, node: number, kind: ControlKind): number {
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
      return nodes.prunes[node] * bytes.prune;
  }
}
