/** A node that leaves the network for good. */
import type { Network } from "../network.js";
import { goOffline } from "./go-offline.js";
import { logOfProver } from "../../state/log/log-of.js";
import { removeNode } from "../../state/workers.js";

/** The node is gone for good. Allocations it still holds are lost when it has been idle for too long. */
export function departNow(network: Network, node: number): void {
  const { nodes, frame } = network.world;
  if (nodes.online[node] === 1) goOffline(network, node, frame);
  removeNode(network.world, node);
  logOfProver(network, nodes.prover[node])?.("scenario.operators", "is gone", "");
}
