/** Operators that leave, and workers that a class gains or loses as the measurement it follows does. */
import { logOfProver } from "../../state/log/log-of.js";
import { chosenByLot } from "../../protocol/ground/lots.js";
import type { Network } from "../../changes/network.js";
import { addWorkers, removeNode } from "../../state/workers.js";
import { goOffline } from "../population/presence.js";

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

/** The node is gone for good. Allocations it still holds are lost when it has been idle for too long. */
export function departNow(network: Network, prover: number): void {
  const { provers, frame } = network.world;
  if (provers.online[prover] === 1) goOffline(network, prover, frame);
  removeNode(network.world, prover);
  logOfProver(network, prover)?.("scenario.operators", "is gone", "");
}

/** One worker more or fewer at a node of the class, drawn among its nodes; those that are gone do not count. */
export function noteWorkerChange(network: Network, classIndex: number, by: number): void {
  const { calendars, draws, kernel, world } = network;
  const { provers } = world;
  const nodes = world.classes.provers[classIndex].filter(
    (prover) => provers.gone[prover] === 0 && provers.workers[prover] + by >= 1,
  );
  if (nodes.length === 0) return;
  const change = world.classes.workerDraws[classIndex]++;
  const lots = draws.nodes.purpose("worker change");
  const [prover] = chosenByLot(nodes, 1, (node) => lots.uniform(node, change));
  kernel.fingerprint.word(prover);
  calendars.workers.addPair(network.nextFrame(), prover, by);
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
