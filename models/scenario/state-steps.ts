/** Whether anything that rewards depend on changes from epoch to epoch. */
import type { Scenario } from "./schema.js";
import { curveOf } from "./curve.js";

export function hasStateSteps(scenario: Scenario): boolean {
  const { shards, fees, frames } = scenario;
  const { dependsOnFrame, dependsOnSupply = false } = curveOf(scenario);
  return shards.growth > 0 || fees !== undefined || frames.adjust === "on" || dependsOnFrame || dependsOnSupply;
}
