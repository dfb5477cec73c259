import { counted } from "../../../sim/units/readable.js";
import { isSilenced } from "../../state/silence.js";
import type { Network, RandomDraws, RuledWorld, RulesInForce, ShardUpdates } from "../../changes/network.js";
import { ringOfRank } from "../../protocol/ring/assign.js";
import { ringComparator } from "../../changes/rings/ring-comparator.js";
import { Status } from "../../state/allocations.js";
import { Session } from "../../state/shards.js";
import { standingViolation } from "./standing.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * What is broken about a shard: its rings, its counts, who takes part. Null where everything holds. What holds for each
 * allocation by itself is not looked at: see `allocationViolation`.
 */
export function shardViolation(network: RulesInForce & Logged & ShardUpdates, shard: number): string | null {
  if (network.ringPositions.isChanged(shard) && !isBound(network, shard))
    return `shard ${shard} has ring positions that are taken or given up but not in its rings yet`;
  if (network.world.shards.minting[shard] === 1 && isSilenced(network.world, shard, network.rules))
    return `shard ${shard} makes frames although a halt silences it`;
  const members: Members = { present: network.world.shards.ringRows[shard].map(() => 0), covering: 0 };
  return (
    ringViolation(network, shard, members) ??
    presenceViolation(network, shard, members) ??
    coverageViolation(network, shard, members)
  );
}

/** What the members in the rings of a shard come to: how many are online, by ring, and how many cover it. */
interface Members {
  readonly present: number[];
  covering: number;
}

/** Ranks of a shard from the first to the one before `end`. */
interface Ranks {
  readonly first: number;
  readonly end: number;
}

/** So many are looked at at once: members lie far from each other, and what was read of them is still at hand when their order is looked at. */
const ranksAtOnce = 64;

/** What is broken about the ranked allocations of a shard: a prover has two, or one counts for what it should not. */
export function allocationViolation(
  network: RulesInForce & Logged & RandomDraws & ShardUpdates,
  shard: number,
): string | null {
  const { allocations, shards } = network.world;
  const provers = new Set<number>();
  for (const allocation of shards.ranked[shard]) {
    const prover = allocations.prover[allocation];
    if (provers.has(prover)) return `prover ${prover} sits in the rings of shard ${shard} twice`;
    provers.add(prover);
    const violation = standingViolation(network, allocation);
    if (violation !== null) return violation;
  }
  return null;
}

/** Whether changes of the committee wait: others belong in it, and a look whether it hands over is to come; or the same in another order. */
function isBound(
  { world: { shards, frame }, ringPositions }: Pick<Network, "world" | "ringPositions">,
  shard: number,
): boolean {
  if (!ringPositions.isOtherCommittee(shard)) return shards.sealed[shard] === Session.rings;
  return shards.sealed[shard] !== Session.none && shards.handoffFrame[shard] > frame;
}

/** Every allocation once, on this shard, with a join, in ring order, in the ring of its rank; as many as are counted. Adds up `members`. */
function ringViolation(network: RuledWorld & ShardUpdates, shard: number, members: Members): string | null {
  const { world, rules, ringPositions } = network;
  const { ranked, inRings, active } = world.shards;
  const count = ranked[shard].length;
  // Those whom a sealed committee keeps, or would have in another place.
  const waiting = new Set(ringPositions.pending(shard));
  for (let first = 0; first < count; first += ranksAtOnce) {
    const ranks = { first, end: Math.min(count, first + ranksAtOnce) };
    const violation = placeViolation(network, shard, ranks, members) ?? orderViolation(network, shard, ranks, waiting);
    if (violation !== null) return violation;
  }
  const all = rules.proverStatus === "aggregate";
  const belonging = count + ringPositions.pendingGain(shard);
  if (all && rules.committeeMembership === "raw" && belonging !== active[shard])
    return `shard ${shard} has ${counted(active[shard], "active prover")} and ${belonging} in its rings`;
  return count === inRings[shard] ? null : `shard ${shard} miscounts its rings`;
}

function placeViolation(
  { world, rules }: RuledWorld,
  shard: number,
  { first, end }: Ranks,
  members: Members,
): string | null {
  const { allocations, nodes, provers, shards } = world;
  const ranked = shards.ranked[shard];
  for (let rank = first; rank < end; rank++) {
    const allocation = ranked[rank];
    const prover = allocations.prover[allocation];
    const ring = allocations.ring[allocation];
    if (allocations.shard[allocation] !== shard) return `prover ${prover} sits on shard ${shard} and belongs elsewhere`;
    if (allocations.joinFrame[allocation] <= 0 && allocations.joinConfirmFrame[allocation] <= 0)
      return `prover ${prover} is on shard ${shard} without a join`;
    if (ring !== ringOfRank(rank, rules.ringSize))
      return `prover ${prover} has rank ${rank} on shard ${shard} and sits in ring ${ring}`;
    members.present[ring] += nodes.online[provers.node[prover]];
    members.covering += allocations.covers[allocation];
  }
  return null;
}

function orderViolation(
  network: RuledWorld,
  shard: number,
  { first, end }: Ranks,
  waiting: ReadonlySet<number>,
): string | null {
  const { world, rules } = network;
  const { prover, status } = world.allocations;
  const ranked = world.shards.ranked[shard];
  const compare = ringComparator(network);
  const isRaw = rules.committeeMembership === "raw";
  for (let rank = first; rank < end; rank++) {
    const allocation = ranked[rank];
    if (waiting.size > 0 && (waiting.has(allocation) || (rank > 0 && waiting.has(ranked[rank - 1])))) continue;
    if (rank > 0 && compare(ranked[rank - 1], allocation) >= 0)
      return `provers at ranks ${rank - 1} and ${rank} of shard ${shard} are out of order, or the same`;
    if (isRaw && status[allocation] !== Status.active)
      return `prover ${prover[allocation]} sits in the rings of shard ${shard} and is not active`;
  }
  return null;
}

/** Whoever covers the shard sits in its rings, in every kind of committee, unless its prover is in none. */
function coverageViolation(network: Pick<Network, "world">, shard: number, members: Members): string | null {
  const { allocations, shards, ringPositions } = network.world;
  let { covering } = members;
  // Few sit out, so that those alone are told apart.
  const others = new Set(ringPositions.pending(shard));
  if (network.world.ownStatuses !== null)
    for (const allocation of shards.members[shard]) if (!network.world.takesIn(allocation)) others.add(allocation);
  for (const allocation of others) if (allocations.ring[allocation] < 0) covering += allocations.covers[allocation];
  return covering === shards.covering[shard]
    ? null
    : `${counted(covering, "allocation covers", "allocations cover")} shard ${shard}, ${shards.covering[shard]} are counted`;
}

/** Only who is online takes part: the absent count for no ring, so nothing is issued for them. */
function presenceViolation(
  { world }: Pick<Network, "world">,
  shard: number,
  { present }: Pick<Members, "present">,
): string | null {
  const { shards, rings } = world;
  const rows = shards.ringRows[shard];
  for (let ring = 0; ring < rows.length; ring++) {
    if (rings.present[rows[ring]] !== present[ring])
      return `ring ${ring} of shard ${shard} pays ${counted(rings.present[rows[ring]], "prover")}, ${present[ring]} are present`;
  }
  const total = present.reduce((sum, count) => sum + count, 0);
  return total === shards.present[shard]
    ? null
    : `shard ${shard} counts ${shards.present[shard]} present, ${total} are`;
}
