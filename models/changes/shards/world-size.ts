/** What follows when the data of all shards are other ones. */
import type { RulesInForce, ScenarioGiven, ShardFigures, ShardUpdates } from "../network.js";
import { supplyBefore } from "../rewards/supply.js";
import type { Logged } from "../../state/log/log-of.js";
import { Session } from "../../state/shards.js";

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
  // What the timeline changed may be seen by a shard only now.
  const isAsBefore = world.changedSince < 0;
  world.changedSince = -1;
  for (let shard = 0; shard < shards.count; shard++) {
    shards.rewardClass[shard] = rewards.classOf(shards.sizeBytes[shard], shards.leafCount[shard]);
    if (shards.retired[shard] === 1) continue;
    if (isAsBefore && staysAsItIs(world, shard)) touched.addPay(shard);
    else touched.add(shard);
  }
  orders.rebuild();
  market.hasNewShards = true;
}

/** Whether a shard goes on making frames with those who do, so that its size decides nothing but what its rings pay. */
const staysAsItIs = ({ shards }: Logged["world"], shard: number): boolean =>
  shards.minting[shard] === 1 &&
  shards.sizeBytes[shard] > 0 &&
  shards.standIns[shard] === 0 &&
  shards.sealed[shard] !== Session.members;
