import { describe, expect, it } from "vitest";
import { v20Share } from "../../protocol/emission/v20-share.js";
import { integerSqrt } from "../../protocol/ground/integer-math.js";
import { runScenario, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";

const early = (fields: object) => smallScenario({ rules: "v2.0.6", shards: { count: 1, world: "1 GiB" }, ...fields });

const column = (table: { columns: readonly { name: string; values: ArrayLike<unknown> }[] }, name: string) =>
  table.columns.find((one) => one.name === name)!.values;

const metric = ({ metrics }: ReturnType<typeof runScenario>, name: string) =>
  metrics.find((one) => one.name === name)!.value;

describe("the network of 2.0.6", () => {
  it("pays nothing up to frame 46 500 and the whole pot, split by cores, from the next on", () => {
    const operators = [
      { class: "big", count: 2, workers: 30 },
      { class: "small", count: 10, workers: 6 },
    ];
    // Messages count from 46 500 on, so the first shared frame is 46 501; the run ends with 46 600.
    const result = runScenario(early({ operators, horizon: "2000 s", frames: { first: 46_400 } }));
    const frames = 100n;
    const of = { frame: 46_501, ring: 0, ringTotalCores: 120n };
    expect(column(result.tables.operators, "reward_units")).toEqual([
      2n * frames * v20Share({ ...of, proverCores: 30n }),
      10n * frames * v20Share({ ...of, proverCores: 6n }),
    ]);
    expect(metric(result, "emission.issuedUnits")).toBe(2n * frames * 60n * v20Share({ ...of, proverCores: 1n }));
  });

  it("fills rings by seniority, pays an outer ring half, and lets seniority grow by 10 a rewarded proof", () => {
    const operators = [
      { class: "new", count: 4, workers: 5, seniority: "none" },
      { class: "old", count: 4, workers: 5, seniority: { points: 1000 } },
    ];
    const scenario = early({ operators, switches: { ringSize: 4 }, horizon: "1000 s", frames: { first: 50_000 } });
    const { tables } = runScenario(scenario);
    expect(column(tables.operators, "ring_mean")).toEqual([1, 0]);
    const [outer, inner] = column(tables.operators, "reward_units") as bigint[];
    expect(inner).toBe(2n * outer);
    // Joined in frame 1 for 20 points, then proofs in frames 2 to 100.
    expect(column(tables.operators, "seniority_mean")).toEqual([20 + 990, 1000 + 20 + 990]);
  });

  it("gives the part of absent members to those present, unless empty slots are not minted", () => {
    const operators = [{ class: "nodes", count: 40, workers: 3, uptime: "50 %", outage: "10 min" }];
    const run = (switches: object) => runScenario(early({ operators, switches, frames: { first: 47_000 } }));
    const shared = metric(run({}), "emission.issuedUnits") as bigint;
    const notMinted = metric(run({ emptySlots: "notMinted" }), "emission.issuedUnits") as bigint;
    // 2 h are 720 frames, of which the first forms the ring; up to 119 units a frame are lost to rounding.
    expect(719n * 4_096_000_000_000n - shared).toBeLessThan(719n * 120n);
    expect(Number(notMinted) / Number(shared)).toBeGreaterThan(0.35);
    expect(Number(notMinted) / Number(shared)).toBeLessThan(0.75);
  });

  it("removes who has sent no proof for too long, and lets it join again at the end", () => {
    const operators = [{ class: "nodes", count: 30, workers: 1, uptime: "80 %", outage: "1 h" }];
    const run = (first: number, switches = {}) =>
      runScenario(early({ operators, switches, horizon: "12 h", frames: { first } }));
    const strict = run(100_000);
    expect(metric(strict, "lifecycle.evictions")).toBeGreaterThan(20);
    expect(metric(strict, "lifecycle.joins")).toBeGreaterThan(30);
    // The rule of age allowed ten times as long before frame 99 900, and did not exist before 52 001.
    expect(metric(run(60_000), "lifecycle.evictions")).toBeLessThan(8);
    expect(metric(run(46_600), "lifecycle.evictions")).toBe(0);
    // A kick for good: nobody comes back.
    const last = metric(run(100_000, { kickSeniority: "zeroed" }), "ring.provers0") as number;
    expect(last).toBeLessThan(10);
  });

  it("removes a node once where several of its outages fall due together: a fault costs 10 points", () => {
    const operators = [{ class: "nodes", count: 40, workers: 1, uptime: "60 %", outage: "30 min" }];
    const { events, series } = writtenRun(early({ operators, horizon: "8 h", frames: { first: 98_460 } }));
    const removals = events.filter(({ what }) => what === "removed").map(({ frame, prover }) => `${frame} ${prover}`);
    expect(removals.filter((removal) => removal.startsWith("99900 ")).length).toBeGreaterThan(5);
    expect(removals).toHaveLength(new Set(removals).size);
    expect(Number(series.at(-1)?.["lifecycle.evictions"])).toBe(removals.length);
  });

  it("has cores that are free where no frame is simulated", () => {
    const operators = [{ class: "nodes", count: 4, workers: 3 }];
    const { tables } = runScenario(early({ operators, horizon: "9 s" }));
    expect(column(tables.operators, "workers_free")).toEqual([12]);
  });

  it("stops hearing old versions at the date of a floor, and removes them for want of proofs", () => {
    const operators = [
      { class: "updated", count: 6, workers: 2, version: "2.0.6" },
      { class: "stale", count: 4, workers: 2, version: "2.0.3" },
    ];
    const network = { date: "2024-11-24" };
    const frames = { first: 100_000 };
    const run = (switches: object) => runScenario(early({ operators, network, frames, switches, horizon: "6 h" }));
    expect(column(run({}).tables.operators, "workers_active")).toEqual([12, 0]);
    expect(column(run({ versionFloor: "off" }).tables.operators, "workers_active")).toEqual([12, 8]);
  });

  it("drops the pots when the assumed world grows by one GB", () => {
    const result = runScenario(early({ horizon: "1000 s", frames: { first: 184_270 }, report: { every: "10 s" } }));
    const pots = column(result.tables.series, "v20.pot0Units");
    const at = (frame: number) => pots[frame - 184_270];
    expect(at(184_319)).toBe(4_096_000_000_000n);
    // 8·10^9 · √(2^20 / 5)
    expect(at(184_320)).toBe(integerSqrt((64n * 10n ** 18n * 2n ** 20n) / 5n));
  });

  it("does not depend on where a run is cut into slices", () => {
    const operators = [
      { class: "nodes", count: 50, workers: 2, uptime: "90 %", arrive: "40/d", leave: "half-life 1 d" },
    ];
    const scenario = early({ operators, switches: { ringSize: 16 }, horizon: "1 d", frames: { first: 99_000 } });
    const whole = runScenario(scenario);
    expect(runScenario(scenario, { sliceUs: 777_000_000 })).toEqual(whole);
    expect(runScenario(scenario, { seed: "2" }).fingerprint).not.toBe(whole.fingerprint);
  });
});
