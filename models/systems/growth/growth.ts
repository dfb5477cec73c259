/** Sizes of the simulated shards: how the world is divided at the start, and how it grows. */
import { adjustDifficulty } from "./adjusting.js";
import { accrueIssuance, accrueShard } from "../../changes/rewards/accrual.js";
import { countHealth } from "../../changes/shards/covering.js";
import { sizesChanged } from "../../changes/shards/world-size.js";
import { logOfAll, type Logged } from "../../state/log/log-of.js";
import type {
  EventEngine,
  FrameSchedule,
  RulesInForce,
  ScenarioGiven,
  ShardFigures,
  ShardUpdates,
} from "../../changes/network.js";
import { dataLeaves } from "../../protocol/shard/data-size.js";
import { hasStateSteps } from "../../scenario/state-steps.js";
import { dataAt } from "../../state/data-growth.js";
import { stepData } from "./data-steps.js";
import { nextEpochStart } from "../../protocol/lifecycle/request-windows.js";

/** In the calendar of growth: the step of an epoch. Above it: one more than the entry of the timeline that changes the data. */
const epochStep = 0;

/**
 * The state step: once an epoch the data grows by the scenario's rate, under every key alike unless `shards.growthSkew` says where.
 */
export function growDue(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & ShardUpdates & ShardFigures & EventEngine,
  frame: number,
): void {
  const { calendars, scenario, rules, world } = network;
  const due = calendars.growth.take(frame);
  if (due.length === 0) return;
  for (const item of due) if (item !== epochStep) stepData(network, item - 1, frame);
  adjustDifficulty(network, frame);
  growData(network, frame);
  const goesOn = hasStateSteps(scenario, network.rewards.curve) || world.growthPerMonth > 0;
  const next = nextEpochStart(frame, rules);
  if (goesOn && !calendars.growth.isDue(next)) calendars.growth.add(next, epochStep);
}

function growData(network: RulesInForce & ScenarioGiven & Logged & ShardUpdates & ShardFigures, frame: number): void {
  const { world, rules, scenario, rewards } = network;
  const { shards } = world;
  const bytesOf = dataAt(world, frame);
  accrueIssuance(world, frame);
  world.worldBytes = 0;
  for (let shard = 0; shard < shards.count; shard++) {
    if (shards.retired[shard] === 1) continue;
    // Only a shard with data can be at risk of a halt, and parts of many splits lose their last byte, or get one, here.
    countHealth(world, shard, -1, rules);
    shards.sizeBytes[shard] = Math.floor(bytesOf(shard)) + (world.files?.bytesOn(shard) ?? 0);
    countHealth(world, shard, 1, rules);
    const leafCount = dataLeaves(shards.sizeBytes[shard], scenario.shards.leaf);
    // Proofs of the frames so far are of as many leaves as there were, whenever they are counted.
    if (leafCount !== shards.leafCount[shard]) accrueShard(world, shard, frame);
    shards.leafCount[shard] = leafCount;
    world.worldBytes += shards.sizeBytes[shard];
  }
  logOfAll(network)?.("shard.growth", "data step", "", {
    other: Number(rewards.difficulty),
    value: world.worldBytes,
  });
  sizesChanged(network, frame);
}
