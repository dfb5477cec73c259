import { countsForCoverage, countsInCommittee } from "../../protocol/lifecycle/membership.js";
import { storedAllocation } from "../../changes/allocations/standing.js";
import type { RandomDraws, RulesInForce, ShardUpdates } from "../../changes/network.js";
import { Status } from "../../state/allocations.js";
import type { Logged } from "../../state/log/log-of.js";

/** What an allocation counts for that it should not, by the pure rules, or the other way round; null where they agree. */
export function standingViolation(
  network: RulesInForce & Logged & RandomDraws & ShardUpdates,
  allocation: number,
): string | null {
  const { world, rules, ringPositions } = network;
  const { status, covers } = world.allocations;
  if (status[allocation] === Status.free) return null;
  const stored = storedAllocation(network, allocation, world.frame);
  const shouldCover = countsForCoverage(stored, world.frame, rules);
  const shouldSit = countsInCommittee(stored, world.frame, rules);
  if ((covers[allocation] === 1) !== shouldCover)
    return `${nameOf(network, allocation)}, ${shouldCover ? "should cover it and does not" : "covers it and should not"}`;
  if (ringPositions.holds(allocation) === shouldSit) return null;
  return `${nameOf(network, allocation)}, ${shouldSit ? "should have a ring position and has none" : "has a ring position and should not"}`;
}

function nameOf(network: RulesInForce & Logged & RandomDraws, allocation: number): string {
  const { prover, shard } = network.world.allocations;
  const { status } = storedAllocation(network, allocation, network.world.frame);
  return `prover ${prover[allocation]}, ${status} on shard ${shard[allocation]}`;
}

/** The first allocation whose standing is not what the rules say, or shard that counts others than those that cover it. */
export function standingsHold(network: RulesInForce & Logged & RandomDraws & ShardUpdates): string | null {
  const { allocations, shards } = network.world;
  const covering = new Int32Array(shards.count);
  for (let allocation = 0; allocation < allocations.count; allocation++) {
    const violation = standingViolation(network, allocation);
    if (violation !== null) return violation;
    if (allocations.status[allocation] !== Status.free)
      covering[allocations.shard[allocation]] += allocations.covers[allocation];
  }
  for (let shard = 0; shard < shards.count; shard++) {
    if (covering[shard] !== shards.covering[shard])
      return `shard ${shard}: ${covering[shard]} cover it, ${shards.covering[shard]} counted`;
  }
  return null;
}
