/** Rings, presence and minting of the shards that changed in a frame. */
import type {
  Network,
  FrameSchedule,
  ProverWatches,
  RandomDraws,
  RulesInForce,
  ShardFigures,
  ShardUpdates,
} from "../../changes/network.js";
import { settleCommittee } from "../../changes/allocations/committee.js";
import { accrueIssuance } from "../../changes/rewards/accrual.js";
import { updateShard } from "../../changes/shards/update-shard.js";
import type { Logged } from "../../state/log/log-of.js";

type UpdateServices = RulesInForce & Logged & FrameSchedule & RandomDraws & ShardUpdates & ShardFigures & ProverWatches;

function update(network: UpdateServices, shard: number, frame: number): void {
  settleCommittee(network, shard, frame);
  updateShard(network, shard, frame);
}

/** Rings, presence and minting of the shards that changed; what follows counts from this frame on. */
export function updateShards(network: UpdateServices, frame: number): void {
  const { cheaters, ringPositions, touched, world } = network;
  const changed = touched.take((shard) => ringPositions.isChanged(shard));
  // What follows members frame by frame asks for every change.
  const isFollowed = cheaters !== null || world.leaders !== null || world.lateVotes !== null;
  for (const shard of isFollowed ? changed.all : changed.updates) update(network, shard, frame);
}

/**
 * Shards whose rings changed after this frame's updates were made, as audits and evictions do at its end: rings and
 * minting follow from the next frame on, so that what this one paid stays, and whoever looks now sees one moment.
 */
export function updateForNextFrame(network: UpdateServices, frame: number): void {
  const { ringPositions, touched, world } = network;
  const changed = touched.those((shard) => ringPositions.isChanged(shard));
  if (changed.length === 0) return;
  accrueIssuance(world, frame + 1);
  for (const shard of changed) update(network, shard, frame + 1);
}

/** What the end of a frame changed, as evictions do, is looked at for streaks, splits and merges with the next frame. */
export function wakeForRest(network: Pick<Network, "wake" | "touched">, frame: number): void {
  if (!network.touched.isEmpty) network.wake(frame + 1);
}
