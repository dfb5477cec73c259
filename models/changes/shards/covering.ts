/** Coverage of the simulated shards: who counts, and how many shards are how healthy. */
import type { RulesInForce, ShardFigures, ShardUpdates } from "../network.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { World } from "../../state/world.js";
import { coverageHealth } from "../../protocol/coverage/health.js";
import { countOnPage } from "./page-counts.js";
import type { Logged } from "../../state/log/log-of.js";

const healthIndex = { healthy: 0, "needs-coverage": 1, "halt-risk": 2 } as const;

/** Counts an allocation for the coverage of its shard, or no longer. */
export function setCovering(
  network: RulesInForce & Logged & ShardUpdates & ShardFigures,
  allocation: number,
  covers: 0 | 1,
): void {
  const { world, rules } = network;
  const { allocations, shards } = world;
  if (allocations.covers[allocation] === covers) return;
  allocations.covers[allocation] = covers;
  const shard = allocations.shard[allocation];
  countHealth(world, shard, -1, rules);
  shards.covering[shard] += covers === 1 ? 1 : -1;
  world.totals.covering += covers === 1 ? 1 : -1;
  countHealth(world, shard, 1, rules);
  network.orders.changed(shard);
  network.touched.add(shard);
}

/** Adds a live shard to the counts of health, or takes it out. */
export function countHealth(world: World, shard: number, by: 1 | -1, rules: RuleSwitches): void {
  const { shards, totals } = world;
  if (shards.retired[shard] === 1) return;
  totals.health[healthIndex[coverageHealth(shards.covering[shard], rules)]] += by;
  countOnPage(world, shard, by, rules);
  if (shards.covering[shard] <= rules.haltThreshold && shards.sizeBytes[shard] > 0) totals.shardsAtHaltRisk += by;
}
