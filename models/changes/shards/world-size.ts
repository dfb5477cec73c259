/** What follows when the data of all shards are other ones. */
import type { RulesInForce, ScenarioGiven, ShardFigures, ShardUpdates } from "../network.js";
import { supplyBefore } from "../rewards/supply.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * Scores, shares and rates of all shards follow their new sizes and that of the world, which must be set. Provers are not touched,
 * because what they are owed stands in the accumulators of their rings.
 */
export function sizesChanged(
  network: RulesInForce & ScenarioGiven & Logged & ShardUpdates & ShardFigures,
  frame: number,
): void {
  const { world, rewards } = network;
  rewards.reset({ worldBytes: world.worldBytes, supplyUnits: supplyBefore(network, frame) }, frame);
  classify(network);
}

/** The same where the rules by which rings are paid are others, and the data are as they were. */
export function payChanged(network: RulesInForce & Logged & ShardUpdates & ShardFigures): void {
  network.rewards.rulesChanged();
  classify(network);
}

function classify({ world, rewards, orders, touched, market }: Logged & ShardUpdates & ShardFigures): void {
  const { shards } = world;
  for (let shard = 0; shard < shards.count; shard++) {
    shards.rewardClass[shard] = rewards.classOf(shards.sizeBytes[shard], shards.leafCount[shard]);
    if (shards.retired[shard] === 0) touched.add(shard);
  }
  orders.rebuild();
  market.hasNewShards = true;
}
