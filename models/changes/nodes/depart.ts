/** A node that leaves the network for good. */
import type { Network } from "../network.js";
import { goOffline } from "./go-offline.js";
import type { CauseCode } from "../../state/ledger/causes.js";
import { recordOfProver } from "../../state/log/record.js";
import { removeNode } from "../../state/workers.js";

/** The node is gone for good. Allocations it still holds are lost when it has been idle for too long. */
export function departNow(network: Network, node: number, code: CauseCode): void {
  const { nodes, frame } = network.world;
  if (nodes.online[node] === 1) goOffline(network, node, frame, code);
  removeNode(network.world, node);
  recordOfProver(network, nodes.prover[node], {
    rule: "scenario.operators",
    what: "is gone",
    why: "",
    cause: { code },
  });
}
