/** Who of the members of a simulated shard may leave it, without sorting them: `proposer.releasable` for one of them. */
import { byBytes } from "../../protocol/ground/compare.js";
import { publicLot, stayingOf } from "../../protocol/proposer/releasable.js";
import { Status } from "../../state/allocations.js";
import type { RulesInForce } from "../network.js";
import type { Logged } from "../../state/log/log-of.js";

/** Whether the node of a member may propose to leave for a thin shard: all members that are effectively active or leave may. */
export function mayPropose({ world, rules }: RulesInForce & Logged, allocation: number): boolean {
  const { covers, status } = world.allocations;
  const isCandidate = (member: number): boolean => covers[member] === 1 || status[member] === Status.leaving;
  return isCandidate(allocation) && isSpared(world, allocation, isCandidate, stayingOf(0, rules));
}

/** Whether the node of a leaver may confirm its leave for a thin shard: of those that leave as many as the shard can spare. */
export function mayGo({ world, rules }: RulesInForce & Logged, allocation: number): boolean {
  const { status, shard } = world.allocations;
  const isLeaver = (member: number): boolean => status[member] === Status.leaving;
  return isSpared(world, allocation, isLeaver, stayingOf(world.shards.covering[shard[allocation]], rules));
}

/**
 * Whether so many candidates come after it as have to stay: those that come first go. A shard has thousands of members where few shards are
 * left and everybody looks in every fourth frame; whom the shard can spare mostly finds those few among the first.
 */
function isSpared(
  world: Logged["world"],
  allocation: number,
  isCandidate: (member: number) => boolean,
  staying: number,
): boolean {
  let after = 0;
  const members = world.shards.members[world.allocations.shard[allocation]];
  for (let k = 0; k < members.length && after < staying; k++)
    if (isCandidate(members[k]) && compareLots(world, members[k], allocation) > 0) after++;
  return after >= staying;
}

/** Order of two allocations on a shard by the hashes of prover and filter, then by address. */
function compareLots(world: Logged["world"], a: number, b: number): number {
  const difference = lotOf(world, a) - lotOf(world, b);
  if (difference !== 0 || a === b) return difference;
  const { prover } = world.allocations;
  return byBytes(fullLotOf(world, a), fullLotOf(world, b)) || world.provers.compareAddress(prover[a], prover[b]);
}

/** Hexadecimal digits that a number holds exactly. */
const lotDigits = 13;

/** The first 52 bits of its hash, worked out when first asked for: which prover it is of and which shard on does not change. */
function lotOf(world: Logged["world"], allocation: number): number {
  const { lot } = world.allocations;
  if (lot[allocation] < 0) lot[allocation] = Number.parseInt(fullLotOf(world, allocation).slice(0, lotDigits), 16);
  return lot[allocation];
}

const fullLotOf = ({ allocations, provers, shards }: Logged["world"], allocation: number): string =>
  publicLot(provers.addressHex(allocations.prover[allocation]), shards.filter[allocations.shard[allocation]]);
