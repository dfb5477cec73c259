/** The supply of the token, and what of it an issuance curve sees. */
import type { ScenarioGiven, ShardFigures } from "../network.js";
import type { Logged } from "../../state/log/log-of.js";
import { accrueAll } from "./accrual.js";

/** Units that there are: at the start, granted and issued since, and not burnt. What frames issued must have been counted; or is said. */
export const supplyUnits = (
  { world, scenario }: Pick<ScenarioGiven, "scenario"> & Pick<Logged, "world">,
  issuedUnits: bigint = world.issuedUnits.get(0),
): bigint => scenario.issuance.supply + (world.grants?.units ?? 0n) + issuedUnits - (world.fees?.burntUnits ?? 0n);

/**
 * Units at the start, granted and issued, and not burnt, before this frame, whose issuance must have been counted: 0 to a curve that does not
 * depend on them.
 */
export function supplyBefore(
  { world, scenario, rewards }: ScenarioGiven & Logged & ShardFigures,
  frame: number,
): bigint {
  if (rewards.curve.dependsOnSupply !== true) return 0n;
  accrueAll(world, frame);
  return supplyUnits({ world, scenario });
}
