/** What must add up does in eventful networks of every kind and era, and what is planted wrong is found. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { runScenario, smallScenario } from "../../../test/network-kit.js";
import { ruleSets } from "../../protocol/ground/rule-sets.js";
import { tableViolation } from "./identities.js";
import { RowCheck } from "./row-check.js";

/** Every frame is reported, and every report checked; a broken identity throws. */
const everyFrame = { report: { every: "10 s" } };

describe("rows of the series and tables of the end", () => {
  it.each([
    ["v2.1-epoch", { splitMembership: "reassignedByAddress" }, 500],
    ["v2.1-epoch", { splitMembership: "unchanged" }, 500],
    ["v2.1-epoch", { splitMembership: "bySeniority", committeeMembership: "effective" }, 500],
    ["v2.1-frames", { splitMembership: "unchanged" }, 900],
    ["v2.1-frames", { splitMembership: "bySeniority", mergeRule: "pairs", minimumProvers: 8 }, 900],
  ])("add up in every frame: %s, %o", (rules, switches, frames) => {
    let missing = 0;
    const property = fc.property(eventfulNetworks(rules, switches), ({ seed, fields }) => {
      const network = { ...fields, network: { messageLoss: "10 %" }, ...everyFrame };
      const { tables } = runScenario(smallScenario({ horizon: `${frames * 10} s`, ...network }), { seed });
      const column = (name: string) => tables.series.columns.find((one) => one.name === name)?.values ?? [];
      expect(column("frame")).toHaveLength(frames + 1);
      missing += column("population.placesWithoutWorker").filter((count) => count !== 0).length;
    });
    fc.assert(property, { seed: 1, numRuns: 3, endOnFailure: true });
    expect(missing).toBeGreaterThan(0);
  });

  const nodes = { class: "nodes", count: 12, workers: 3, uptime: "80 %", outage: "20 min", leave: "half-life 6 h" };
  const growing = { class: "growing", count: 2, workers: 4, arrive: "60/d", follow: "cores" };
  const observed = { source: "made up", timeDays: [0, 0.1, 0.3], columns: { cores: [8, 30, 4] } };

  it.each([
    ["v2.0.6", { first: 0 }],
    ["v2.0.6", { first: 244_000 }],
    ["dusk", {}],
    ["dawn", {}],
  ])("add up in every frame of an older era: %s %o", (rules, frames) => {
    const fields = {
      rules,
      frames,
      horizon: "8 h",
      operators: [nodes, growing],
      observed,
      shards: { count: 1, world: "4 GB" },
    };
    const { tables } = runScenario(smallScenario({ ...fields, report: { every: "10 s" } }));
    expect(tables.series.rowCount).toBe(2881);
  });

  it("name what does not add up", () => {
    const { tables } = runScenario(smallScenario({ horizon: "6 h" }));
    const rules = ruleSets["v2.1-epoch"];
    const names = tables.series.columns.map(({ name }) => name).slice(2);
    const last = (name: string): number | bigint => {
      const value = tables.series.columns.find((column) => column.name === name)?.values.at(-1);
      return typeof value === "string" || value === undefined ? Number.NaN : value;
    };
    const check = new RowCheck(names, rules);
    const rowViolation = (row: (name: string) => number | bigint) => check.violation((column) => row(names[column]));
    expect([rowViolation(last), tableViolation(tables, last, rules)]).toEqual([null, null]);
    const changed = (metric: string) => (name: string) => (name === metric ? BigInt(last(name)) + 1n : last(name));
    const inRows = [
      "population.workersFree",
      "population.workersActive",
      "ring.provers0",
      "ring.shards1",
      "shard.count",
    ];
    for (const metric of inRows) expect([metric, rowViolation(changed(metric))]).not.toContain(null);
    // As plain numbers 2^53 and one more are the same.
    const huge = (missing: number) => (name: string) => {
      const large: Record<string, number> = { "": 2 ** 53, Active: 2 ** 53, Free: 1 };
      if (name === "population.placesWithoutWorker") return missing;
      return name.startsWith("population.workers") ? (large[name.slice("population.workers".length)] ?? 0) : last(name);
    };
    expect(rowViolation(huge(0))).toContain("Free is 9007199254740993, ");
    expect(rowViolation(huge(1))).toContain("active provers sit in rings");
    const inTables = [
      "population.peers",
      "world.sizeBytes",
      "emission.issuedUnits",
      "shard.healthy",
      "fees.creditedUnits",
    ];
    for (const metric of inTables) expect([metric, tableViolation(tables, changed(metric), rules)]).not.toContain(null);
    const negative = (name: string) => (name === "lifecycle.joins" ? -1 : last(name));
    expect(rowViolation(negative)).toBe("lifecycle.joins is -1");
  });
});
