/** The tables of the end, against a count of their own from provers, allocations, shards and rings. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import type { Network } from "../../changes/network.js";
import { coverageHealth } from "../../protocol/coverage/health.js";
import { ringInfo } from "../../protocol/ring/info.js";
import { Status } from "../../state/allocations.js";
import type { Table } from "./columns.js";
import { ringTable, shardTable } from "./final-tables.js";
import { operatorTable } from "./operator-table.js";

const frames = 900;
const unitsPerQuil = 8_000_000_000;

type Row = Readonly<Record<string, unknown>>;

const upTo = (length: number): readonly number[] => Array.from({ length }, (_unused, k) => k);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const totalOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
const rowsOf = ({ columns, rowCount }: Table): readonly Row[] =>
  upTo(rowCount).map((row) => Object.fromEntries(columns.map(({ name, values }) => [name, values[row]])));
const open = ({ world: { allocations } }: Network): readonly number[] =>
  upTo(allocations.count).filter((row) => allocations.status[row] < Status.left);

/** The p-th part of the sorted values lies below the result. */
function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.find((_value, below) => below + 1 > p * sorted.length) ?? 0;
}

function shardRows(network: Network): readonly Row[] {
  const { shards, allocations, frame } = network.world;
  const rows = open(network);
  return upTo(shards.count).flatMap((shard) => {
    const countOf = (...statuses: readonly number[]): number =>
      rows.filter((row) => allocations.shard[row] === shard && statuses.includes(allocations.status[row])).length;
    const [active, joining, leaving] = [Status.active, Status.joining, Status.leaving].map((status) => countOf(status));
    const isLive = shards.retired[shard] === 0;
    if (!isLive && active + joining + leaving === 0) return [];
    const covering = rows.filter((row) => allocations.shard[row] === shard && allocations.covers[row] === 1).length;
    const { filter, sizeBytes, leafCount, halted } = shards;
    return [
      {
        shard,
        live: isLive ? 1 : 0,
        shard_filter: filter[shard],
        size_bytes: sizeBytes[shard],
        leaf_count: leafCount[shard],
        active,
        joining,
        leaving,
        stale_joining: 0,
        current_ring: ringInfo(active + joining, network.rules.ringSize).currentRing,
        health: isLive ? (halted[shard] === 1 ? "halted" : coverageHealth(covering, network.rules)) : "",
        halted: halted[shard],
        frame,
      },
    ];
  });
}

function ringRows(network: Network): readonly Row[] {
  const { provers, allocations, shards, rings } = network.world;
  const taken = open(network).filter((row) => allocations.ring[row] >= 0);
  const ringCount = Math.max(0, ...upTo(shards.count).map((shard) => shards.ringRows[shard].length));
  return upTo(ringCount).map((ring) => {
    const here = taken.filter((row) => allocations.ring[row] === ring);
    const points = here.map((row) => provers.seniority[allocations.prover[row]]);
    const occupied = upTo(shards.count).filter((shard) => here.some((row) => allocations.shard[row] === shard));
    const ever = upTo(shards.count).flatMap((shard) => shards.ringRows[shard].slice(ring, ring + 1));
    const paid = totalOf(ever.map((row) => rings.paidUnits.get(row)));
    const one = totalOf(occupied.map((shard) => rings.accumulatedUnits.get(shards.ringRows[shard][ring])));
    const position = occupied.length === 0 ? 0n : one / BigInt(occupied.length);
    return {
      ring,
      provers: here.length,
      seniority_mean: here.length === 0 ? 0 : sumOf(points) / here.length,
      seniority_p10: quantile(points, 0.1),
      seniority_p50: quantile(points, 0.5),
      seniority_p90: quantile(points, 0.9),
      reward_units: paid,
      reward_quil: Number(paid) / unitsPerQuil,
      position_units: position,
      position_quil: Number(position) / unitsPerQuil,
    };
  });
}

