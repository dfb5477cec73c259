/** Which ring a node would come into, for strategies that ask. */
import { ringComparator } from "../../changes/rings/ring-comparator.js";
import type { RulesInForce } from "../../changes/network.js";
import { Status } from "../../state/allocations.js";
import { allocationsByShard } from "../../state/allocations-by-shard.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * Ring, from 0, that a prover would come into if it asked now: behind those who are on the shard or on their way, and, where rings go by
 * seniority, behind those in the rings who have at least as much (`ring.assign`).
 */
export function entryRing({ world, rules }: RulesInForce & Logged, prover: number, shard: number): number {
  const { shards, provers, allocations } = world;
  const own = provers.seniority[prover];
  const ahead =
    rules.ringOrder === "seniorityFirst"
      ? shards.ranked[shard].filter((row) => provers.seniority[allocations.prover[row]] >= own).length
      : shards.members[shard].length + shards.joining[shard];
  return Math.floor(ahead / rules.ringSize);
}

const standing: readonly number[] = [Status.active, Status.joining, Status.leaving, Status.paused];

/** Ring that a pending join comes into if all who have asked are confirmed, by the order of the rings. */
export function pendingRings(
  { world, rules }: RulesInForce & Logged,
  pending: readonly number[],
): (allocation: number) => number {
  const { shards, allocations } = world;
  const { shard, status } = allocations;
  const isCrowded = (one: number): boolean => shards.members[one].length + shards.joining[one] > rules.ringSize;
  if (!pending.some((allocation) => isCrowded(shard[allocation]))) return () => 0;
  const on = allocationsByShard(world);
  const compare = ringComparator({ world, rules });
  return (allocation) => {
    if (!isCrowded(shard[allocation])) return 0;
    const others = on(shard[allocation]).filter((row) => row !== allocation && standing.includes(status[row]));
    return Math.floor(others.filter((row) => compare(row, allocation) < 0).length / rules.ringSize);
  };
}
