/** What the eras before 2.1 publish beyond the common metrics, against what their rules come to. */
import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { duskDifficulty } from "../../protocol/emission/dusk-difficulty.js";
import { duskIncrementsWithin } from "../../protocol/emission/dusk-work.js";
import { eraSummaryLines } from "./era-summary-lines.js";

const unitsPerQuil = 8_000_000_000;

function metricsOf(fields: ScenarioText) {
  const { metrics } = runScenario(smallScenario(fields));
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value;
  return { value, read: (name: string): number => Number(value(name)) };
}

describe("Dawn", () => {
  const dawn = { rules: "dawn", dawn: { round: "10 min", participants: 5 }, horizon: "125 min" };

  it("counts its rounds, who took part in the last, and what each of them got", () => {
    const { read } = metricsOf(dawn);
    expect([read("dawn.rounds"), read("dawn.participants")]).toEqual([12, 5]);
    expect(read("dawn.rewardEach_quil") * 5 * 12).toBeCloseTo(read("emission.issued_quil"), 6);
    expect(read("dawn.rewardEach_quil")).toBeGreaterThan(0);
  });

  it("has not measured what rounds issue before the first has ended: empty, not 0", () => {
    const early = { ...dawn, horizon: "5 min", report: { every: "5 min" } };
    const { metrics, tables } = runScenario(smallScenario(early));
    const names = ["emission.perFrameUnits", "emission.issuedPerDay_quil", "dawn.participants", "dawn.rewardEach_quil"];
    for (const name of names) expect({ name, value: metrics.find((one) => one.name === name)?.value }).toEqual({ name, value: null }); // prettier-ignore
    expect(Array.from<unknown>(tables.series.columns.find(({ name }) => name === names[0])!.values)).toEqual([
      Number.NaN,
      Number.NaN,
    ]);

    const later = runScenario(smallScenario({ ...early, horizon: "10 min" })).tables.series;
    const column = (name: string) => Array.from<unknown>(later.columns.find((one) => one.name === name)!.values);
    expect(column("emission.perFrameUnits")).toEqual(["", "", expect.any(BigInt)]);
    expect(column("emission.issuedPerDay_quil")).toEqual([Number.NaN, Number.NaN, expect.any(Number)]);
    expect(column("emission.issuedUnits").slice(0, 2)).toEqual([0n, 0n]);
  });

  it("says of a round that has not ended that it was not measured, without a unit", () => {
    const { metrics } = runScenario(smallScenario({ ...dawn, horizon: "5 min" }));
    expect(eraSummaryLines([metrics])).toContain("dawn.participants: not measured");
  });

  it("has no more participants than nodes", () => {
    const { read } = metricsOf({ ...dawn, operators: [{ class: "few", count: 3, workers: 2 }] });
    expect(read("dawn.participants")).toBe(3);
  });
});

describe("Dusk", () => {
  const [nodes, perMs, hours] = [3, 50, 2];
  const dusk = (firstIncrement: number): ScenarioText => ({
    rules: "dusk",
    dusk: { squaringsPerMs: perMs, spread: 0, firstIncrement },
    operators: [{ class: "all", count: nodes, workers: 2 }],
    horizon: `${hours} h`,
  });

  it("counts the increments of nodes that are all alike, and the work of the next", () => {
    const { read } = metricsOf(dusk(1000));
    const each = read("dusk.increments") / nodes;
    // Nodes begin with the second frame, and the last may still be under way.
    const most = duskIncrementsWithin(1000, hours * 3600 * 1000 * perMs);
    expect(Number.isInteger(each)).toBe(true);
    expect(Math.abs(each - most)).toBeLessThan(most / 100);
    expect(read("dusk.incrementMean")).toBe(1000 + each);
    expect(read("dusk.workPerIncrement")).toBe(duskDifficulty(1000 + each));
    expect(read("dusk.nodesAtFloor")).toBe(0);
  });

  it("knows who has come to the floor, and means over nobody as 0", () => {
    const { read } = metricsOf(dusk(700_000));
    expect([read("dusk.nodesAtFloor"), read("dusk.workPerIncrement")]).toEqual([nodes, 25_000]);
    const nobody = metricsOf({ ...dusk(1000), operators: [{ class: "none", count: 0, workers: 1 }] });
    expect([nobody.read("dusk.incrementMean"), nobody.read("dusk.workPerIncrement")]).toEqual([0, 0]);
  });
});

