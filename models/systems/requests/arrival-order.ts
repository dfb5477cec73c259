import type { Network } from "../../changes/network.js";
import { orderOfLots } from "../../protocol/ground/lots.js";

/**
 * Requests of one frame, as pairs (operation, allocation), in the order in which they arrive. Whose messages come first is
 * drawn for every node and frame: who was listed first must not always be the one who is served before a gate closes. The
 * messages of one node keep their order. At message fidelity they stand in that order already.
 */
export function inOrderOfArrival(
  { draws, wire, world }: Pick<Network, "draws" | "wire" | "world">,
  sent: readonly number[],
  frame: number,
): readonly number[] {
  if (wire !== null) return sent;
  const { prover: senderOf } = world.allocations;
  const lots = draws.provers.purpose("arrival order");
  // What a node sent stands in a row, often a hundred requests: rows are put in order, not requests.
  const starts: number[] = [];
  const lot: number[] = [];
  let last = -1;
  for (let k = 0; k < sent.length; k += 2) {
    const sender = senderOf[sent[k + 1]];
    if (sender === last) continue;
    last = sender;
    starts.push(k);
    lot.push(lots.uniform(sender, frame));
  }
  if (starts.length < 2) return sent;
  starts.push(sent.length);
  const arrived: number[] = [];
  for (const row of orderOfLots(lot)) for (let k = starts[row]; k < starts[row + 1]; k++) arrived.push(sent[k]);
  return arrived;
}
