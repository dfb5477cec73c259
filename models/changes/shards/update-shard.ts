/** Rings, presence and minting of simulated shards, brought up to date when somebody took or gave up a ring position. */
import { accrueIssuance } from "../rewards/accrual.js";
import type { Network } from "../network.js";
import { rebuildRings } from "../rings/rebuild-rings.js";
import { setMinting } from "./minting.js";

/** Rings, presence and minting of the shards that changed; what follows counts from this frame on. */
export function updateShards(network: Network, frame: number): void {
  const { cheaters, ringPositions, touched, world } = network;
  const changed = touched.take((shard) => ringPositions.isChanged(shard));
  // What follows members frame by frame asks for every change.
  const isFollowed = cheaters !== null || world.rankTimeouts !== null;
  for (const shard of isFollowed ? changed.all : changed.updates) updateShard(network, shard, frame);
}

/** Brings one shard up to date; what follows counts from `frame` on. */
export function updateShard(network: Network, shard: number, frame: number): void {
  if (network.ringPositions.isChanged(shard)) rebuildRings(network, shard, frame);
  setMinting(network, shard, frame);
}

/**
 * Shards whose rings changed after this frame's updates were made, as audits and evictions do at its end: rings and
 * minting follow from the next frame on, so that what this one paid stays, and whoever looks now sees one moment.
 */
export function updateForNextFrame(network: Network, frame: number): void {
  const { ringPositions, touched, world } = network;
  const changed = touched.those((shard) => ringPositions.isChanged(shard));
  if (changed.length === 0) return;
  accrueIssuance(world, frame + 1);
  for (const shard of changed) updateShard(network, shard, frame + 1);
}

/** What the end of a frame changed, as evictions do, is looked at for streaks, splits and merges with the next frame. */
export function wakeForRest(network: Network, frame: number): void {
  if (!network.touched.isEmpty) network.wake(frame + 1);
}