function operatorRows(network: Network): readonly Row[] {
  const { world, scenario } = network;
  const { provers, nodes, allocations } = world;
  const rows = open(network);
  const everyone = upTo(provers.count);
  const paid = Number(totalOf(everyone.map((prover) => provers.balance.get(prover))));
  const workers = (those: readonly number[]): number =>
    sumOf(
      those
        .filter((prover) => nodes.gone[provers.node[prover]] === 0)
        .map((prover) => nodes.workers[provers.node[prover]]),
    );
  return scenario.operators.map(({ class: name }, index) => {
    const mine = everyone.filter((prover) => nodes.operatorClass[provers.node[prover]] === index);
    const held = rows.filter((row) => mine.includes(allocations.prover[row]));
    const withStatus = (status: number): number => held.filter((row) => allocations.status[row] === status).length;
    const spare = mine.map(
      (prover) => workers([prover]) - held.filter((row) => allocations.prover[row] === prover).length,
    );
    const inRings = held.filter((row) => allocations.ring[row] >= 0);
    const earned = totalOf(mine.map((prover) => provers.balance.get(prover)));
    return {
      operator_class: name,
      operators: new Set(mine.map((prover) => nodes.operator[provers.node[prover]])).size,
      nodes: mine.filter((prover) => nodes.gone[provers.node[prover]] === 0).length,
      workers: workers(mine),
      workers_active: withStatus(Status.active),
      workers_joining: withStatus(Status.joining),
      workers_leaving: withStatus(Status.leaving),
      workers_paused: withStatus(Status.paused),
      workers_free: sumOf(spare.map((count) => Math.max(0, count))),
      places_without_worker: sumOf(spare.map((count) => Math.max(0, -count))),
      open_proposals: upTo(allocations.count).filter(
        (row) => allocations.status[row] === Status.proposed && mine.includes(allocations.prover[row]),
      ).length,
      seniority_mean: mine.length === 0 ? 0 : sumOf(mine.map((prover) => provers.seniority[prover])) / mine.length,
      ring_positions: inRings.length,
      ring_mean: inRings.length === 0 ? 0 : sumOf(inRings.map((row) => allocations.ring[row])) / inRings.length,
      reward_units: earned,
      reward_quil: Number(earned) / unitsPerQuil,
      reward_share: paid === 0 ? 0 : Number(earned) / paid,
      worker_share: workers(everyone) === 0 ? 0 : workers(mine) / workers(everyone),
    };
  });
}

describe("the tables of the end", () => {
  it.each([
    ["v2.1-epoch", { splitMembership: "bySeniority", mergeRule: "pairs", minimumProvers: 8 }],
    ["v2.1-frames", { splitMembership: "reassignedByAddress", mergeRule: "pairs", minimumProvers: 8 }],
    ["v2.1-epoch", { ringSize: 2, splitMembership: "unchanged" }],
  ])("are what a count of the network's rows comes to: %s, %o", (rules, switches) => {
    expect.hasAssertions();
    const property = fc.property(eventfulNetworks(rules, switches), ({ seed, fields }) => {
      const { network, runTo, balances } = openNetwork(smallScenario({ horizon: `${frames * 10} s`, ...fields }), seed);
      runTo(frames);
      balances();
      expect(rowsOf(shardTable(network))).toEqual(shardRows(network));
      expect(rowsOf(ringTable(network))).toEqual(ringRows(network));
      expect(rowsOf(operatorTable(network))).toEqual(operatorRows(network));
      expect(sumOf(rowsOf(operatorTable(network)).map((row) => Number(row["reward_share"])))).toBeCloseTo(1, 12);
    });
    fc.assert(property, { seed: 3, numRuns: 3, endOnFailure: true });
  });

  it("tell of ten provers with 1 to 10 points who is below which part of them", () => {
    const operators = upTo(10).map((k) => ({ class: `c${k}`, count: 1, workers: 1, seniority: { points: k + 1 } }));
    const fields = { operators, shards: { count: 1, world: "20 GB" }, switches: { ringSize: 10 }, horizon: "1 d" };
    const { network, runTo, balances } = openNetwork(smallScenario(fields));
    runTo(4000);
    balances();
    expect(rowsOf(ringTable(network))).toMatchObject([
      { ring: 0, provers: 10, seniority_mean: 5.5, seniority_p10: 2, seniority_p50: 6, seniority_p90: 10 },
    ]);
    // All are alike but in seniority, and sit in one ring from nearly the same frame on.
    for (const row of rowsOf(operatorTable(network)))
      expect(Math.abs(Number(row["reward_share"]) - 0.1)).toBeLessThan(1e-4);
  });
});
