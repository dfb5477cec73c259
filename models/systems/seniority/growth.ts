/**
 * Growth and decay of seniority where switches ask for them. Growth is credited in steps of an epoch, like the growth
 * of data: within an epoch votes weigh, and rings stand, as seniorities were at its start. Everybody who is present
 * gains at the same pace, so what a step changes in a ring is who stands before whom that was away.
 */
import type { Network } from "../../changes/network.js";
import { nextStateStep } from "../growth/growth.js";
import { changeSeniority } from "../../changes/seniority/change-seniority.js";
import { accruedSeniority, decayedSeniority } from "../../protocol/seniority/changes.js";

/** Plans the first step, if seniority grows. */
export function scheduleAccrual({ activeFrames, calendars, rules, world }: Network): void {
  if (activeFrames !== null) calendars.accruals.add(nextStateStep(world.frame, rules.epochFrames), 0);
}

/** At an epoch's first frame: credits the frames that every prover took part in since the last step. */
export function accrueSeniorityDue(network: Network, frame: number): void {
  const { activeFrames, calendars, rules, world } = network;
  if (activeFrames === null || calendars.accruals.take(frame).length === 0) return;
  const { seniority } = world.provers;
  activeFrames.take(frame, (prover, frames) => {
    const points = accruedSeniority(BigInt(seniority[prover]), BigInt(frames), rules);
    changeSeniority(network, prover, Number(points), "seniority.unit");
  });
  calendars.accruals.add(nextStateStep(frame, rules.epochFrames), 0);
}

/**
 * A node is back after an outage: the frames in which its active allocations were missed cost what the pages say, if
 * seniority decays (`seniority.page.penalty`). Paused allocations are not missed.
 */
export function decayOnReturn(network: Network, prover: number, missedFrames: number): void {
  const { rules, world } = network;
  if (rules.seniorityDecay === "none") return;
  const { provers } = world;
  if (provers.active[prover] === 0) return;
  const points = Number(decayedSeniority(BigInt(provers.seniority[prover]), BigInt(missedFrames), rules));
  if (points === provers.seniority[prover]) return;
  const { frame } = world;
  const why = "its members missed frames: the penalty is their square";
  network.log?.record({ frame, rule: "seniority.page.penalty", prover, shard: -1, what: "loses seniority", why });
  changeSeniority(network, prover, points, "seniority.page.penalty");
}
