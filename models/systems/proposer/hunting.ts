/**
 * Where the identities of an attacker go that is after shards: it ranks them by what it wants of them, and fills one after the other, those
 * that it has begun with first. It sees the public state of the frame, and counts its own identities from the moment they ask.
 */
import type { Prey } from "../../adversaries/investment.js";
import type { Logged } from "../../state/log/log-of.js";
import type { ProverWatches, RulesInForce } from "../../changes/network.js";
import { certifies } from "../../protocol/consensus/certifies.js";
import { isOver, Status } from "../../state/allocations.js";
import type { JoinLook } from "../../strategies/strategy.js";

type Hunting = Logged & RulesInForce & ProverWatches;

interface Own {
  /** Identities of the attacker on a shard, those included that have only proposed; and those that others know of. */
  proposed: number;
  known: number;
  /** Seniority of those in the rings, points. */
  seniority: number;
}

/** Shards that an identity of attacker `k` asks for. */
export function huntPicks(network: Hunting, k: number, look: Pick<JoinLook, "wanted" | "holds">): readonly number[] {
  if (look.wanted === 0) return [];
  const own = ownPlaces(network, k);
  const picks: number[] = [];
  for (const { shard, room } of ranked(network, k, own)) {
    if (picks.length === look.wanted) break;
    if (room > 0 && !look.holds(shard)) picks.push(shard);
  }
  return picks;
}

/** What the attacker has of each shard; reached by shard only. */
function ownPlaces({ world, attackers }: Hunting, k: number): ReadonlyMap<number, Own> {
  const { operators, nodes, provers, allocations, allocationIndex } = world;
  const own = new Map<number, Own>();
  const operator = attackers.assaults?.operator[k] ?? -1;
  for (const node of operator < 0 ? [] : operators.nodes[operator]) {
    const prover = nodes.prover[node];
    for (let row = allocationIndex.first(prover); row >= 0; row = allocationIndex.after(row)) {
      const status = allocations.status[row];
      if (isOver(status) || status === Status.free) continue;
      const shard = allocations.shard[row];
      const found = own.get(shard) ?? { proposed: 0, known: 0, seniority: 0 };
      found.proposed++;
      if (status !== Status.proposed) found.known++;
      if (allocations.ring[row] >= 0) found.seniority += provers.seniority[prover];
      own.set(shard, found);
    }
  }
  return own;
}

/** Shards that it wants and how many more identities each has room for: begun ones first, then by worth, then by index. */
function ranked(
  network: Hunting,
  k: number,
  own: ReadonlyMap<number, Own>,
): readonly { shard: number; room: number }[] {
  const { world, attackers } = network;
  const { shards } = world;
  const { hunt } = attackers.all[k].misconduct.invests ?? {};
  if (hunt === undefined) return [];
  const wanted: { shard: number; room: number; isBegun: boolean; worth: number }[] = [];
  for (let shard = 0; shard < shards.count; shard++) {
    // A shard that is to be split takes nobody, and one without data has no certificate or reward to take.
    if (shards.retired[shard] === 1 || shards.splitFrame[shard] > 0 || shards.sizeBytes[shard] === 0) continue;
    const mine = own.get(shard) ?? { proposed: 0, known: 0, seniority: 0 };
    const prey = preyOf(network, k, shard, mine);
    if (!isTarget(network, k, shard, prey.others)) continue;
    const found = hunt(prey);
    if (found === null) continue;
    const room = found.identities - mine.proposed;
    wanted.push({ shard, room, isBegun: mine.proposed > 0, worth: found.worth });
  }
  return wanted.sort((a, b) => Number(b.isBegun) - Number(a.isBegun) || b.worth - a.worth || a.shard - b.shard);
}

function isTarget({ attackers, rules }: Hunting, k: number, shard: number, others: number): boolean {
  const { targets } = attackers.all[k];
  if (targets === "thin") return others <= rules.haltThreshold;
  if (targets === "empty") return others === 0;
  return targets === "all" || shard >= (attackers.assaults?.shardsKnown[k] ?? 0);
}

function preyOf({ world, rules, attackers }: Hunting, k: number, shard: number, mine: Own): Prey {
  const { shards } = world;
  const points = attackers.all[k].misconduct.invests?.seniority?.points ?? 0;
  const others = Math.max(0, shards.inRings[shard] + shards.joining[shard] - mine.known);
  const seniority = Math.max(0, shards.seniorityTotal[shard] - mine.seniority);
  const votes = (identities: number, isOwn: boolean): boolean =>
    certifies(
      {
        members: others + identities,
        voters: isOwn ? identities : others,
        seniority: seniority + identities * points,
        votingSeniority: isOwn ? identities * points : seniority,
      },
      rules,
    );
  return {
    sizeBytes: shards.sizeBytes[shard],
    others,
    ahead: rules.ringOrder === "seniorityFirst" ? standingBefore(world, shard, points) : others,
    ringSize: rules.ringSize,
    identities: attackers.assaults?.identities[k] ?? 0,
    decides: (identities) => votes(identities, true),
    blocks: (identities) => !votes(identities, false),
  };
}

/** Members whom so many points do not pass, where rings go by seniority. */
const standingBefore = ({ shards, allocations, provers }: Hunting["world"], shard: number, points: number): number =>
  shards.ranked[shard].filter((row) => provers.seniority[allocations.prover[row]] > points).length;
