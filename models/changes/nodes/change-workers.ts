/** A node has more or fewer workers. */
import type { Logged } from "../../state/log/log-of.js";
import { addWorkers } from "../../state/workers.js";
import type { Wired } from "../message-port.js";
import { accrueProver } from "../rewards/accrual.js";

/** From `frame` on, in whose step it must be known who takes part. */
export function changeWorkers({ world, wire }: Logged & Wired, node: number, by: number, frame: number): void {
  // How busy its line was with votes goes by its workers.
  if (wire !== null) accrueProver(world, world.nodes.prover[node], frame);
  addWorkers(world, node, by);
  wire?.noteNode(node);
}
