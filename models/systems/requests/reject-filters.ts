/** Which filters of a reject count: all of them, or one only where operations are written to the prover (protocol.md 6.3). */
import type { Network } from "../../changes/network.js";
import { Message } from "../../changes/message-port.js";

/**
 * Rejects of a frame that have no effect, because another filter stands before them in their message (that the first one counts is an
 * assumption). `due` are requests as pairs (kind, allocation); those of one message stand in a row, and a message takes back either joins
 * or leaves.
 */
export function overlookedRejects({ world }: Pick<Network, "world">, due: ArrayLike<number>): ReadonlySet<number> {
  const overlooked = new Set<number>();
  if (!world.asksOwnStatus) return overlooked;
  const { prover, status } = world.allocations;
  for (let k = 2; k < due.length; k += 2) {
    const [before, allocation] = [due[k - 1], due[k + 1]];
    const isReject = due[k] === Message.reject && due[k - 2] === Message.reject;
    if (isReject && prover[before] === prover[allocation] && status[before] === status[allocation])
      overlooked.add(allocation);
  }
  return overlooked;
}
