/** Seniority that an absence costs, where switches ask for it. */
import type { ProverWatches, RulesInForce, ShardUpdates } from "../../changes/network.js";
import { settleSeniority } from "../../changes/seniority/credit.js";
import { changeSeniority } from "../../changes/seniority/change-seniority.js";
import { decayedSeniority } from "../../protocol/seniority/changes.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * A node is back after an outage: the frames in which its active allocations were missed cost what the pages say, if
 * seniority decays (`seniority.page.penalty`). Paused allocations are not missed.
 */
export function decayOnReturn(
  network: RulesInForce & Logged & ShardUpdates & ProverWatches,
  prover: number,
  missedFrames: number,
): void {
  const { rules, world } = network;
  if (rules.seniorityDecay === "none") return;
  const { provers } = world;
  if (provers.active[prover] === 0) return;
  settleSeniority(network, prover, world.frame);
  const points = Number(decayedSeniority(BigInt(provers.seniority[prover]), BigInt(missedFrames), rules));
  if (points === provers.seniority[prover]) return;
  const { frame } = world;
  const why = "its members missed frames: the penalty is their square";
  network.log?.record({ frame, rule: "seniority.page.penalty", prover, shard: -1, what: "loses seniority", why });
  changeSeniority(network, prover, points, "seniority.page.penalty");
}
