/** What must hold of connections that open and close. */
import { messages } from "./messages.js";
import type { Peering } from "./peering.js";
import type { GossipState } from "./state.js";

/**
 * Null where both ends of each connection know it, one of which has opened it, nobody has one with who is down, nor more than it may or than it
 * counts, and meshes go over connections.
 */
export function peeringImbalance(state: GossipState, { links, nodes, options }: Peering): string | null {
  const { connections, topicCount, nodeCount, mesh, connectionCount, members } = state;
  const { starts, ends, reverse } = connections;
  const { isOpen, isOutbound } = links;
  for (let node = 0; node < nodeCount; node++) {
    let [inbound, outbound] = [0, 0];
    for (let c = starts[node]; c < starts[node + 1]; c++) {
      if (isOpen[c] !== isOpen[reverse(c)] || isOutbound[c] + isOutbound[reverse(c)] !== isOpen[c])
        return messages.oneEnd(node, ends[c]);
      if (isOpen[c] === 1 && state.nodes.isUp[node] + state.nodes.isUp[ends[c]] !== 2)
        return messages.withDown(node, ends[c]);
      for (let topic = 0; topic < topicCount; topic++)
        if (mesh.isIn[topic * connectionCount + c] > isOpen[c]) return messages.meshOverNothing(node, ends[c]);
      outbound += isOutbound[c];
      inbound += isOpen[c] - isOutbound[c];
    }
    const limits = options.limitsOf(node);
    const isKept = inbound <= limits.inbound && outbound <= limits.outbound && inbound + outbound <= limits.all;
    if (!isKept || inbound !== nodes.inbound[node] || outbound !== nodes.outbound[node])
      return messages.connectionCounts(node, { inbound, outbound }, nodes.inbound[node], nodes.outbound[node]);
    for (let topic = 0; topic < topicCount; topic++) {
      let peers = 0;
      for (let c = starts[node]; c < starts[node + 1]; c++) if (state.isPeer(topic, c)) peers++;
      const kept = members.peerCount[topic * nodeCount + node];
      if (peers !== kept) return messages.peers(node, peers, kept);
    }
  }
  return null;
}
