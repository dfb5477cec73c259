/** What nodes know of their peers' subscriptions, where these change: by version, so that news that comes late undoes nothing. */
import type { Meshes } from "./meshes.js";
import type { GossipState } from "./state.js";

/** The payload of what tells of a subscription, a GRAFT or an announcement: the topic, and after it the version. */
export const topicRoom = 32;
export const newsOf = (payload: number): { readonly topic: number; readonly version: number } => ({
  topic: payload % topicRoom,
  version: Math.floor(payload / topicRoom),
});

/** What the peer of a connection of a node says of its subscription to a topic. */
export interface News {
  readonly node: number;
  readonly topic: number;
  readonly c: number;
  readonly version: number;
}

/**
 * A node hears of the subscription of a peer. Who has unsubscribed is in no mesh and no fanout any more, whether or not its PRUNE comes (libp2p:
 * rust-libp2p, `handle_received_subscriptions`), and is not grafted for the time of the back-off that the PRUNE would have brought.
 */
export function learn(
  state: GossipState,
  meshes: Pick<Meshes, "settleFor" | "leave" | "backOff" | "wakeIfNeeded">,
  { node, topic, c, version }: News,
): void {
  const { subscriptions, mesh, members, nodes, connections, connectionCount, nodeCount, subscribed } = state;
  const at = topic * connectionCount + c;
  const { version: known } = subscriptions!.known;
  const before = known[at];
  if (version <= before) return;
  meshes.settleFor(node, topic);
  // It was subscribed and is not, or has been away in between.
  if ((before & 1) === 1 && mesh.isIn[at] === 1) {
    meshes.leave(node, topic, c);
    if (subscribed[topic * nodeCount + node] === 1) meshes.backOff(topic, c, true);
  }
  known[at] = version;
  members.peerCount[topic * nodeCount + node] += ((version & 1) - (before & 1)) * nodes.isUp[connections.ends[c]];
  meshes.wakeIfNeeded(node, topic);
}

/** A node that comes up, and is not yet counted as a peer, and the peer of its connection learn of each other what both are subscribed to. */
export function meet(state: GossipState, node: number, topic: number, c: number): void {
  const { subscriptions, members, nodes, connections, connectionCount, nodeCount } = state;
  if (subscriptions === null) return;
  const { own, known } = subscriptions;
  const [at, peer] = [topic * connectionCount + c, connections.ends[c]];
  const before = known.version[at];
  known.version[at] = own.version[topic * nodeCount + peer];
  known.version[topic * connectionCount + connections.reverse(c)] = own.version[topic * nodeCount + node];
  members.peerCount[topic * nodeCount + node] += ((known.version[at] & 1) - (before & 1)) * nodes.isUp[peer];
}
