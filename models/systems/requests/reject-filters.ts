/** Which filters of a reject count: all of them, or one only where operations are written to the prover (protocol.md 6.3). */
import type { Network } from "../../changes/network.js";
import { Message } from "../../changes/message-port.js";

/**
 * Rejects of a frame that have no effect, because another filter of their message stands before them (that the first one counts is an
 * assumption). `due` are requests as pairs (kind, allocation). A message takes back either joins or leaves; those of one prover that are
 * heard with one frame count as one message, also where one of them was held back to come with a later one (assumption).
 */
export function overlookedRejects({ world }: Pick<Network, "world">, due: ArrayLike<number>): ReadonlySet<number> {
  const overlooked = new Set<number>();
  if (!world.asksOwnStatus) return overlooked;
  const { prover, status } = world.allocations;
  // By prover, the statuses that one of its rejects has met, a bit each.
  const met = new Map<number, number>();
  for (let k = 0; k < due.length; k += 2) {
    if (due[k] !== Message.reject) continue;
    const allocation = due[k + 1];
    const before = met.get(prover[allocation]) ?? 0;
    const bit = 1 << status[allocation];
    if ((before & bit) !== 0) overlooked.add(allocation);
    met.set(prover[allocation], before | bit);
  }
  return overlooked;
}
