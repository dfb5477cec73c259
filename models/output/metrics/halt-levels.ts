/** How near a network is to a halt, to a shard at risk of one, or to the loss of data: level functions of rare events (`Looks.levelOf`). */
import type { Network } from "../../changes/network.js";
import { haltStart } from "../../changes/shards/halts.js";
import { idleFramesMax } from "../../protocol/lifecycle/eviction.js";
import type { Level } from "./metric.js";

/**
 * By shard, how much of its covering provers' time is up: of each that is away the share of the frames after which an idle prover is
 * evicted. A shard that a prover has nearly lost is nearer to what comes of it than one whose members are all there.
 */
function awayByShard({ world }: Pick<Network, "world">, frame: number): Float64Array {
  const { nodes, allocations, allocationIndex, shards } = world;
  const away = new Float64Array(shards.count);
  for (let node = 0; node < nodes.count; node++) {
    const prover = nodes.prover[node];
    if (nodes.online[node] === 1 || prover < 0) continue;
    const share = Math.min(1, (frame + 1 - nodes.presenceSince[node]) / (idleFramesMax + 1));
    for (let one = allocationIndex.first(prover); one >= 0; one = allocationIndex.after(one))
      if (allocations.covers[one] === 1) away[allocations.shard[one]] += share;
  }
  return away;
}

/**
 * Provers that the thinnest shard has above `threshold`, less what `awayByShard` says of it, 0 or more; those at or below it left out; Infinity: there
 * is none.
 */
function fewestSpare(network: Pick<Network, "world">, threshold: number, frame: number): number {
  const { shards } = network.world;
  const away = awayByShard(network, frame);
  let fewest = Number.POSITIVE_INFINITY;
  for (let shard = 0; shard < shards.count; shard++) {
    const above = shards.covering[shard] - threshold;
    if (above <= 0 || shards.retired[shard] === 1 || shards.sizeBytes[shard] === 0) continue;
    fewest = Math.min(fewest, Math.max(0, above - away[shard]));
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

const frameOf = ({ world, kernel }: Network): number => Math.max(world.frame, world.clock.frameAt(kernel.nowUs));

const spareText = (above: string): string =>
  `below zero, provers that the thinnest shard has ${above}, less the share of its idle time that each of them who is away has had`;

/**
 *     −3          the thinnest shard has three provers more than the halt threshold
 *     −2.5        … and one of them has been away for half of the time after which it is evicted
 *     0 to 1      a shard is at or below it, and so much of its grace has passed
 *     2           two shards are halted
 */
export const haltLevel: Level = {
  about: `halted shards, and the share of its grace that the next has passed; before that, ${spareText("above the halt threshold")}`,
  read(network) {
    const frame = frameOf(network);
    const level = network.world.totals.haltedShards + longestStreak(network, frame);
    return level > 0 ? level : -fewestSpare(network, network.rules.haltThreshold, frame);
  },
};

/** Shards at risk; where there is none, below zero, what the thinnest shard has above the halt threshold. */
export const haltRiskLevel: Level = {
  about: `shards at risk; before that, ${spareText("above the halt threshold")}`,
  read(network) {
    const atRisk = network.world.totals.shardsByState[2];
    return atRisk > 0 ? atRisk : -fewestSpare(network, network.rules.haltThreshold, frameOf(network));
  },
};

/** Shards whose data nobody proves any more; where there is none, below zero, how many provers the thinnest still has. */
export const lossLevel: Level = {
  about: `shards without any active prover; before that, ${spareText("left")}`,
  read(network) {
    const lost = network.world.totals.pageHealth[3];
    return lost > 0 ? lost : -fewestSpare(network, 0, frameOf(network));
  },
};
