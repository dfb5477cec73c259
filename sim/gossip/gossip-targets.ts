/** Of what topics a node tells its peers what it has, and which of them. */
import type { Purpose } from "../random/stream.js";
import { byLot } from "./lots.js";
import { scoreAt } from "./peer-scores.js";
import type { GossipState } from "./state.js";
import { targetCount } from "./rules/target-count.js";

/**
 * Whether a node tells of a topic at a heartbeat: one that it is subscribed to, or to whose fanout it has published of late, since it came up.
 * What it sent to all peers at once has no fanout. A rule of GossipSub (libp2p/specs, emission of gossip: topics of mesh and fanout).
 */
export function isToldAt(state: GossipState, node: number, topic: number, heartbeat: number): boolean {
  const { fanouts, subscribed, nodes, nodeCount, heartbeats, parameters } = state;
  const row = topic * nodeCount + node;
  if (subscribed[row] === 1) return true;
  const { fanoutTtlUs } = parameters;
  if (fanoutTtlUs === null) return false;
  const fanoutUs = fanouts.lastUs[row];
  if (fanoutUs < nodes.upSinceUs[node]) return false;
  return heartbeats.timeUs(node, heartbeat) - fanoutUs <= fanoutTtlUs;
}

/** Connections of a node to peers that it may tell: of the topic, not in its mesh, and not thought too badly of. */
function eligibleAt(state: GossipState, node: number, topic: number, heartbeat: number): readonly number[] {
  const { connections, mesh, connectionCount, parameters, members, nodeCount } = state;
  const timeUs = state.heartbeats.timeUs(node, heartbeat);
  const isMarked = members.markedCount[topic * nodeCount + node] > 0;
  const eligible: number[] = [];
  for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++) {
    if (mesh.isIn[topic * connectionCount + c] === 1 || !state.isPeer(topic, c)) continue;
    if (isMarked && scoreAt(state, c, timeUs) < parameters.score!.gossipThreshold) continue;
    eligible.push(c);
  }
  return eligible;
}

/** How many there are; without a mark against anybody no list is made. */
export function eligibleCountAt(state: GossipState, node: number, topic: number, heartbeat: number): number {
  const { members, nodeCount } = state;
  const row = topic * nodeCount + node;
  return members.markedCount[row] > 0
    ? eligibleAt(state, node, topic, heartbeat).length
    : members.peerCount[row] - members.meshCount[row];
}

/** Those whom the node tells at this heartbeat: a draw of its own, so that whoever asks later finds the same. */
export function targetsAt(
  state: GossipState,
  told: Purpose,
  { node, topic, heartbeat }: { readonly node: number; readonly topic: number; readonly heartbeat: number },
): readonly number[] {
  const eligible = eligibleAt(state, node, topic, heartbeat);
  const take = targetCount(eligible.length, state.parameters);
  return take === eligible.length ? eligible : byLot(state, told, { node, of: topic, heartbeat }, eligible, take);
}
