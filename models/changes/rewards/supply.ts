/** The supply that an issuance curve sees. */
import type { ScenarioGiven, ShardFigures } from "../network.js";
import type { Logged } from "../../state/log/log-of.js";
import { accrueAll } from "./accrual.js";

/**
 * Units at the start and issued, and not burnt, before this frame, whose issuance must have been counted: 0 to a curve that does not
 * depend on them.
 */
export function supplyBefore(
  { world, scenario, rewards }: ScenarioGiven & Logged & ShardFigures,
  frame: number,
): bigint {
  if (rewards.curve.dependsOnSupply !== true) return 0n;
  accrueAll(world, frame);
  return scenario.issuance.supply + world.issuedUnits.get(0) - (world.fees?.burntUnits ?? 0n);
}
