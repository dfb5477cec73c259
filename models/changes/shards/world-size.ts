/** What follows when the data of all shards are other ones. */
import type { RulesInForce, ShardFigures, ShardUpdates } from "../network.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * Scores, shares and rates of all shards follow their new sizes and that of the world, which must be set. Provers are not touched,
 * because what they are owed stands in the accumulators of their rings.
 */
export function sizesChanged(network: RulesInForce & Logged & ShardUpdates & ShardFigures, frame: number): void {
  const { world, rewards, orders, touched, market } = network;
  const { shards } = world;
  rewards.reset(world.worldBytes, frame);
  for (let shard = 0; shard < shards.count; shard++) {
    shards.rewardClass[shard] = rewards.classOf(shards.sizeBytes[shard], shards.leafCount[shard]);
    if (shards.retired[shard] === 0) touched.add(shard);
  }
  orders.rebuild();
  market.hasNewShards = true;
}
