/**
 * Whether a node has been told that a peer wants no copy of a message. An IDONTWANT goes to the whole mesh with the first copy
 * and does nothing until somebody is about to send another: so it is no event, but looked up then, from when the peer got its
 * copy, who was in its mesh, and how long a message takes.
 */
import type { SimTimeUs } from "../units/quantity-types.js";
import type { ControlWire } from "./control-wire.js";
import type { GossipState } from "./state.js";

/** Whether an IDONTWANT of the peer at the end of a connection, which has the message, has reached the node by now. */
export function isUnwanted(
  state: GossipState,
  wire: ControlWire,
  { c, slot, nowUs }: { readonly c: number; readonly slot: number; readonly nowUs: SimTimeUs },
): boolean {
  const { messages, copies, connections, nodeCount, nodes } = state;
  const { ends, reverse } = connections;
  const peer = ends[c];
  const back = reverse[c];
  const node = ends[back];
  const toldUs = messages.publishedUs[slot] + copies.heardUs[slot * nodeCount + peer] - 1;
  if (messages.author[slot] === peer || !wasInMesh(state, peer, back, messages.topics[slot], toldUs)) return false;
  const delayUs = wire.iDontWantUs(peer, back, toldUs, messages.serial[slot]);
  return delayUs >= 0 && toldUs + delayUs <= nowUs && toldUs + delayUs >= nodes.upSinceUs[node];
}

/** Whether the peer of a connection was in a mesh of the node for one of these topics at a moment, as far as the last stay tells. */
function wasInMesh(state: GossipState, node: number, c: number, topics: number, timeUs: SimTimeUs): boolean {
  const { mesh, nodes, topicCount, connectionCount } = state;
  // Where nothing has changed since, it is as it was.
  const isAsNow = nodes.changedUs[node] < timeUs;
  for (let topic = 0; topic < topicCount; topic++) {
    if (((topics >> topic) & 1) === 0) continue;
    const at = topic * connectionCount + c;
    const isIn = mesh.isIn[at] === 1;
    if (isAsNow ? isIn : mesh.sinceUs[at] >= 0 && mesh.sinceUs[at] <= timeUs && (isIn || mesh.leftUs[at] > timeUs))
      return true;
  }
  return false;
}
