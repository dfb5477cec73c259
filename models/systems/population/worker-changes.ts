/** Workers that a class gains or loses as the measurement it follows does. */
import type { EventEngine, FrameSchedule, RandomDraws, ScenarioGiven } from "../../changes/network.js";
import { chosenByLot } from "../../protocol/ground/lots.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * One worker more or fewer at a node of the class, drawn among its nodes; those that are gone do not count. Where a fall is
 * abrupt, the frame that sees it draws whose allocation is lost.
 */
export function noteWorkerChange(
  network: ScenarioGiven & Logged & FrameSchedule & RandomDraws & EventEngine,
  classIndex: number,
  by: number,
): void {
  const { calendars, draws, kernel, scenario, world } = network;
  if (by < 0 && scenario.operators[classIndex].fall === "abrupt") {
    calendars.losses.add(network.nextFrame(), classIndex);
    return;
  }
  const { nodes } = world;
  const candidates = world.classes.nodes[classIndex].filter(
    (node) => nodes.gone[node] === 0 && nodes.workers[node] + by >= 1,
  );
  if (candidates.length === 0) return;
  const change = world.classes.workerDraws[classIndex]++;
  const lots = draws.nodes.purpose("worker change");
  const [chosen] = chosenByLot(candidates, 1, (node) => lots.uniform(node, change));
  kernel.fingerprint.word(chosen);
  calendars.workers.addPair(network.nextFrame(), chosen, by);
}
