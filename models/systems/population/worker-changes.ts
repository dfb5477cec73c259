/** Workers that a class gains or loses as the measurement it follows does. */
import type { Network } from "../../changes/network.js";
import { chosenByLot } from "../../protocol/ground/lots.js";

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
