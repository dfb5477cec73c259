/** Whether anything that rewards depend on changes from epoch to epoch. */
import type { Scenario } from "./schema.js";
import type { Curve } from "../curves/curve.js";
import { curveOf } from "./curve.js";

/** `curve`: that of the scenario, where somebody has made it. */
export function hasStateSteps(scenario: Scenario, curve: Curve = curveOf(scenario)): boolean {
  const { shards, fees, frames } = scenario;
  const { dependsOnFrame, dependsOnSupply = false } = curve;
  return shards.growth > 0 || fees !== undefined || frames.adjust === "on" || dependsOnFrame || dependsOnSupply;
}
