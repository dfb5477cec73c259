/** Requests of provers on their way to the network. */
import type { Network } from "../network.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";

/** Operations as calendars carry them. */
export const Operation = { join: 0, confirm: 1, reject: 2, leave: 3 } as const;

const operationCount = 4;

/**
 * Sends one message of a prover with an operation on some of its allocations. It arrives in the next frame, or never
 * with the scenario's probability of loss.
 */
export function send(network: Network, prover: number, operation: number, allocations: readonly number[]): void {
  const { calendars, world, draws, scenario } = network;
  const { messageLoss } = scenario.network;
  const lossDraw = (): number =>
    draws.nodes.purpose("message loss").uniform(prover, world.frame * operationCount + operation);
  const isLost = messageLoss > 0 && lossDraw() < messageLoss;
  for (const allocation of allocations) {
    if (operation === Operation.join) calendars.expiries.add(world.frame + nodeTiming.proposalTimeout, allocation);
    if (!isLost) calendars.requests.addPair(world.frame + 1, operation, allocation);
  }
}
