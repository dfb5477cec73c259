import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headerOf } from "../../../sim/table/column-name.js";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { openNetwork, runScenario, smallScenario } from "../../../test/network-kit.js";
import { Status } from "../../state/allocations.js";
import { planOf } from "../../plan/plan.js";
import { allocationTable } from "./allocation-table.js";
import { withClassRings } from "./class-rings.js";
import type { LongTable } from "./columns.js";
import { shardTable } from "./final-tables.js";

type Row = Readonly<Record<string, unknown>>;
const report = { every: "30 min", allocations: true };

const rowsOf = ({ columns, rowCount }: LongTable): Row[] =>
  Array.from({ length: rowCount }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[row]])),
  );

const totalOf = (rows: readonly Row[]): bigint =>
  rows.reduce((sum, { reward_units: units }) => sum + (units as bigint), 0n);

describe("allocations.csv", () => {
  it.each(["v2.1-epoch", "v2.1-frames", "v2.1-simplex"])(
    "has a row for each allocation that somebody holds, with its ring and rank, and as many in each ring of a shard as shards.csv: %s",
    (rules) => {
      expect.hasAssertions();
      const property = fc.property(eventfulNetworks(rules, {}), ({ seed, fields }) => {
        const { network, runTo, balances } = openNetwork(smallScenario({ horizon: "3 h", ...fields, report }), seed);
        runTo(900);
        balances();
        const rows = rowsOf(allocationTable(network)!);
        const { allocations, shards, provers } = network.world;
        const held = Array.from({ length: allocations.count }, (_, row) => row).filter((row) =>
          [Status.proposed, Status.joining, Status.active, Status.paused, Status.leaving].some(
            (status) => status === allocations.status[row],
          ),
        );
        expect(rows.map(({ prover, shard }) => `${Number(prover)} ${Number(shard)}`).toSorted()).toEqual(
          held.map((row) => `${allocations.prover[row]} ${allocations.shard[row]}`).toSorted(),
        );
        const table = rowsOf(withClassRings(network, shardTable(network)));
        for (const { shard, ...counts } of table) {
          const here = rows.filter((row) => row["shard"] === shard && !Number.isNaN(row["ring"]));
          const ranked = here.toSorted((a, b) => Number(a["ring_rank"]) - Number(b["ring_rank"]));
          expect(ranked.map((row) => row["prover"])).toEqual(
            shards.ranked[Number(shard)].map((row) => allocations.prover[row]),
          );
          for (const { class: name } of network.scenario.operators)
            for (const ring of [0, 1, 2, 3, 4]) {
              const inRing = here.filter(
                (row) => row["operator_class"] === name && Math.min(Number(row["ring"]), 4) === ring,
              );
              expect(counts[`members.${ring < 4 ? `ring${ring}` : "deeper"}[class=${name}]`]).toBe(inRing.length);
            }
        }
        // What was lost with a place is in nobody's row; what a prover holds is in its balance.
        for (let prover = 0; prover < provers.count; prover++)
          expect(totalOf(rows.filter((row) => row["prover"] === prover)) <= provers.balance.get(prover)).toBe(true);
      });
      fc.assert(property, { seed: 5, numRuns: 2, endOnFailure: true });
    },
  );

  it("says of each place what it earned, which is all that its operator earned where nobody ever leaves", () => {
    const steady = {
      operators: [{ class: "steady", count: 12, workers: 3, seniority: "historic", uptime: "80 %", outage: "10 min" }],
      shards: { count: 6, world: "30 GB" },
      horizon: "5 h",
    };
    const { tables, fingerprint } = runScenario(smallScenario({ ...steady, report }));
    const rows = rowsOf(tables.allocations!);
    expect(rows).toHaveLength(36);
    expect(new Set(rows.map((row) => row["allocation_status"]))).toEqual(new Set(["active"]));
    expect(totalOf(rows)).toBe(tables.operators.columns.find(({ name }) => name === "reward_units")!.values[0]);
    expect(totalOf(rows)).toBeGreaterThan(0n);
    expect(headerOf(tables.allocations!.columns.map(({ name }) => name))).toContain("ring_rank");
    const without = runScenario(smallScenario({ ...steady, report: { every: "30 min" } }));
    expect(without.fingerprint).toBe(fingerprint);
    expect(without.tables.allocations).toBeUndefined();
  });

  it("is there in 2.0 as well, whose rings are of nodes, and not in Dawn, which has no places", () => {
    const nodes = { operators: [{ class: "nodes", count: 20, workers: 4 }], shards: { count: 1, world: "4 GB" } };
    const { tables } = runScenario(
      smallScenario({ ...nodes, rules: "v2.0.6", frames: { first: 98_400 }, horizon: "3 h", report }),
    );
    const rows = rowsOf(tables.allocations!);
    expect(rows.map((row) => row["ring_rank"]).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 20 }, (_, rank) => rank),
    );
    expect(totalOf(rows)).toBe(tables.operators.columns.find(({ name }) => name === "reward_units")!.values[0]);
    const dawn = runScenario(smallScenario({ ...nodes, rules: "dawn", horizon: "3 h", report }));
    expect(dawn.tables.allocations).toBeUndefined();
  });

  it("takes memory that the plan counts", () => {
    const crowd = {
      operators: [{ class: "crowd", count: 1000, workers: 40 }],
      shards: { count: 4000, world: "400 GB" },
    };
    const [without, listed] = [false, true].map(
      (allocations) => planOf(smallScenario({ ...crowd, report: { every: "1 h", allocations } })).memoryBytes,
    );
    expect(listed - without).toBeGreaterThan(40_000 * 150);
    expect(listed - without).toBeLessThan(40_000 * 400);
  });
});
