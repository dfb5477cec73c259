/** What is known of the message of a slot over all parts of a network, each of which counts what its own nodes do with it. */
import type { SimTimeUs } from "../units/quantity-types.js";
import type { GossipState } from "./state.js";

/** Events that wait and name it. */
export function pendingOf({ tallies }: GossipState, slot: number): number {
  let count = 0;
  for (const { pending } of tallies) count += pending[slot];
  return count;
}

/** The last moment at which a node heard it; of its publication, if none has. */
export function lastHeardUs({ tallies, messages }: GossipState, slot: number): SimTimeUs {
  let lastUs = 0;
  for (const tally of tallies) lastUs = Math.max(lastUs, tally.lastHeardUs[slot]);
  return messages.publishedUs[slot] + lastUs;
}

/** The last moment at which a node asked for it; of its publication, if none has. */
export function lastAskedUs({ tallies, messages }: GossipState, slot: number): SimTimeUs {
  let lastUs = 0;
  for (const tally of tallies) lastUs = Math.max(lastUs, tally.lastAskedUs[slot]);
  return messages.publishedUs[slot] + lastUs;
}

/**
 * Whether all that are to hear it had done so by a moment. Threads may still be adding to what is read, but nothing of that moment or before.
 */
export function isHeardByAll(state: GossipState, slot: number, byUs: SimTimeUs): boolean {
  let count = 0;
  for (const { heard } of state.tallies) count += Atomics.load(heard, slot);
  return count === state.messages.expected[slot] && lastHeardUs(state, slot) <= byUs;
}
