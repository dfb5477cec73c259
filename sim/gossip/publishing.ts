/**
 * A message gets a slot, when it is planned or at the latest when it is published, and goes to the mesh of its author, to
 * all peers, or to the fanout.
 */
import type { Bytes, SimTimeUs } from "../units/quantity-types.js";
import { lastAskedUs, lastHeardUs, pendingOf } from "./message-slots.js";
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
  /**
   * What nodes draw for the message is named by this, a whole number below 2^49, so that what others publish changes none of it; by its place
   * among all messages unless given.
   */
  readonly name?: number;
}

/** When a message is planned, and when it is to be published. */
export interface Planned {
  readonly nowUs: SimTimeUs;
  readonly timeUs: SimTimeUs;
}

/**
 * Keeps a slot for a message that its author publishes at a moment, now or later, and gives it. Where threads share the network, nothing else may be
 * under way meanwhile: see `Step` of sim/parallel.
 */
export function plan({ state, isLiteral }: Router, publication: Publication, when: Planned): number {
  const { node, bytes, topics = 1, kind = 0 } = publication;
  const { messages, copies, waits, control, nodeCount } = state;
  const slot = freeSlot(state, isLiteral, when.nowUs);
  for (const column of [copies.heardUs, copies.keeps, waits.askedUs])
    column.fill(0, slot * nodeCount, (slot + 1) * nodeCount);
  messages.serial[slot] = control.published++;
  messages.name[slot] = publication.name ?? messages.serial[slot];
  messages.publishedUs[slot] = when.timeUs;
  messages.author[slot] = node;
  messages.kind[slot] = kind;
  messages.sizeBytes[slot] = bytes;
  messages.topics[slot] = topics;
  messages.expected[slot] = state.subscriptions === null ? subscriberCount(state, topics, node) : 0;
  for (const tally of state.tallies) {
    tally.pending[slot] = tally.heard[slot] = tally.lastHeardUs[slot] = tally.lastAskedUs[slot] = 0;
  }
  // Its publication is to come.
  state.tally.pending[slot] = 1;
  return slot;
}

/** The author of a planned message, which is up, publishes it now. */
export function publish({ state }: Router, sender: Sender, offers: Offers, slot: number): void {
  const { messages, copies, nodeCount, parameters, tally } = state;
  const node = messages.author[slot];
  tally.pending[slot]--;
  const row = slot * nodeCount + node;
  copies.heardUs[row] = 1;
  copies.hops[row] = 0;
  copies.keeps[row] = 1;
  if (parameters.router === "mesh" && parameters.floodPublish) sender.toAll(node, slot);
  else sender.toMesh(node, node, slot);
  offers.keep(node, slot);
}

/** The first slot whose message nobody can hear any more, or a new one. */
function freeSlot(state: GossipState, isLiteral: boolean, nowUs: SimTimeUs): number {
  const { historyLength, historyGossip, heartbeatUs, pendingWants, iWantFollowUpUs } = state.parameters;
  const keptUs = isLiteral ? (historyLength + historyGossip + 2) * heartbeatUs : 0;
  // Who has asked for it in vain counts it as long as it waits.
  const wantedUs = pendingWants === null ? 0 : (iWantFollowUpUs ?? 0);
  for (let slot = 0; slot < state.messages.count; slot++)
    if (
      pendingOf(state, slot) === 0 &&
      lastHeardUs(state, slot) + keptUs <= nowUs &&
      (wantedUs === 0 || lastAskedUs(state, slot) + wantedUs <= nowUs)
    )
      return slot;
  return state.addSlot();
}

/** Nodes that are to hear it. */
function subscriberCount(state: GossipState, topics: number, author: number): number {
  let count = 0;
  for (let node = 0; node < state.nodeCount; node++) if (node !== author && state.isSubscribed(node, topics)) count++;
  return count;
}
