/** The grid of simulated shards: shards that come and go by splits and merges, and allocations that move between them. */
import { holdersOf } from "../../state/holders.js";
import { endSession } from "../rings/session.js";
import { countHealth } from "./covering.js";
import { healthSeen } from "./recovery.js";
import { updateStreak } from "./halts.js";
import { countDepth } from "./page-counts.js";
import { shardAppears } from "../../state/log/event-log.js";
import type { Logged } from "../../state/log/log-of.js";
import { latestOf, recordOfShard } from "../../state/log/record.js";
import type { Network, RulesInForce, ScenarioGiven, ShardFigures, ShardUpdates } from "../network.js";
import { dataLeaves } from "../../protocol/shard/data-size.js";

/** A shard that a split or merge makes. */
export interface NewShard {
  readonly filter: string;
  readonly sizeBytes: number;
  /** Size at the start that its data grew from, bytes. */
  readonly baseBytes: number;
  /** Its part of the growth of all data, where shards differ in it. */
  readonly growthShare: number;
  /** The shard that split, or the first of those that merged; −1: a whole new grid begins. */
  readonly from: number;
  readonly by: ChangeOfGrid;
}

/** What shards come and go by. */
export type ChangeOfGrid = "split" | "merge" | "grid_replaced";

/** Adds a shard to the grid, or brings back the row of one that had the same filter, with whoever stayed on it. */
export function openShard(
  network: RulesInForce & ScenarioGiven & Logged & ShardUpdates & ShardFigures,
  { filter, sizeBytes, baseBytes, growthShare, from, by }: NewShard,
  frame: number,
): number {
  const { world, rewards, scenario, rules } = network;
  const { shards } = world;
  const leaves = dataLeaves(sizeBytes, scenario.shards.leaf);
  const revived = network.grid.revive(filter);
  const shard = revived ?? shards.add(filter, sizeBytes, leaves, frame);
  if (revived !== undefined) {
    shards.sizeBytes[shard] = sizeBytes;
    shards.leafCount[shard] = leaves;
    shards.retired[shard] = 0;
    shards.liveCount++;
  }
  shards.rewardClass[shard] = rewards.classOf(sizeBytes, leaves);
  shards.baseBytes[shard] = baseBytes;
  world.growthShares?.assign(shard, growthShare);
  logShard(network, shard, { from, by });
  // The first of several parts carries what the next header of the whole would have.
  if (from >= 0) world.fees?.inherit(from, shard);
  countHealth(world, shard, 1, rules);
  countDepth(world, shard, 1, rules);
  network.orders.changed(shard);
  network.touched.add(shard);
  return shard;
}

/** Tells of a shard that is new or back, out of `from`; −1: it is there from the start, or one of a whole new grid. */
export function logShard(
  network: Logged,
  shard: number,
  { from, by }: { readonly from: number; readonly by: ChangeOfGrid | "scenario" },
  frame = network.world.frame,
): void {
  const { shards } = network.world;
  const figures = { value: shards.sizeBytes[shard], ...(from >= 0 && { other: from }) };
  const cause = { code: by, ...(from >= 0 && { shard: from, ...latestOf(network, "form", from) }) };
  recordOfShard(network, shard, { rule: "shard.children", what: shardAppears, why: "", cause, ...figures }, frame);
}

/** The shard keeps its row for history, holds no data, and counts nowhere any more. */
export function retireShard(network: Network, shard: number, frame: number, by: ChangeOfGrid): void {
  const { world, rules, rewards } = network;
  const { shards } = world;
  countHealth(world, shard, -1, rules);
  countDepth(world, shard, -1, rules);
  shards.retired[shard] = 1;
  shards.healthSeen[shard] = healthSeen.never;
  const cause = { code: by, ...(by !== "grid_replaced" && latestOf(network, "form", shard)) };
  recordOfShard(network, shard, { rule: "shard.split", what: "shard is gone", why: "its data are in others", cause });
  shards.liveCount--;
  shards.sizeBytes[shard] = 0;
  shards.baseBytes[shard] = 0;
  world.growthShares?.assign(shard, 0);
  shards.leafCount[shard] = dataLeaves(0, network.scenario.shards.leaf);
  shards.rewardClass[shard] = rewards.classOf(0, 1);
  shards.splitFrame[shard] = 0;
  endSession(shards, shard);
  network.grid.noteRetired(shard);
  // The change is in effect from this frame on, so a halt of the shard ended with the frame before.
  updateStreak(network, shard, frame - 1);
  network.orders.changed(shard);
  network.touched.add(shard);
}

/** Lets the provers that remain on a retired shard look again: there is nothing left to prove on the old filter. */
export function wakeRemaining(network: Pick<Network, "world" | "wakeNode">, shard: number, frame: number): void {
  const { allocations, provers } = network.world;
  for (const allocation of holdersOf(network.world, shard))
    network.wakeNode(provers.node[allocations.prover[allocation]], frame);
}
