/** What must hold of the state of gossip. */
import { messages } from "./messages.js";
import { peeringImbalance } from "./peering-imbalance.js";
import type { GossipState } from "./state.js";

/** Null where control messages add up, and meshes have as many peers as is counted, and so do connections that open and close. */
export function imbalance(state: GossipState): string | null {
  const { control, members, mesh, connections, nodeCount, topicCount, connectionCount } = state;
  const { sent, delivered, lost, inFlight } = control;
  if (sent - delivered - lost !== inFlight) return messages.control(sent, delivered, lost, inFlight);
  for (let topic = 0; topic < topicCount; topic++)
    for (let node = 0; node < nodeCount; node++) {
      let counted = 0;
      for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++)
        counted += mesh.isIn[topic * connectionCount + c];
      const kept = members.meshCount[topic * nodeCount + node];
      if (counted !== kept) return messages.degrees(node, counted, kept);
    }
  return state.peering === null ? null : peeringImbalance(state, state.peering);
}
