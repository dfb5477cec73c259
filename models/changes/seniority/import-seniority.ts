/** Old peer ids that operators bring into the simulated network with a join. */
import type {
  FrameSchedule,
  ProverWatches,
  RandomDraws,
  RulesInForce,
  ScenarioGiven,
  ShardUpdates,
} from "../network.js";
import { changeSeniority } from "./change-seniority.js";
import { settleSeniority } from "./credit.js";
import { drawSeniority } from "./draw.js";
import { logOfProver, type Logged } from "../../state/log/log-of.js";
import { seniorityOnJoin } from "../../protocol/seniority/changes.js";

/**
 * The prover's join was accepted. Its first one carries the operator's old peer id, or starts the wait until a merge is
 * asked for; later joins carry nothing and keep what there is (`seniority.onJoin`).
 */
export function importSeniority(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & RandomDraws & ShardUpdates & ProverWatches,
  prover: number,
  frame: number,
): void {
  const { calendars, scenario, world } = network;
  const { mergeSeniority } = scenario.operators[world.nodes.operatorClass[world.provers.node[prover]]];
  if (mergeSeniority === undefined || world.provers.hasJoined[prover] === 1) return;
  world.provers.hasJoined[prover] = 1;
  const operator = world.nodes.operator[world.provers.node[prover]];
  if (mergeSeniority !== "with join") {
    const waits = Math.ceil(mergeSeniority / world.clock.paceUs);
    calendars.seniorityMerges.addPair(frame + Math.max(1, waits), toAsk, prover);
  } else if (world.operators.oldPeerSpent[operator] === 0) {
    world.operators.oldPeerSpent[operator] = 1;
    settleSeniority(network, prover, frame);
    const points = seniorityOnJoin(BigInt(world.provers.seniority[prover]), oldPeerPoints(network, prover));
    changeSeniority(network, prover, Number(points), "seniority.onJoin");
    logOfProver(network, prover)?.("seniority.onJoin", "joins with an old peer id", "the better of the two counts");
  }
}

/** Instead of a kind of message: the request is still to be made. */
export const toAsk = -1;

/** What the old peer id of the prover's operator brings, points: the same whichever of its nodes asks. */
export function oldPeerPoints(
  { draws, scenario, world }: ScenarioGiven & Logged & RandomDraws,
  prover: number,
): bigint {
  const { nodes, provers } = world;
  const node = provers.node[prover];
  const { mergeBrings } = scenario.operators[nodes.operatorClass[node]];
  return BigInt(drawSeniority(mergeBrings, draws.operators.purpose("old peer").cursor(nodes.operator[node])));
}
