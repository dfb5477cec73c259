import type { RuleSwitches } from "../ground/rule-sets.js";
import { multiplierCap } from "./multiplier-cap.js";
import { type FeeWindow, defaultFeeMultiplier, windowMultiplier } from "./window.js";

/**
 * Multiplier of a shard by the rule set: the mean of its votes, the lowest commitment in the ring (the default of 100
 * when there is none), or 1 where the era had no multiplier. Source: protocol.md section 10, 17 "fee cap".
 */
export function shardMultiplier(
  votes: FeeWindow,
  committed: readonly bigint[],
  feeRule: RuleSwitches["feeRule"],
): bigint {
  if (feeRule === "none") return 1n;
  if (feeRule === "windowAverage") return windowMultiplier(votes);
  return committed.length === 0 ? defaultFeeMultiplier : multiplierCap(committed);
}
