import { countsForCoverage, countsInCommittee, followsStoredStatus } from "../../protocol/lifecycle/membership.js";
import { storedAllocation } from "../../changes/allocations/standing.js";
import type { RandomDraws, RulesInForce, ShardUpdates } from "../../changes/network.js";
import { Status } from "../../state/allocations.js";
import type { Allocation } from "../../protocol/lifecycle/status.js";
import type { Logged } from "../../state/log/log-of.js";

/** What an allocation counts for that it should not, by the pure rules, or the other way round; null where they agree. */
export function standingViolation(
  network: RulesInForce & Logged & RandomDraws & ShardUpdates,
  allocation: number,
): string | null {
  if (network.world.allocations.status[allocation] === Status.free) return null;
  return violationOf(network, allocation, storedAllocation(network, allocation, network.world.frame));
}

function violationOf(
  network: RulesInForce & Logged & RandomDraws & ShardUpdates,
  allocation: number,
  stored: Allocation,
): string | null {
  const { world, rules, ringPositions } = network;
  const { status, covers } = world.allocations;
  const shouldCover = countsForCoverage(stored, world.frame, rules);
  const standsIn = world.shards.standIns[world.allocations.shard[allocation]] === 1;
  const counts = standsIn ? status[allocation] === Status.active : countsInCommittee(stored, world.frame, rules);
  const shouldSit = counts && world.takesIn(allocation);
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
  // Where the stored status counts, nobody is active and does not serve but whose own status keeps it out.
  const mayStandIn = !followsStoredStatus(network.rules);
  const covering = new Int32Array(shards.count);
  const serving = new Int32Array(shards.count);
  for (let allocation = 0; allocation < allocations.count; allocation++) {
    if (allocations.status[allocation] === Status.free) continue;
    const stored = storedAllocation(network, allocation, network.world.frame);
    const violation = violationOf(network, allocation, stored);
    if (violation !== null) return violation;
    covering[allocations.shard[allocation]] += allocations.covers[allocation];
    if (network.world.takesIn(allocation) && countsInCommittee(stored, network.world.frame, network.rules))
      serving[allocations.shard[allocation]]++;
  }
  for (let shard = 0; shard < shards.count; shard++) {
    if (covering[shard] !== shards.covering[shard])
      return `shard ${shard}: ${covering[shard]} cover it, ${shards.covering[shard]} counted`;
    if ((shards.standIns[shard] === 1) !== (mayStandIn && serving[shard] === 0 && shards.active[shard] > 0))
      return `shard ${shard}: ${serving[shard]} serve it, ${shards.active[shard]} are active, and these ${shards.standIns[shard] === 1 ? "" : "do not "}stand in`;
  }
  return null;
}
