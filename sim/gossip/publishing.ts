/** A node publishes a message: it gets a slot, and goes to the mesh of its author, to all peers, or to the fanout. */
import type { Bytes } from "../units/quantity-types.js";
import type { Offers } from "./offers.js";
import type { Router } from "./router.js";
import type { Sender } from "./sender.js";
import type { GossipState } from "./state.js";

export interface Publication {
  readonly node: number;
  readonly bytes: Bytes;
  /** A bit a topic; the first unless given. */
  readonly topics?: number;
  readonly kind?: number;
}

/** A node publishes a message now, unless it is down. Gives the number of the message; −1: none. */
export function publish(router: Router, sender: Sender, offers: Offers, publication: Publication): number {
  const { state, kernel } = router;
  const { node, bytes, topics = 1, kind = 0 } = publication;
  const { messages, copies, control, nodes, nodeCount, parameters } = state;
  if (nodes.isUp[node] === 0) return -1;
  const slot = freeSlot(router);
  copies.heardUs.fill(0, slot * nodeCount, (slot + 1) * nodeCount);
  copies.askedUs.fill(0, slot * nodeCount, (slot + 1) * nodeCount);
  copies.keeps.fill(0, slot * nodeCount, (slot + 1) * nodeCount);
  const serial = control.published++;
  const { nowUs } = kernel;
  messages.serial[slot] = serial;
  messages.publishedUs[slot] = nowUs;
  messages.author[slot] = node;
  messages.kind[slot] = kind;
  messages.sizeBytes[slot] = bytes;
  messages.topics[slot] = topics;
  messages.pending[slot] = 0;
  messages.lastHeardUs[slot] = nowUs;
  messages.lacking[slot] = subscriberCount(state, topics, node);
  const row = slot * nodeCount + node;
  copies.heardUs[row] = 1;
  copies.hops[row] = 0;
  copies.keeps[row] = 1;
  if (parameters.router === "mesh" && parameters.floodPublish) sender.toAll(node, slot);
  else sender.toMesh(node, node, slot);
  offers.keep(node, slot);
  return serial;
}

/** The first slot whose message nobody can hear any more, or a new one. */
function freeSlot({ state, kernel, isLiteral }: Router): number {
  const { messages, parameters } = state;
  const keptUs = isLiteral ? (parameters.historyLength + parameters.historyGossip + 2) * parameters.heartbeatUs : 0;
  for (let slot = 0; slot < messages.count; slot++)
    if (messages.pending[slot] === 0 && messages.lastHeardUs[slot] + keptUs <= kernel.nowUs) return slot;
  return state.addSlot();
}

/** Nodes that are to hear it. */
function subscriberCount(state: GossipState, topics: number, author: number): number {
  let count = 0;
  for (let node = 0; node < state.nodeCount; node++) if (node !== author && state.isSubscribed(node, topics)) count++;
  return count;
}
