/** Coverage of the simulated shards: who counts, and how many shards are how healthy. */
import type { RulesInForce, ShardFigures, ShardUpdates } from "../network.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { World } from "../../state/world.js";
import { type ShardState, stateOfShard } from "../../protocol/coverage/health.js";
import { countOnPage } from "./page-counts.js";
import { noteHealth } from "./recovery.js";
import type { Logged } from "../../state/log/log-of.js";

/** Where a state is counted. Comparisons: to look up a field by a name that varies takes the engine a search. */
function indexOf(state: ShardState): number {
  if (state === "halt-risk") return 2;
  if (state === "needs-coverage") return 1;
  if (state === "healthy") return 0;
  return state === "halted" ? 3 : 4;
}

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
  noteCover(world, shard, allocation, covers);
  world.totals.covering += covers === 1 ? 1 : -1;
  countHealth(world, shard, 1, rules);
  network.orders.changed(shard);
  network.touched.add(shard);
}

/** Remembers who covers the shard since last, or last no longer does: see `cover-causes.ts`. */
function noteCover({ allocations, shards }: World, shard: number, allocation: number, covers: 0 | 1): void {
  const prover = allocations.prover[allocation];
  if (covers === 1) {
    shards.gained[shard] = allocation;
    shards.gainedProver[shard] = prover;
  } else {
    shards.lost[shard] = allocation;
    shards.lostProver[shard] = prover;
  }
}

/** Adds a live shard to the counts by state, or takes it out: before and after each change of what its state hangs on. */
export function countState(world: World, shard: number, by: 1 | -1, rules: RuleSwitches): void {
  const { shards, totals } = world;
  if (shards.retired[shard] === 1) return;
  const halted = shards.halted[shard] === 1;
  const state = stateOfShard({ halted, covering: shards.covering[shard], sizeBytes: shards.sizeBytes[shard] }, rules);
  totals.shardsByState[indexOf(state)] += by;
  if (by === 1) noteHealth(world, shard, state === "healthy");
}

/** The same for all counts of coverage: by state, on the public page, and at or below the halt threshold. */
export function countHealth(world: World, shard: number, by: 1 | -1, rules: RuleSwitches): void {
  const { shards, totals } = world;
  if (shards.retired[shard] === 1) return;
  countState(world, shard, by, rules);
  countOnPage(world, shard, by, rules);
  if (shards.covering[shard] <= rules.haltThreshold && shards.sizeBytes[shard] > 0) totals.shardsAtHaltRisk += by;
}
