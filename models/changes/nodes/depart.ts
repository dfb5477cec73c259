/** A node that leaves the network for good. */
import type { Network } from "../network.js";
import { goOffline } from "./go-offline.js";
import { logOfProver } from "../../state/log/log-of.js";
import { removeNode } from "../../state/workers.js";

/** The node is gone for good. Allocations it still holds are lost when it has been idle for too long. */
export function departNow(network: Network, prover: number): void {
  const { provers, frame } = network.world;
  if (provers.online[prover] === 1) goOffline(network, prover, frame);
  removeNode(network.world, prover);
  logOfProver(network, prover)?.("scenario.operators", "is gone", "");
}
