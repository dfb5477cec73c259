/** Allocations that a class loses at once, as the measurement it follows falls: its nodes stay, each with a worker fewer. */
import { ln } from "../../../sim/units/portable-math.js";
import { close, type Closure } from "../../changes/allocations/close.js";
import type { Wired } from "../../changes/message-port.js";
import type { AllocationServices, ScenarioGiven } from "../../changes/network.js";
import { chosenByLot } from "../../protocol/ground/lots.js";
import { Status } from "../../state/allocations.js";
import { logOfProver } from "../../state/log/log-of.js";
import { changeWorkers } from "../../changes/nodes/change-workers.js";

const loss: Closure = {
  rule: "scenario.follow",
  why: "its class follows a measurement that falls abruptly",
  cause: { code: "measurement" },
};

/**
 * Closes an active allocation of each class that is due, all of a class with the same chance; or a join, where its nodes
 * answer none. A node keeps its last worker, and so its place: of a class that has no other allocation nothing is lost.
 */
export function loseDue(network: AllocationServices & ScenarioGiven & Wired, frame: number): void {
  for (const classIndex of network.calendars.losses.take(frame)) loseOne(network, classIndex, frame);
}

function loseOne(network: AllocationServices & ScenarioGiven & Wired, classIndex: number, frame: number): void {
  const { draws, scenario, world } = network;
  const { allocationIndex, allocations, nodes } = world;
  const n = world.classes.workerDraws[classIndex]++;
  const node = losingNode(network, classIndex, n);
  if (node < 0) return;
  const prover = nodes.prover[node];
  const lost = scenario.operators[classIndex].answers === "always" ? Status.active : Status.joining;
  const candidates = allocationIndex.of(prover).filter((one) => allocations.status[one] === lost);
  const lots = draws.allocations.purpose("lost allocation");
  const [allocation] = chosenByLot(candidates, 1, (one) => lots.uniform(prover, allocations.shard[one], n));
  close(network, allocation, frame, loss);
  changeWorkers(network, node, -1, frame);
  logOfProver(network, prover)?.("scenario.operators", "has workers", "", { value: nodes.workers[node] });
}

/**
 * A node drawn with a chance that grows with such allocations, −1 if none has one to lose: of exponential lots, each
 * with as high a rate as its node has allocations, the smallest. So who else is in the class does not move its lot.
 */
function losingNode(
  { draws, scenario, world }: AllocationServices & ScenarioGiven,
  classIndex: number,
  n: number,
): number {
  const { nodes, provers } = world;
  const held = scenario.operators[classIndex].answers === "always" ? provers.active : provers.joining;
  const lots = draws.nodes.purpose("losing node");
  let [chosen, smallest] = [-1, Number.POSITIVE_INFINITY];
  for (const node of world.classes.nodes[classIndex]) {
    const count = held[nodes.prover[node]];
    if (count === 0 || nodes.gone[node] === 1 || nodes.workers[node] < 2) continue;
    const lot = -ln(1 - lots.uniform(node, n)) / count;
    if (lot < smallest) [chosen, smallest] = [node, lot];
  }
  return chosen;
}
