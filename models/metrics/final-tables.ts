/** Tables of the network as it stands when a run ends: shards, operator classes, rings. Balances must be settled. */
import { inQuil } from "./in-quil.js";
import { coverageHealth } from "../coverage/health.js";
import type { Network } from "../network.js";
import { ringInfo } from "../ring/info.js";
import { type Table, tableOf } from "./columns.js";

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** One row a live shard, in order of creation. */
export function shardTable({ world, rules }: Network): Table {
  const { shards } = world;
  const live = Array.from({ length: shards.count }, (_unused, shard) => shard).filter((s) => shards.retired[s] === 0);
  return tableOf(live, {
    shard: (s) => s,
    filter: (s) => shards.filter[s],
    sizeBytes: (s) => shards.sizeBytes[s],
    leafCount: (s) => shards.leafCount[s],
    active: (s) => shards.active[s],
    joining: (s) => shards.joining[s],
    leaving: (s) => shards.leaving[s],
    currentRing: (s) => ringInfo(shards.active[s] + shards.joining[s], rules.ringSize).currentRing,
    health: (s) => coverageHealth(shards.covering[s], rules),
    halted: (s) => shards.halted[s],
    frame: () => world.frame,
  });
}

/** One row an operator class, in the order of the scenario. */
export function operatorTable({ world, scenario, population }: Network): Table {
  const { provers, allocations, places, totals } = world;
  const issued = world.issuedUnits.get(0);
  const rows = scenario.operators.map((operators, index) => {
    const members = population.proversByClass[index];
    let active = 0;
    let ringSum = 0;
    for (const prover of members) {
      for (let allocation = places.first(prover); allocation >= 0; allocation = places.after(allocation)) {
        if (allocations.ring[allocation] < 0) continue;
        active++;
        ringSum += allocations.ring[allocation];
      }
    }
    const present = members.filter((prover) => provers.gone[prover] === 0);
    return {
      name: operators.class,
      operators: population.appeared[index],
      nodes: present.length,
      workers: present.reduce((sum, prover) => sum + provers.workers[prover], 0),
      active,
      ringMean: ratio(ringSum, active),
      seniorityMean: ratio(
        members.reduce((sum, prover) => sum + provers.seniority[prover], 0),
        members.length,
      ),
      rewardUnits: members.reduce((sum, prover) => sum + provers.balance.get(prover), 0n),
    };
  });
  return tableOf(rows, {
    class: ({ name }) => name,
    operators: (row) => row.operators,
    nodes: (row) => row.nodes,
    workers: (row) => row.workers,
    workersActive: (row) => row.active,
    seniorityMean: (row) => row.seniorityMean,
    ringMean: (row) => row.ringMean,
    rewardUnits: (row) => row.rewardUnits,
    reward_quil: (row) => inQuil(row.rewardUnits),
    rewardShare: (row) => ratio(Number(row.rewardUnits), Number(issued)),
    workerShare: (row) => ratio(row.workers, totals.workers),
  });
}

/** The value below which that share of the sorted points lies; 0 without any. */
const quantile = (points: readonly number[], share: number): number =>
  points.length === 0 ? 0 : points[Math.min(points.length - 1, Math.floor(share * points.length))];

/** One row a ring index that has a prover: who sits there, and what the ring's places were paid so far. */
export function ringTable({ world }: Network): Table {
  const { provers, allocations, shards, rings } = world;
  const seniority: number[][] = [];
  const reward: bigint[] = [];
  for (let shard = 0; shard < shards.count; shard++) {
    for (const allocation of shards.members[shard]) {
      const ring = allocations.ring[allocation];
      while (seniority.length <= ring) {
        seniority.push([]);
        reward.push(0n);
      }
      seniority[ring].push(provers.seniority[allocations.prover[allocation]]);
    }
    shards.ringRows[shard].forEach((row, ring) => {
      if (ring < reward.length) reward[ring] += rings.accumulatedUnits.get(row);
    });
  }
  const rows = seniority.map((points, ring) => ({ ring, points: points.sort((a, b) => a - b), reward: reward[ring] }));
  return tableOf(rows, {
    ring: (row) => row.ring,
    provers: (row) => row.points.length,
    seniorityMean: ({ points }) =>
      ratio(
        points.reduce((sum, value) => sum + value, 0),
        points.length,
      ),
    seniorityP10: ({ points }) => quantile(points, 0.1),
    seniorityP50: ({ points }) => quantile(points, 0.5),
    seniorityP90: ({ points }) => quantile(points, 0.9),
    placeUnits: (row) => row.reward,
    place_quil: (row) => inQuil(row.reward),
  });
}
