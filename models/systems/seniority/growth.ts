/**
 * Growth of seniority where switches ask for it. Growth is credited in steps of an epoch, like the growth
 * of data: within an epoch votes weigh, and rings stand, as seniorities were at its start. Everybody who is present
 * gains at the same pace, so what a step changes in a ring is who stands before whom that was away.
 */
import type { FrameSchedule, ProverWatches, RulesInForce, ShardUpdates } from "../../changes/network.js";
import { changeSeniority } from "../../changes/seniority/change-seniority.js";
import { accruedSeniority } from "../../protocol/seniority/changes.js";
import { nextEpochStart } from "../../protocol/lifecycle/request-windows.js";
import type { Logged } from "../../state/log/log-of.js";

/** Plans the first step, if seniority grows. */
export function scheduleAccrual({
  activeFrames,
  calendars,
  rules,
  world,
}: RulesInForce & Logged & FrameSchedule & ProverWatches): void {
  if (activeFrames !== null) calendars.accruals.add(nextEpochStart(world.frame, rules), 0);
}

/** At an epoch's first frame: credits the frames that every prover took part in since the last step. */
export function accrueSeniorityDue(
  network: RulesInForce & Logged & FrameSchedule & ShardUpdates & ProverWatches,
  frame: number,
): void {
  const { activeFrames, calendars, rules, world } = network;
  if (activeFrames === null || calendars.accruals.take(frame).length === 0) return;
  const { seniority } = world.provers;
  activeFrames.take(frame, (prover, frames) => {
    const points = accruedSeniority(BigInt(seniority[prover]), BigInt(frames), rules);
    changeSeniority(network, prover, Number(points), "seniority.unit");
  });
  calendars.accruals.add(nextEpochStart(frame, rules), 0);
}
