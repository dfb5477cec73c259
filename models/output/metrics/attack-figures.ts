/** What the attackers of a coalition hold of rings and votes, counted over their allocations alone. */
import type { Network } from "../../changes/network.js";
import { certifies } from "../../protocol/consensus/certifies.js";

/** Operators that the budgets of a coalition have paid for, as rows of its attackers. */
export function attackersIn({ attackers }: Pick<Network, "attackers">, coalition: string): readonly number[] {
  const { assaults, all } = attackers;
  if (assaults === null) return [];
  return all.flatMap(({ budget }, k) => (budget?.coalition === coalition && assaults.operator[k] >= 0 ? [k] : []));
}

export interface Captured {
  /** Positions of ring 0 that it has, of those that are taken; and shards of whose ring 0 it has all that are. */
  readonly ringZero: number;
  readonly ringZeroOfAll: number;
  readonly ringsCaptured: number;
  /** Shards whose certificates it makes alone, and shards that have none without it. */
  readonly decided: number;
  readonly blocked: number;
  /** Active allocations, of those of the network. */
  readonly active: number;
  readonly activeOfAll: number;
}

interface Tally {
  voters: number;
  seniority: number;
  ringZero: number;
}

export function capturedBy(network: Network, coalition: string): Captured {
  const { world, rules, attackers } = network;
  const { shards, totals } = world;
  let active = 0;
  // By shard only, so that the order in which shards are met does not matter.
  const tallies = new Map<number, Tally>();
  for (const k of attackersIn(network, coalition)) {
    for (const node of world.operators.nodes[attackers.assaults?.operator[k] ?? 0]) {
      const prover = world.nodes.prover[node];
      active += world.provers.active[prover];
      for (const row of world.allocationIndex.of(prover)) {
        const ring = world.allocations.ring[row];
        if (ring < 0) continue;
        const shard = world.allocations.shard[row];
        const tally = tallies.get(shard) ?? { voters: 0, seniority: 0, ringZero: 0 };
        tally.voters++;
        tally.seniority += world.provers.seniority[prover];
        if (ring === 0) tally.ringZero++;
        tallies.set(shard, tally);
      }
    }
  }
  let [ringZero, ringsCaptured, decided, blocked] = [0, 0, 0, 0];
  for (const [shard, tally] of tallies) {
    const [members, seniority] = [shards.inRings[shard], shards.seniorityTotal[shard]];
    const others = { voters: members - tally.voters, votingSeniority: seniority - tally.seniority };
    ringZero += tally.ringZero;
    if (tally.ringZero > 0 && tally.ringZero === Math.min(rules.ringSize, members)) ringsCaptured++;
    if (certifies({ members, seniority, voters: tally.voters, votingSeniority: tally.seniority }, rules)) decided++;
    if (!certifies({ members, seniority, ...others }, rules)) blocked++;
  }
  return {
    ringZero,
    ringZeroOfAll: totals.proversByRing[0],
    ringsCaptured,
    decided,
    blocked,
    active,
    activeOfAll: totals.active,
  };
}
