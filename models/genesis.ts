/** The network before its first frame: shards and data, operators that are already there, a measured start. */
import { updateForNextFrame } from "./systems/rings/rings.js";
import { countHealth } from "./changes/shards/covering.js";
import { countDepth } from "./changes/shards/page-counts.js";
import { updateStreak } from "./changes/shards/halts.js";
import { drawGrowthShares } from "./changes/shards/growth-shares.js";
import type {
  Network,
  FrameSchedule,
  RandomDraws,
  RulesInForce,
  ScenarioGiven,
  ShardFigures,
} from "./changes/network.js";
import { scheduleAttacks } from "./systems/attacks/attacks.js";
import { scheduleGrants } from "./systems/grants/grants.js";
import { openMarket } from "./systems/market/price-steps.js";
import { populate } from "./systems/population/arrivals.js";
import { scheduleInvestments } from "./systems/population/investing.js";
import { scheduleTimeline } from "./systems/timeline/schedule.js";
import { scheduleAccrual } from "./systems/seniority/growth.js";
import { dataLeaves } from "./protocol/shard/data-size.js";
import { startingGrid } from "./scenario/starting-grid.js";
import { hasStateSteps } from "./scenario/state-steps.js";
import { allocateMeasuredStart } from "./systems/start/measured-start.js";
import { supplyBefore } from "./changes/rewards/supply.js";
import { logShard } from "./changes/shards/grid.js";
import { nextEpochStart } from "./protocol/lifecycle/request-windows.js";
import type { Logged } from "./state/log/log-of.js";

export function createGenesis(network: Network): void {
  const { world } = network;
  world.globalChain?.begin();
  createShards(network);
  scheduleAttacks(network);
  populate(network);
  reserveAllocations(network);
  scheduleInvestments(network);
  scheduleGrants(network);
  if (network.scenario.start !== undefined) allocateMeasuredStart(network, network.scenario.start);
  const { frame, shards } = network.world;
  // A network that was measured when it was thin has been so for longer than any grace.
  // All shards of a measured network have been somebody's.
  if (network.scenario.start !== undefined) shards.everAllocated.fill(1, 0, shards.count);
  const thinSince = network.scenario.start === undefined ? frame : 0;
  for (let shard = 0; shard < shards.count; shard++) {
    network.touched.add(shard);
    updateStreak(network, shard, frame, thinSince);
  }
  // Whoever has an allocation at the start is in its rings before anything is reported.
  updateForNextFrame(network, frame);
  scheduleAccrual(network);
  scheduleTimeline(network);
  openMarket(network);
  network.wire?.begin();
  network.wake(frame + 1);
}

/**
 * Room for an allocation of each worker that is there at the start, none of a prover on a shard twice, and for a sixteenth more: the first who comes
 * later would have all columns copied into half as much again.
 */
function reserveAllocations({ world: { allocations, allocationIndex, nodes, shards } }: Logged): void {
  let coming = 0;
  for (let node = 0; node < nodes.count; node++) coming += Math.min(nodes.workers[node], shards.count);
  const rows = coming + (coming >> 4);
  allocations.reserve(rows);
  allocationIndex.reserve(rows);
}

/** The shards that the scenario tells of, each with its data. */
function createShards(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & RandomDraws & ShardFigures,
): void {
  const { world, scenario, rewards, rules, calendars } = network;
  const { world: worldBytes, leaf } = scenario.shards;
  world.worldBytes = worldBytes;
  world.growthPerMonth = scenario.shards.growth;
  rewards.reset({ worldBytes, supplyUnits: supplyBefore(network, world.frame) }, world.frame);
  for (const { filter, sizeBytes: bytes } of startingGrid(scenario, rules)) {
    const sizeBytes = Number(bytes);
    const shard = world.shards.add(filter, sizeBytes, dataLeaves(sizeBytes, leaf), world.frame + 1);
    world.shards.baseBytes[shard] = sizeBytes;
    logShard(network, shard, { from: -1, by: "scenario" }, world.frame + 1);
    world.shards.rewardClass[shard] = rewards.classOf(sizeBytes, world.shards.leafCount[shard]);
    countDepth(world, shard, 1, rules);
    countHealth(world, shard, 1, rules);
  }
  drawGrowthShares(network, world.frame + 1);
  if (hasStateSteps(scenario)) calendars.growth.add(nextEpochStart(world.frame, rules), 0);
}
