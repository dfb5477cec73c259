import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { World } from "./world.js";

/** Whether a live shard holds data and has no more covering provers than the halt threshold, or `spare` above it. */
export function isAtHaltRisk({ shards }: World, shard: number, { haltThreshold }: RuleSwitches, spare = 0): boolean {
  return shards.retired[shard] === 0 && shards.sizeBytes[shard] > 0 && shards.covering[shard] <= haltThreshold + spare;
}
