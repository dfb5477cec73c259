import type { Network } from "../network.js";

/**
 * Requests of one frame, as pairs (operation, allocation), in the order in which they arrive. Whose messages come first is
 * drawn for every node and frame: who was listed first must not always be the one who is served before a gate closes. The
 * messages of one node keep their order.
 */
export function inOrderOfArrival(
  { draws, world }: Pick<Network, "draws" | "world">,
  sent: readonly number[],
  frame: number,
): readonly number[] {
  const { prover: senderOf } = world.allocations;
  const lots = draws.nodes.purpose("arrival order");
  const lot = new Float64Array(sent.length / 2);
  let last = -1;
  let lastLot = 0;
  let hasSeveralSenders = false;
  for (let k = 0; k < lot.length; k++) {
    const sender = senderOf[sent[2 * k + 1]];
    if (sender !== last) {
      hasSeveralSenders ||= last >= 0;
      last = sender;
      lastLot = lots.uniform(sender, frame);
    }
    lot[k] = lastLot;
  }
  if (!hasSeveralSenders) return sent;
  const order = Int32Array.from(lot, (_lot, k) => k).sort((a, b) => lot[a] - lot[b] || a - b);
  const arrived: number[] = [];
  for (const k of order) arrived.push(sent[2 * k], sent[2 * k + 1]);
  return arrived;
}
