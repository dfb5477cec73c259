/**
 * Whether a node has been told that a peer wants no copy of a message. An IDONTWANT goes to the whole mesh with the first copy
 * and does nothing until somebody is about to send another: so it is no event, but looked up then, from when the peer got its
 * copy, who was in its mesh, and how long a message takes.
 */
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";
import type { ControlWire } from "./control-wire.js";
import type { GossipState } from "./state.js";

/** Whether an IDONTWANT of the peer at the end of a connection, which has the message, has reached the node by now. */
export function isUnwanted(
  state: GossipState,
  wire: ControlWire,
  { c, slot, nowUs }: { readonly c: number; readonly slot: number; readonly nowUs: SimTimeUs },
): boolean {
  const { messages, copies, connections, nodeCount, nodes, subscriptions, lagUs } = state;
  const { ends, reverse } = connections;
  const peer = ends[c];
  const back = reverse(c);
  const node = ends[back];
  const toldUs = messages.publishedUs[slot] + copies.heardUs[slot * nodeCount + peer] - 1;
  // Of a peer that another thread may simulate, the last stay tells as long as it cannot have been pruned and grafted since.
  if (lagUs > 0 && nowUs - toldUs >= stayUs(state)) return false;
  if (messages.author[slot] === peer) return false;
  const topics = messages.topics[slot];
  // A fanout is no stay where subscriptions change.
  const meshes = subscriptions === null ? state.subscribedOf(peer, topics) : topics;
  if (!wasInMesh(state, back, meshes, toldUs)) return false;
  const delayUs = wire.iDontWantUs(peer, back, toldUs, messages.name[slot]);
  return delayUs >= 0 && toldUs + delayUs <= nowUs && toldUs + delayUs >= nodes.upSinceUs[node];
}

/** How long a stay in a mesh is sure to be the last one, whoever reads it and however far ahead the thread of the peer may be. */
function stayUs({ parameters, subscriptions, lagUs }: GossipState): DurationUs {
  const { pruneBackoffUs, unsubscribeBackoffUs } = parameters;
  return (subscriptions === null ? pruneBackoffUs : Math.min(pruneBackoffUs, unsubscribeBackoffUs)) - lagUs;
}

/**
 * Whether the peer of a connection was in a mesh of the node for one of these topics at a moment, as far as the last stay tells. What happens
 * after that moment changes nothing of the answer, but a graft after a later prune.
 */
export function wasInMesh(
  { mesh, topicCount, connectionCount }: GossipState,
  c: number,
  topics: number,
  timeUs: SimTimeUs,
): boolean {
  for (let topic = 0; topic < topicCount; topic++) {
    if (((topics >> topic) & 1) === 0) continue;
    const at = topic * connectionCount + c;
    const sinceUs = mesh.sinceUs[at];
    const leftUs = mesh.leftUs[at];
    if (sinceUs <= timeUs && (leftUs > timeUs || leftUs < sinceUs)) return true;
  }
  return false;
}
