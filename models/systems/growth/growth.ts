/** Sizes of the simulated shards: how the world is divided at the start, and how it grows. */
import { adjustDifficulty } from "./adjusting.js";
import { countHealth } from "../../changes/shards/covering.js";
import { sizesChanged } from "../../changes/shards/world-size.js";
import { logOfAll, type Logged } from "../../state/log/log-of.js";
import type { FrameSchedule, RulesInForce, ScenarioGiven, ShardFigures, ShardUpdates } from "../../changes/network.js";
import { dataLeaves, growthFactor } from "../../protocol/shard/data-size.js";
import { hasStateSteps } from "../../scenario/state-steps.js";
import { nextEpochStart } from "../../protocol/lifecycle/request-windows.js";

/**
 * The state step: once an epoch the data grows by the scenario's rate, under every key alike.
 */
export function growDue(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & ShardUpdates & ShardFigures,
  frame: number,
): void {
  const { calendars, scenario, rules } = network;
  if (calendars.growth.take(frame).length === 0) return;
  adjustDifficulty(network, frame);
  growData(network, frame);
  if (hasStateSteps(scenario)) calendars.growth.add(nextEpochStart(frame, rules), 0);
}

function growData(network: RulesInForce & ScenarioGiven & Logged & ShardUpdates & ShardFigures, frame: number): void {
  const { world, rules, scenario, rewards } = network;
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
  sizesChanged(network, frame);
}
