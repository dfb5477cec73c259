/** Coverage of the shards that changed in a frame: their streaks, and the halts that streaks come to. */
import type { Network } from "../../changes/network.js";
import { haltStart, setHalted, updateStreak } from "../../changes/shards/halts.js";

/** Looks at the streaks of all shards that changed in this frame. */
export function updateStreaks(network: Network, frame: number): void {
  for (const shard of network.touched.taken.updates) updateStreak(network, shard, frame);
}

/** Halts the shards whose streak reaches the grace in this frame. */
export function haltDue(network: Network, frame: number): void {
  const { world, calendars } = network;
  const { shards } = world;
  for (const shard of calendars.halts.take(frame)) {
    const start = shards.streakStart[shard];
    if (start < 0 || shards.halted[shard] === 1 || shards.retired[shard] === 1) continue;
    if (haltStart(network, start) <= frame) setHalted(network, shard, 1, frame);
  }
}
