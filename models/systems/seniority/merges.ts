/** Old peer ids that operators bring into the simulated network, with a join or by a merge. */
import { RuleError } from "../../protocol/ground/rule.js";
import { allMakers, Message, type MessagePort } from "../../changes/message-port.js";
import type {
  FrameSchedule,
  ProverWatches,
  RandomDraws,
  RulesInForce,
  ScenarioGiven,
  ShardUpdates,
} from "../../changes/network.js";
import { mergeMessageBytes } from "../../protocol/transport/message-bytes.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { changeSeniority } from "../../changes/seniority/change-seniority.js";
import { settleSeniority } from "../../changes/seniority/credit.js";
import { seniorityOnMerge } from "../../protocol/seniority/changes.js";
import { logOfProver, type Logged } from "../../state/log/log-of.js";
import { toAsk, oldPeerPoints } from "../../changes/seniority/import-seniority.js";

/**
 * Merge requests that are due to be made, by nodes that are online, and those that arrive. One that is lost, or cannot
 * be made because the node is away, is tried again 10 frames later, the pace of the default node.
 */
export function mergeSeniorityDue(
  network: RulesInForce &
    ScenarioGiven &
    Logged &
    FrameSchedule &
    RandomDraws &
    ShardUpdates &
    ProverWatches &
    MessagePort,
  frame: number,
): void {
  const { calendars, world } = network;
  const { provers, nodes } = world;
  const due = calendars.seniorityMerges.take(frame);
  for (let k = 0; k < due.length; k += 2) {
    const prover = due[k + 1];
    if (due[k] === Message.mergeSeniority) {
      merge(network, prover, frame - provers.mergeAsked[prover]);
      continue;
    }
    if (nodes.gone[provers.node[prover]] === 1 || provers.kickFrame[prover] > 0) continue;
    const isSent =
      nodes.online[provers.node[prover]] === 1 &&
      network.send(Message.mergeSeniority, prover, allMakers, [prover], mergeMessageBytes);
    if (isSent) provers.mergeAsked[prover] = frame;
    else calendars.seniorityMerges.addPair(frame + nodeTiming.seniorityMerge, toAsk, prover);
  }
}

/** Applies a merge (`seniority.onMerge`); the old peer id is the operator's, and only its first node can use it. */
function merge(
  network: RulesInForce & ScenarioGiven & Logged & RandomDraws & ShardUpdates & ProverWatches,
  prover: number,
  ageFrames: number,
): void {
  const { world } = network;
  settleSeniority(network, prover, world.frame);
  const operator = world.nodes.operator[world.provers.node[prover]];
  try {
    const points = seniorityOnMerge({
      existing: BigInt(world.provers.seniority[prover]),
      merge: oldPeerPoints(network, prover),
      targetAlreadySpent: world.operators.oldPeerSpent[operator] === 1,
      ageFrames,
    });
    world.operators.oldPeerSpent[operator] = 1;
    changeSeniority(network, prover, Number(points), "seniority.onMerge");
    logOfProver(network, prover)?.("seniority.onMerge", "merges an old peer id", "both seniorities add up");
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    logOfProver(network, prover)?.("seniority.onMerge", "merge refused", error.message);
  }
}
