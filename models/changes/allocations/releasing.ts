/** Who of the members of a simulated shard may leave it, without sorting them: `proposer.releasable` for one of them. */
import { byBytes } from "../../protocol/ground/compare.js";
import { publicLot, spareOf } from "../../protocol/proposer/releasable.js";
import { Status } from "../../state/allocations.js";
import type { RulesInForce } from "../network.js";
import type { Logged } from "../../state/log/log-of.js";

/** Whether the node of a member may propose to leave for a thin shard: all members that are effectively active or leave may. */
export function mayPropose({ world, rules }: RulesInForce & Logged, allocation: number): boolean {
  const { status, covers } = world.allocations;
  const members = world.shards.members[world.allocations.shard[allocation]];
  const isCandidate = (member: number): boolean => covers[member] === 1 || status[member] === Status.leaving;
  const candidates = members.filter(isCandidate);
  return isCandidate(allocation) && isChosen(world, allocation, candidates, spareOf(0, candidates.length, rules));
}

/** Whether the node of a leaver may confirm its leave for a thin shard: of those that leave as many as the shard can spare. */
export function mayGo({ world, rules }: RulesInForce & Logged, allocation: number): boolean {
  const { status, shard } = world.allocations;
  const leavers = world.shards.members[shard[allocation]].filter((member) => status[member] === Status.leaving);
  const spare = spareOf(world.shards.covering[shard[allocation]], leavers.length, rules);
  return isChosen(world, allocation, leavers, spare);
}

/** Whether fewer of the candidates than can be spared come before it. */
function isChosen(world: Logged["world"], allocation: number, candidates: readonly number[], spare: number): boolean {
  if (spare >= candidates.length) return true;
  let before = 0;
  for (let k = 0; k < candidates.length && before < spare; k++)
    if (compareLots(world, candidates[k], allocation) < 0) before++;
  return before < spare;
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
