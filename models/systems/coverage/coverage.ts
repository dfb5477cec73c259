/** Coverage of the shards that changed in a frame: their streaks, and the halts that streaks come to. */
import type {
  FrameSchedule,
  MintingServices,
  ProverWatches,
  RulesInForce,
  ShardFigures,
  ShardUpdates,
} from "../../changes/network.js";
import { haltStart, setHalted, updateStreak } from "../../changes/shards/halts.js";
import type { Logged } from "../../state/log/log-of.js";

/** Looks at the streaks of all shards that changed in this frame. */
export function updateStreaks(
  network: RulesInForce & Logged & FrameSchedule & ShardUpdates & ShardFigures & ProverWatches,
  frame: number,
): void {
  for (const shard of network.touched.taken.updates) updateStreak(network, shard, frame);
}

/** Halts the shards whose streak reaches the grace in this frame. */
export function haltDue(network: MintingServices, frame: number): void {
  const { world, calendars } = network;
  const { shards } = world;
  for (const shard of calendars.halts.take(frame)) {
    const start = shards.streakStart[shard];
    if (start < 0 || shards.halted[shard] === 1 || shards.retired[shard] === 1) continue;
    if (haltStart(network, start) <= frame) setHalted(network, shard, 1, frame);
  }
}