describe("2.0", () => {
  it("says what the innermost rings share, among how many cores, and what one gets", () => {
    const { read } = metricsOf({
      rules: "v2.0.6",
      switches: { ringSize: 5 },
      frames: { first: 98_000 },
      horizon: "2 h",
    });
    const rings = [0, 1, 2].map((ring) => ({
      pot: read(`v20.pot${ring}Units`),
      cores: read(`v20.cores${ring}`),
      perCore: read(`v20.perCore${ring}Units`),
    }));
    // Twelve nodes with three cores, five nodes a ring.
    expect(rings.map(({ cores }) => cores)).toEqual([15, 15, 6]);
    for (const { pot, cores, perCore } of rings) {
      expect(perCore).toBeGreaterThan(0);
      expect(perCore * cores).toBeLessThanOrEqual(pot);
      expect(perCore * cores).toBeGreaterThan(0.999 * pot);
    }
    expect(rings[0].pot).toBeGreaterThan(rings[1].pot);
    const perFrame = rings.reduce((sum, { cores, perCore }) => sum + cores * perCore, 0);
    expect(read("emission.perFrameUnits")).toBe(perFrame);
    expect(read("emission.issuedPerDay_quil")).toBeCloseTo((perFrame * 8640) / unitsPerQuil, 9);
    expect(read("v20.assumedWorldGB")).toBeGreaterThan(0);
  });

  it("has empty rings without pots", () => {
    const { read } = metricsOf({ rules: "v2.0.6", switches: { ringSize: 50 }, frames: { first: 98_000 } });
    expect([1, 2].flatMap((ring) => [read(`v20.pot${ring}Units`), read(`v20.cores${ring}`), read(`v20.perCore${ring}Units`)])).toEqual([0, 0, 0, 0, 0, 0]); // prettier-ignore
  });
});

/** Metrics of one replication. */
const replication = (peers: number) => [
  { name: "population.peers", value: peers, unit: "nodes" },
  { name: "population.peersOnline", value: 3, unit: "nodes" },
  { name: "population.workers", value: 1200, unit: "workers" },
  { name: "population.workersActive", value: 900, unit: "allocations" },
  { name: "emission.issuedUnits", value: 5n * BigInt(unitsPerQuil), unit: "units" },
  { name: "dawn.rounds", value: 12, unit: "rounds" },
];

const tableOf = (rules: string) => runScenario(smallScenario({ rules, horizon: "4 h" })).tables.operators.columns;

describe("what a core earns", () => {
  it("is a column of the classes where workers are cores, and of no others", () => {
    const cell = (rules: string, name: string): number =>
      Number(tableOf(rules).find((column) => column.name === name)?.values[0]);
    for (const rules of ["dusk", "dawn"]) {
      expect(cell(rules, "reward_per_core_quil")).toBeGreaterThan(0);
      expect(cell(rules, "reward_per_core_quil")).toBeCloseTo(cell(rules, "reward_quil") / cell(rules, "workers"), 9);
    }
    expect(tableOf("v2.1-epoch").map(({ name }) => name)).not.toContain("reward_per_core_quil");
  });
});

describe("lines of an era", () => {
  it("tell of nodes and cores, then of what only the era has, then of money", () => {
    expect(eraSummaryLines([replication(4)])).toEqual([
      "4 nodes with 1,200 cores: 3 nodes online, 900 cores at work.",
      "dawn.rounds: 12 rounds",
      "5 QUIL issued.",
    ]);
    expect(eraSummaryLines([replication(4), replication(6)])[1]).toMatch(
      /^5\.0 \[0\.0, 17\.7\] nodes with 1,200 cores/,
    );
  });
});

const generationAt = (difficulty: number): number => metricsOf({ frames: { difficulty } }).read("emission.generation");

const yearly = ({ read }: ReturnType<typeof metricsOf>): number =>
  (read("emission.issuedPerDay_quil") * 365) / read("supply.total_quil");

describe("what economists read", () => {
  const oneShard = { count: 1, world: "1 GiB" };

  it.each([
    ["dusk", null],
    ["v2.0.6", 1],
    ["v2.1-epoch", 1],
  ])("is there in %s: inflation, and the generation by which it goes", (rules, generation) => {
    const frames = { first: rules === "v2.0.6" ? 60_000 : 0 };
    const shards = rules === "v2.1-epoch" ? { count: 1, world: "9 GB" } : oneShard;
    const ran = metricsOf({ rules, frames, shards, horizon: "6 h", issuance: { supply: "1000000 QUIL" } });
    expect(ran.read("emission.issuedPerDay_quil")).toBeGreaterThan(0);
    expect(ran.read("supply.inflation")).toBeCloseTo(yearly(ran), 9);
    expect(ran.value("emission.generation")).toBe(generation);
  });

  it("follows the difficulty, beyond ten thousand times ten thousand", () => {
    expect([10_000, 99_999_999, 100_000_000].map(generationAt)).toEqual([1, 1, 2]);
  });

  it("is empty without a supply, and where it is not known what a frame issues", () => {
    expect(metricsOf({ rules: "v2.1-epoch", horizon: "10 min" }).value("supply.inflation")).toBeNull();
    const market = { price: { start: "0.05 USD" } };
    const operators = [{ class: "nodes", count: 5, workers: 1, profile: "home" }];
    // Before anything is issued there is nothing that inflation could be a share of.
    const kept = { horizon: "20 s", market, operators };
    for (const name of ["supply.inflation", "money.inflation"])
      expect([name, metricsOf(kept).value(name)]).toEqual([name, null]);
    const early = { rules: "dawn", shards: oneShard, horizon: "5 min", market, operators };
    const ran = metricsOf({ ...early, issuance: { supply: "1 QUIL" } });
    for (const name of ["supply.inflation", "money.inflation", "money.securityBudget_usd"])
      expect([name, ran.value(name)]).toEqual([name, null]);
    expect(metricsOf({ ...early, horizon: "15 min" }).read("money.securityBudget_usd")).toBeGreaterThan(0);
  });
});
