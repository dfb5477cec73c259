/** How near a network is to a halt, or to a shard at risk of one: level functions of rare events (`Looks.levelOf`). */
import type { Network } from "../../changes/network.js";
import { haltStart } from "../../changes/shards/halts.js";
import type { Level } from "./series.js";

/** Provers that the thinnest shard with data has above the halt threshold, those at or below it left out; Infinity: there is none. */
function fewestSpare({ world: { shards }, rules }: Pick<Network, "world" | "rules">): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (let shard = 0; shard < shards.count; shard++) {
    const spare = shards.covering[shard] - rules.haltThreshold;
    if (spare > 0 && spare < fewest && shards.retired[shard] === 0 && shards.sizeBytes[shard] > 0) fewest = spare;
  }
  return fewest;
}

/** Of the grace that a shard has before its halt the largest share that has passed, below 1; 0: no streak runs. */
function longestStreak(network: Network, frame: number): number {
  const { shards } = network.world;
  let longest = 0;
  for (let shard = 0; shard < shards.count; shard++) {
    const start = shards.streakStart[shard];
    if (start < 0 || shards.halted[shard] === 1 || shards.retired[shard] === 1) continue;
    const passed = (frame + 1 - start) / (haltStart(network, start) + 1 - start);
    longest = Math.max(longest, Math.min(passed, 1 - Number.EPSILON));
  }
  return longest;
}

/**
 *     −3          the thinnest shard has three provers more than the halt threshold
 *     0 to 1      a shard is at or below it, and so much of its grace has passed
 *     2           two shards are halted
 */
export const haltLevel: Level = {
  about:
    "halted shards, and the share of its grace that the next has passed; before that, below zero, provers that the thinnest shard has above the halt threshold",
  read(network) {
    const { world } = network;
    const frame = Math.max(world.frame, world.clock.frameAt(network.kernel.nowUs));
    const level = world.totals.haltedShards + longestStreak(network, frame);
    return level > 0 ? level : -fewestSpare(network);
  },
};

/** Shards at risk; where there is none, below zero, what the thinnest shard has above the halt threshold. */
export const haltRiskLevel: Level = {
  about: "shards at risk; before that, below zero, provers that the thinnest shard has above the halt threshold",
  read: (network) => {
    const atRisk = network.world.totals.shardsByState[2];
    return atRisk > 0 ? atRisk : -fewestSpare(network);
  },
};
