/** Made-up tables of a run, for the tests of what is drawn from them; shaped like a day in which a network fills up. */
import { type Column, type Table, table } from "../sim/table/result-table.js";
import type { RunView } from "../models/output/pictures/run-pictures.js";

export interface ExampleOptions {
  readonly rows: number;
  readonly spanS: number;
  readonly ringCount: number;
  readonly peers?: number;
}

/** `rows` report steps over `spanS` seconds; `peers` join on a curve that flattens. */
export function exampleRun({ rows, spanS, ringCount, peers = 29_000 }: ExampleOptions): RunView {
  return {
    series: exampleSeries(rows, spanS, peers),
    operators: exampleOperators,
    rings: exampleRings(ringCount),
    caption: "example · rule set v2.1-epoch · seed 7",
  };
}

function exampleSeries(rows: number, spanS: number, peers: number): Table {
  const share = (row: number): number => (rows === 1 ? 0 : row / (rows - 1));
  const joined = (row: number): number => Math.round(peers * (1 - (1 - share(row)) ** 3));
  const column = (name: string, value: (row: number) => number): Column => ({
    name,
    values: Float64Array.from({ length: rows }, (_, row) => value(row)),
  });
  const workers = (row: number): number => 48 * joined(row);
  const active = (row: number): number => Math.round(workers(row) * share(row) * 0.8);
  const shardCount = (row: number): number => (share(row) < 0.4 ? 256 : share(row) < 0.7 ? 2048 : 4096);
  const ringShares = [0.3, 0.25, 0.2, 0.15, 0.1];
  const ringNames = ["0", "1", "2", "3", "Deeper"];
  const units = Array.from({ length: rows }, (_, row) => BigInt(Math.round(share(row) * spanS)) * 8_000_000_000n);
  return table([
    column("frame", (row) => Math.round((share(row) * spanS) / 10)),
    column("time_s", (row) => share(row) * spanS),
    column("population.peers", joined),
    column("population.peersOnline", (row) => Math.round(joined(row) * 0.97)),
    column("population.workers", workers),
    column("population.workersActive", active),
    column("population.workersJoining", (row) => Math.round((workers(row) - active(row)) * 0.6)),
    column("population.workersLeaving", (row) => Math.round(active(row) * 0.03)),
    column("population.workersFree", (row) => Math.round((workers(row) - active(row)) * 0.4)),
    column("shard.count", shardCount),
    column("shard.healthy", (row) => Math.round(shardCount(row) * share(row) * 0.9)),
    column("shard.needsCoverage", (row) => Math.round(shardCount(row) * (1 - share(row)) * 0.6)),
    column("shard.haltRisk", (row) =>
      Math.max(0, shardCount(row) - Math.round(shardCount(row) * (0.6 + 0.3 * share(row)))),
    ),
    column("coverage.haltedShards", (row) => Math.round(40 * (1 - share(row)) ** 2)),
    ...ringNames.flatMap((ring, k) => [
      column(`ring.provers${ring}`, (row) => Math.round(active(row) * ringShares[k])),
      column(`ring.shards${ring}`, (row) => Math.round(shardCount(row) * ringShares[4 - k])),
    ]),
    column("emission.perFrameUnits", () => 80_000_000_000),
    { name: "emission.issuedUnits", values: units },
    column("emission.issued_quil", (row) => share(row) * spanS),
    column("emission.issuedPerDay_quil", (row) => (row === 0 ? NaN : 86_400 * (1 + 0.4 * share(row)))),
    column("supply.total_quil", (row) => 1_402_000_000 + share(row) * spanS),
  ]);
}

const exampleOperators = table([
  { name: "operator_class", values: ["data centre", "home", "the first four hundred nodes of 2023, merged", "idle"] },
  { name: "operators", values: Int32Array.of(120, 2000, 400, 30) },
  { name: "nodes", values: Int32Array.of(480, 2000, 400, 30) },
  { name: "workers", values: Int32Array.of(23_040, 8000, 19_200, 120) },
  { name: "reward_share", values: Float64Array.of(0.41, 0.08, 0.51, 0) },
  { name: "worker_share", values: Float64Array.of(0.4577, 0.1589, 0.3814, 0.0024) },
]);

function exampleRings(count: number): Table {
  const rings = Array.from({ length: count }, (_, ring) => ring);
  const outward = (ring: number): number => (count === 1 ? 0 : ring / (count - 1));
  const column = (name: string, value: (ring: number) => number): Column => ({ name, values: rings.map(value) });
  return table([
    { name: "ring", values: Int32Array.from(rings) },
    column("provers", (ring) => Math.round(2048 * (1 - 0.7 * outward(ring)))),
    column("seniority_mean", (ring) => 9e6 * (1 - outward(ring)) ** 3 + 8000),
    column("seniority_p10", (ring) => (outward(ring) < 0.7 ? 3e6 * (1 - outward(ring)) ** 3 : 0)),
    column("seniority_p50", (ring) => 8e6 * (1 - outward(ring)) ** 3 + 1000),
    column("seniority_p90", (ring) => 1.9e7 * (1 - outward(ring)) ** 2 + 20_000),
  ]);
}

/** Measured values beside the example: near the simulated ones, with a gap on day 9. */
export const exampleObserved = (days: number) => ({
  day: Array.from({ length: days }, (_, day) => day),
  columns: ["population.peersOnline", "population.workers", "shard.healthy"].map((name, k) => ({
    name,
    label: ["peers online", "workers", "healthy shards"][k],
    values: Array.from({ length: days }, (_, day) => (day === 9 ? NaN : [20_000, 1e6, 1500][k] * (1 + day / 200))),
  })),
});
