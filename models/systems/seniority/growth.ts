/**
 * Growth of seniority where switches ask for it and it decides rings or votes. It is then credited in steps of an epoch, like the growth
 * of data: within an epoch votes weigh, and rings stand, as seniorities were at its start. Everybody who is present
 * gains at the same pace, so what a step changes in a ring is who stands before whom that was away. Where it decides nothing, nothing is done
 * here: what a prover has earned is settled when it is read (`changes/seniority/credit.ts`).
 */
import type { FrameSchedule, ProverWatches, RulesInForce, ShardUpdates } from "../../changes/network.js";
import { settleSeniorities } from "../../changes/seniority/credit.js";
import { seniorityDecides } from "../../protocol/seniority/changes.js";
import { nextEpochStart } from "../../protocol/lifecycle/request-windows.js";
import type { Logged } from "../../state/log/log-of.js";

/** Plans the first step, if seniority grows, or if it has to be counted which frames credited whom. */
export function scheduleAccrual({ calendars, rules, world }: RulesInForce & Logged & FrameSchedule): void {
  if (rules.seniorityAccrual !== "none" || rules.creditedSigners === "quorum")
    calendars.accruals.add(nextEpochStart(world.frame, rules), 0);
}

/** At an epoch's first frame: credits the frames that every prover took part in since the last step. */
export function accrueSeniorityDue(
  network: RulesInForce & Logged & FrameSchedule & ShardUpdates & ProverWatches,
  frame: number,
): void {
  const { calendars, rules } = network;
  if (calendars.accruals.take(frame).length === 0) return;
  if (seniorityDecides(rules)) settleSeniorities(network, frame);
  else if (network.world.lateVotes !== null) network.activeFrames?.catchUp(frame);
  calendars.accruals.add(nextEpochStart(frame, rules), 0);
}
