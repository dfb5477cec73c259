/** Operators that leave, and workers that a class gains or loses as the measurement it follows does. */
import { logOfProver } from "../../state/log/log-of.js";
import type { Network } from "../../changes/network.js";
import { addWorkers } from "../../state/workers.js";
import { departNow } from "../../changes/nodes/depart.js";

/** Provers whose operator leaves begin to give up their allocations; one that is offline is simply gone. */
export function departDue(network: Network, frame: number): void {
  const { provers } = network.world;
  for (const prover of network.calendars.departures.take(frame)) {
    if (provers.gone[prover] === 1) continue;
    if (provers.departing[prover] === 0) logOfProver(network, prover)?.("scenario.operators", "begins to leave", "");
    provers.departing[prover] = 1;
    if (provers.online[prover] === 0 || provers.kickFrame[prover] > 0) departNow(network, prover);
    else network.wakeNode(prover, frame);
  }
}

/** Applies changes of worker counts: a node with more has room, one with fewer sheds allocations at its next look. */
export function changeWorkersDue(network: Network, frame: number): void {
  const { provers } = network.world;
  const due = network.calendars.workers.take(frame);
  for (let k = 0; k < due.length; k += 2) {
    const prover = due[k];
    // Two changes drawn before either applied may meet at one node; it keeps its last worker.
    const workers = provers.workers[prover] + due[k + 1];
    if (provers.gone[prover] === 1 || workers < 1) continue;
    addWorkers(network.world, prover, due[k + 1]);
    logOfProver(network, prover)?.("scenario.operators", "has workers", "", { value: workers });
    network.wakeNode(prover, frame);
  }
}
