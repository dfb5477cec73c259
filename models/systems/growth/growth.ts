/** Sizes of the simulated shards: how the world is divided at the start, and how it grows. */
import { pow } from "../../../sim/units/portable-math.js";
import { adjustDifficulty } from "./adjusting.js";
import { countHealth } from "../../changes/shards/covering.js";
import { logOfAll } from "../../state/log/log-of.js";
import { epochNumber } from "../../protocol/lifecycle/epoch.js";
import type { Network } from "../../changes/network.js";
import { curveOf } from "../../scenario/curve.js";
import type { Scenario } from "../../scenario/schema.js";
import { dataLeaves, growthFactor } from "../../protocol/shard/data-size.js";

/** Whole bytes of each of `count` shards, largest first, that add up to `worldBytes`: equal, or as 1/k^skew. */
export function divideWorld({
  worldBytes,
  count,
  skew,
}: {
  worldBytes: number;
  count: number;
  skew: number;
}): number[] {
  const weights = Array.from({ length: count }, (_unused, k) => pow(k + 1, -skew));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = weights.map((weight) => Math.floor((worldBytes * weight) / total));
  // What rounding down left over, a byte each from the largest on.
  let rest = worldBytes - sizes.reduce((sum, size) => sum + size, 0);
  for (let k = 0; rest > 0; k = (k + 1) % count, rest--) sizes[k]++;
  return sizes;
}

/** Skew of `zipf 0.8`; 0 for `none`. */
export const skewExponent = (skew: string): number => (skew === "none" ? 0 : Number(skew.slice("zipf ".length)));

/**
 * The state step: once an epoch the data grows by the scenario's rate. Scores, shares and rates of all shards follow;
 * provers are not touched, because what they are owed stands in the accumulators of their rings.
 */
export function growDue(network: Network, frame: number): void {
  const { calendars, scenario, rules } = network;
  if (calendars.growth.take(frame).length === 0) return;
  adjustDifficulty(network, frame);
  growData(network, frame);
  if (hasStateSteps(scenario)) calendars.growth.add(nextStateStep(frame, rules.epochFrames), 0);
}

function growData(network: Network, frame: number): void {
  const { world, rules, scenario, rewards, orders } = network;
  const { shards } = world;
  const factor = growthFactor(scenario, frame);
  world.worldBytes = 0;
  for (let shard = 0; shard < shards.count; shard++) {
    if (shards.retired[shard] === 1) continue;
    // Only a shard with data can be at risk of a halt, and parts of many splits lose their last byte, or get one, here.
    countHealth(world, shard, -1, rules);
    shards.sizeBytes[shard] = Math.floor(shards.baseBytes[shard] * factor);
    countHealth(world, shard, 1, rules);
    shards.leafCount[shard] = dataLeaves(shards.sizeBytes[shard], scenario.shards.leaf);
    world.worldBytes += shards.sizeBytes[shard];
  }
  logOfAll(network)?.("shard.growth", "data step", "", {
    other: Number(rewards.difficulty),
    value: world.worldBytes,
  });
  rewards.reset(world.worldBytes, frame);
  for (let shard = 0; shard < shards.count; shard++) {
    shards.rewardClass[shard] = rewards.classOf(shards.sizeBytes[shard], shards.leafCount[shard]);
    if (shards.retired[shard] === 0) network.touched.add(shard);
  }
  orders.rebuild();
  network.market.hasNewShards = true;
}

/** Whether anything that rewards depend on changes from epoch to epoch. */
export function hasStateSteps(scenario: Scenario): boolean {
  const { shards, fees, frames } = scenario;
  return shards.growth > 0 || fees !== undefined || frames.adjust === "on" || curveOf(scenario).dependsOnFrame;
}

/** First frame of the epoch after that of `frame`: when data grows next. */
export function nextStateStep(frame: number, epochFrames: number): number {
  return (epochNumber(frame, epochFrames) + 1) * epochFrames;
}
