/** Tables of the network as it stands when a run ends: shards and rings. Balances must be settled. */
import { inQuil } from "./in-quil.js";
import { stateOfShard } from "../../protocol/coverage/health.js";
import type { Network, RuledWorld } from "../../changes/network.js";
import { ringInfo } from "../../protocol/ring/info.js";
import { type Table, tableOf } from "./columns.js";

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/**
 * One row a live shard, in order of creation, and one a shard that was split or merged away while somebody holds an allocation
 * on its filter: `live` is 0 there, and it counts in no state of health.
 */
export function shardTable({ world, rules }: RuledWorld): Table {
  const { shards } = world;
  const isHeld = (s: number): boolean =>
    shards.active[s] + shards.joining[s] + shards.leaving[s] + shards.staleJoining[s] > 0;
  const listed = Array.from({ length: shards.count }, (_unused, shard) => shard).filter(
    (s) => shards.retired[s] === 0 || isHeld(s),
  );
  return tableOf(listed, {
    shard: (s) => s,
    live: (s) => 1 - shards.retired[s],
    shard_filter: (s) => shards.filter[s],
    size_bytes: (s) => shards.sizeBytes[s],
    leaf_count: (s) => shards.leafCount[s],
    active: (s) => shards.active[s],
    joining: (s) => shards.joining[s],
    leaving: (s) => shards.leaving[s],
    stale_joining: (s) => shards.staleJoining[s],
    current_ring: (s) => ringInfo(shards.active[s] + shards.joining[s], rules.ringSize).currentRing,
    health: (s) =>
      shards.retired[s] === 1
        ? ""
        : stateOfShard(
            { halted: shards.halted[s] === 1, covering: shards.covering[s], sizeBytes: shards.sizeBytes[s] },
            rules,
          ),
    halted: (s) => shards.halted[s],
    frame: () => world.frame,
  });
}

/** The value below which that share of the sorted points lies; 0 without any. */
const quantile = (points: Float64Array, share: number): number =>
  points.length === 0 ? 0 : points[Math.min(points.length - 1, Math.floor(share * points.length))];

interface RingRow {
  readonly seniority: number[];
  /** Over all shards, those that are gone among them. */
  paidUnits: bigint;
  /** Of the shards that have somebody in the ring now: how many, and what a position was paid on each, added up. */
  shards: number;
  positionUnits: bigint;
}

/** One row a ring index that ever had a prover: who sits there, and what its positions were paid so far. */
export function ringTable({ world }: Pick<Network, "world">): Table {
  const { provers, allocations, shards, rings } = world;
  const rows: RingRow[] = [];
  const rowOf = (ring: number): RingRow => {
    while (rows.length <= ring) rows.push({ seniority: [], paidUnits: 0n, shards: 0, positionUnits: 0n });
    return rows[ring];
  };
  const seated = new Int32Array(rings.count);
  // By rows and not by shards, whose allocations lie far from each other.
  for (let allocation = 0; allocation < allocations.count; allocation++) {
    const ring = allocations.ring[allocation];
    if (ring < 0) continue;
    seated[shards.ringRows[allocations.shard[allocation]][ring]]++;
    rowOf(ring).seniority.push(provers.seniority[allocations.prover[allocation]]);
  }
  for (let shard = 0; shard < shards.count; shard++) {
    shards.ringRows[shard].forEach((row, ring) => {
      const found = rowOf(ring);
      found.paidUnits += rings.paidUnits.get(row);
      if (seated[row] === 0) return;
      found.shards++;
      found.positionUnits += rings.accumulatedUnits.get(row);
    });
  }
  const ofPosition = ({ shards: count, positionUnits }: Pick<RingRow, "shards" | "positionUnits">): bigint =>
    count === 0 ? 0n : positionUnits / BigInt(count);
  return tableOf(
    rows.map((row, ring) => ({ ...row, ring, seniority: Float64Array.from(row.seniority).sort() })),
    {
      ring: (row) => row.ring,
      provers: (row) => row.seniority.length,
      seniority_mean: ({ seniority }) =>
        ratio(
          seniority.reduce((sum, value) => sum + value, 0),
          seniority.length,
        ),
      seniority_p10: ({ seniority }) => quantile(seniority, 0.1),
      seniority_p50: ({ seniority }) => quantile(seniority, 0.5),
      seniority_p90: ({ seniority }) => quantile(seniority, 0.9),
      reward_units: (row) => row.paidUnits,
      reward_quil: (row) => inQuil(row.paidUnits),
      position_units: (row) => ofPosition(row),
      position_quil: (row) => inQuil(ofPosition(row)),
    },
  );
}
