/**
 * Committees by effective status that would be empty: everyone whose stored status is active stands in, until somebody serves again
 * (protocol.md 6.3). On a new shard that is from the first confirmation on, and on one of which all members have expired, at once.
 */
import { countsInCommittee, followsStoredStatus } from "../../protocol/lifecycle/membership.js";
import { inEffectFrom } from "../../protocol/lifecycle/request-windows.js";
import { ascending } from "../../protocol/ground/compare.js";
import { Status } from "../../state/allocations.js";
import type { FrameSchedule, RandomDraws, RulesInForce, ShardUpdates } from "../network.js";
import type { Logged } from "../../state/log/log-of.js";
import { storedAllocation, takePosition } from "./standing.js";

/**
 * Brings ring positions of a shard in line where nobody serves it, or where others have stood in so far; before its rings are rebuilt.
 * What changes counts from `frame` on. Where somebody serves, and did, it looks at one member.
 */
export function settleCommittee(
  network: RulesInForce & Logged & FrameSchedule & ShardUpdates & RandomDraws,
  shard: number,
  frame: number,
): void {
  const { world, rules, ringPositions } = network;
  const { shards, allocations } = world;
  const members = shards.members[shard];
  const stoodIn = shards.standIns[shard] === 1;
  if (followsStoredStatus(rules)) {
    shards.standIns[shard] = 0;
    return;
  }
  if (!stoodIn && members.some((allocation) => ringPositions.holds(allocation))) return;
  const serves = (allocation: number): boolean => world.takesIn(allocation) && isServing(network, allocation);
  const isActive = (allocation: number): boolean =>
    world.takesIn(allocation) && allocations.status[allocation] === Status.active;
  const isServed = members.some(serves);
  shards.standIns[shard] = !isServed && shards.active[shard] > 0 ? 1 : 0;
  const belongs = isServed ? serves : isActive;
  const moving = members.filter((allocation) => belongs(allocation) !== ringPositions.holds(allocation));
  // In the order of their allocations, which that of the list is not.
  for (const allocation of moving.sort(ascending)) {
    if (ringPositions.holds(allocation)) ringPositions.vacate(allocation);
    // Whoever sat there when the frame began goes on.
    else if (allocations.ring[allocation] >= 0) ringPositions.take(allocation);
    else takePosition(network, allocation, frame);
  }
}

/** Whether an allocation serves by effective status in the frame of the world. Joins that are not in effect yet, as most where nobody serves, are told at once. */
export function isServing(network: RulesInForce & Logged & RandomDraws, allocation: number): boolean {
  const { world, rules } = network;
  const { status, joinConfirmFrame } = world.allocations;
  if (status[allocation] !== Status.active && status[allocation] !== Status.leaving) return false;
  if (status[allocation] === Status.active && world.frame < inEffectFrom(joinConfirmFrame[allocation], rules))
    return false;
  return countsInCommittee(storedAllocation(network, allocation, world.frame), world.frame, rules);
}
