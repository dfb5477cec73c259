/** Old peer ids that operators bring into the simulated network, with a join or by a merge. */
import { RuleError } from "../../protocol/ground/rule.js";
import type { Network } from "../../changes/network.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { changeSeniority } from "../../changes/seniority/change-seniority.js";
import { seniorityOnJoin, seniorityOnMerge } from "../../protocol/seniority/changes.js";
import { drawSeniority } from "../../changes/seniority/draw.js";

/**
 * The prover's join was accepted. Its first one carries the operator's old peer id, or starts the wait until a merge is
 * asked for; later joins carry nothing and keep what there is (`seniority.onJoin`).
 */
export function importSeniority(network: Network, prover: number, frame: number): void {
  const { calendars, scenario, world } = network;
  const { mergeSeniority } = scenario.operators[world.provers.operatorClass[prover]];
  if (mergeSeniority === undefined || world.provers.hasJoined[prover] === 1) return;
  world.provers.hasJoined[prover] = 1;
  const operator = world.provers.operator[prover];
  if (mergeSeniority !== "with join") {
    const waits = Math.ceil(mergeSeniority / scenario.frames.pace);
    calendars.seniorityMerges.addPair(frame + Math.max(1, waits), prover, notAsked);
  } else if (world.operators.oldPeerSpent[operator] === 0) {
    world.operators.oldPeerSpent[operator] = 1;
    const points = seniorityOnJoin(BigInt(world.provers.seniority[prover]), oldPeerPoints(network, prover));
    changeSeniority(network, prover, Number(points), "seniority.onJoin");
    log(network, prover, "seniority.onJoin", "joins with an old peer id", "the better of the two counts");
  }
}

/** Instead of the frame of a request: it is still to be made. */
const notAsked = -1;

/**
 * Merge requests that are due to be made, by nodes that are online, and those that arrive. One that is lost, or cannot
 * be made because the node is away, is tried again 10 frames later, the pace of the default node.
 */
export function mergeSeniorityDue(network: Network, frame: number): void {
  const { calendars, draws, scenario, world } = network;
  const due = calendars.seniorityMerges.take(frame);
  for (let k = 0; k < due.length; k += 2) {
    const prover = due[k];
    const requestFrame = due[k + 1];
    if (requestFrame !== notAsked) {
      merge(network, prover, frame - requestFrame);
      continue;
    }
    if (world.provers.gone[prover] === 1 || world.provers.kickFrame[prover] > 0) continue;
    const isLost = draws.nodes.purpose("merge loss").uniform(prover, frame) < scenario.network.messageLoss;
    if (world.provers.online[prover] === 1 && !isLost) calendars.seniorityMerges.addPair(frame + 1, prover, frame);
    else calendars.seniorityMerges.addPair(frame + nodeTiming.seniorityMerge, prover, notAsked);
  }
}

/** Applies a merge (`seniority.onMerge`); the old peer id is the operator's, and only its first node can use it. */
function merge(network: Network, prover: number, ageFrames: number): void {
  const { world } = network;
  const operator = world.provers.operator[prover];
  try {
    const points = seniorityOnMerge({
      existing: BigInt(world.provers.seniority[prover]),
      merge: oldPeerPoints(network, prover),
      targetAlreadySpent: world.operators.oldPeerSpent[operator] === 1,
      ageFrames,
    });
    world.operators.oldPeerSpent[operator] = 1;
    changeSeniority(network, prover, Number(points), "seniority.onMerge");
    log(network, prover, "seniority.onMerge", "merges an old peer id", "both seniorities add up");
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    log(network, prover, "seniority.onMerge", "merge refused", error.message);
  }
}

/** What the old peer id of the prover's operator brings, points: the same whichever of its nodes asks. */
function oldPeerPoints({ draws, scenario, world }: Network, prover: number): bigint {
  const { operator, operatorClass } = world.provers;
  const { mergeBrings } = scenario.operators[operatorClass[prover]];
  return BigInt(drawSeniority(mergeBrings, draws.operators.purpose("old peer").cursor(operator[prover])));
}

function log({ log: events, world }: Network, prover: number, rule: string, what: string, why: string): void {
  events?.record({ frame: world.frame, rule, prover, shard: -1, what, why });
}
