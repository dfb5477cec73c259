/** What a run is: a function of scenario, seed and replication, whatever way it is stepped through. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../test/eventful-networks.js";
import { identity, openNetwork, runScenario, type ScenarioText, smallScenario } from "../test/network-kit.js";
import { type Cell, valuesOf } from "../sim/table/result-table.js";
import type { Streams } from "../sim/random/stream.js";
import { createNetwork } from "./create-network.js";
import { settleAll } from "./changes/rewards/accrual.js";
import { createGenesis } from "./genesis.js";
import { foldWorld } from "./checks/invariants/all-invariants.js";
import type { Scenario } from "./scenario/schema.js";
import type { RunResult } from "./run.js";
import { createSimulation } from "./simulation.js";

const hourUs = 3_600_000_000;
const lively = smallScenario({
  rules: "v2.1-frames",
  horizon: "4 h",
  operators: [
    { class: "first", count: 20, workers: 3, seniority: "historic", uptime: "95 %", outage: "10 min" },
    { class: "later", count: 5, workers: 2, arrive: "80/d", leave: "half-life 5 h" },
  ],
  shards: { count: 3, world: "20 GB", skew: "zipf 0.8", growth: "2 %/month" },
});

/** Everything that a run gives, fit to be compared. */
const wholeOf = ({ tables, metrics, fingerprint, summaryLines }: RunResult) => ({
  tables,
  metrics,
  fingerprint,
  summaryLines,
});
const metricOf = (result: RunResult, name: string) => result.metrics.find((metric) => metric.name === name)?.value;

/** Nodes and shards that are all alike, in classes with these names. */
const alike = (names: readonly string[]): Scenario =>
  smallScenario({
    horizon: "6 h",
    operators: names.map((name) => ({ class: name, count: 9, workers: 4, seniority: { points: 1000 } })),
    network: { messageLoss: "0 %" },
  });

const steady = (horizon: string, fields: ScenarioText) =>
  smallScenario({
    horizon,
    operators: [{ class: "steady", count: 30, workers: 4, seniority: "historic" }],
    shards: { count: 10, world: "100 GB" },
    report: { every: "365 d" },
    ...fields,
  });
const eventsOf = (scenario: Scenario): number => {
  const { network } = openNetwork(scenario);
  network.kernel.runUntil(scenario.horizon);
  expect(network.world.totals.active).toBeGreaterThan(100);
  return network.kernel.eventCount;
};

describe("a run", () => {
  it("is the same again for the same scenario, seed and replication", () => {
    const run = { seed: "a phrase", replication: 2 };
    expect(wholeOf(runScenario(lively, run))).toEqual(wholeOf(runScenario(lively, run)));
  });

  it("is another one for another seed and for another replication", () => {
    const runs = [{ seed: "1" }, { seed: "2" }, { seed: "1", replication: 1 }].map((run) => runScenario(lively, run));
    expect(new Set(runs.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    expect(new Set(runs.map((result) => metricOf(result, "emission.issuedUnits"))).size).toBe(3);
  });

  it("does not depend on the slices that it is cut into", () => {
    const whole = wholeOf(runScenario(lively));
    const slice = fc.integer({ min: 1_000_000, max: 2 * hourUs });
    const property = fc.property(slice, (sliceUs) => {
      expect(wholeOf(runScenario(lively, { sliceUs }))).toEqual(whole);
    });
    fc.assert(property, { seed: 1, numRuns: 6, examples: [[10_000_000], [9_999_999], [7_000_001]] });
    expect(metricOf(runScenario(lively), "lifecycle.joins")).toBeGreaterThan(60);
  });

  it("is not changed by draws that nothing in it asks for", () => {
    const plain = openNetwork(lively).network;
    const drawing = createNetwork(lively, identity(), ({ streams, kernel }) => {
      const diagnostic = (streams as Streams).purpose("diagnostic");
      for (let k = 0; k < 10; k++) diagnostic.uniform(k, Math.floor(kernel.nowUs / 1_000_000));
    });
    createGenesis(drawing);
    for (const network of [plain, drawing]) {
      network.kernel.schedule(network.kinds.report, 0, 0);
      network.kernel.runUntil(lively.horizon);
      settleAll(network.world, 1 + lively.horizon / lively.frames.pace);
      foldWorld(network);
    }
    expect(drawing.kernel.print(["all"])).toBe(plain.kernel.print(["all"]));
  });

  it("that is ended early gives what one with that horizon gives", () => {
    const property = fc.property(fc.integer({ min: 0, max: 3 * 360 }), (frames) => {
      const untilUs = frames * lively.frames.pace + 3_000_000;
      const interrupted = createSimulation(lively, identity());
      interrupted.advance(untilUs);
      const complete = runScenario({ ...lively, horizon: untilUs });
      const early = interrupted.finish();
      expect(early.tables).toEqual(complete.tables);
      expect(early.metrics).toEqual(complete.metrics);
      expect(early.fingerprint).toBe(complete.fingerprint);
    });
    fc.assert(property, { seed: 1, numRuns: 8, examples: [[0], [1]] });
    expect(createSimulation(lively, identity()).frameCount).toBe(4 * 360);
  });

  it("ends with invariants that hold between a frame and the report that is due with it", () => {
    const drawn = fc.tuple(
      fc.oneof(
        eventfulNetworks("v2.1-simplex", {}),
        eventfulNetworks("v2.1-epoch", {}),
        eventfulNetworks("v2.1-frames", {}),
      ),
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 3 }),
    );
    let inFrames = 0;
    const property = fc.property(drawn, ([{ seed, fields }, frames, further]) => {
      const scenario = smallScenario({ horizon: "4 h", ...fields, report: { every: "10 s" } });
      const simulation = createSimulation(scenario, identity(seed));
      const dueUs = frames * scenario.frames.pace;
      simulation.advance(dueUs - 1);
      for (let k = 0; k < further; k++) simulation.advance(simulation.horizonUs, 1);
      if (simulation.nowUs === dueUs) inFrames++;
      expect(metricOf(simulation.finish(), "population.peers")).toBeGreaterThan(0);
    });
    fc.assert(property, { seed: 1, numRuns: 25 });
    expect(inFrames).toBeGreaterThan(3);
  });

  it("counts no frame as issued that is still to be stepped in the moment that it ends in", () => {
    const market = { price: { start: "1 USD", step: "1 min", model: { kind: "geometric brownian motion" } } };
    const scenario = smallScenario({ horizon: "1 h", switches: { epochFrames: 20 }, market });
    const { pace } = scenario.frames;
    let beforeFrame = 0;
    for (let frame = 42; frame <= 360; frame += 6) {
      const simulation = createSimulation(scenario, identity());
      simulation.advance(frame * pace - 1);
      simulation.advance(simulation.horizonUs, 1);
      if (simulation.nowUs === frame * pace - 1) beforeFrame++;
      const { tables } = simulation.finish();
      const rewards = Array.from<Cell>(valuesOf(tables.operators, "reward_units"));
      const units = rewards.reduce((sum: bigint, one) => sum + BigInt(one), 0n);
      expect(units).toBe(valuesOf(tables.series, "emission.issuedUnits").at(-1));
    }
    expect(beforeFrame).toBeGreaterThan(5);
  });

  it("ends with invariants that hold, at any moment and in the middle of one, where everything goes wrong", () => {
    const drawn = fc.tuple(
      fc.oneof(eventfulNetworks("v2.1-epoch", {}), eventfulNetworks("v2.1-frames", {})),
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 20 }),
    );
    const property = fc.property(drawn, ([{ seed, fields }, frames, further]) => {
      const simulation = createSimulation(smallScenario({ horizon: "4 h", ...fields }), identity(seed));
      simulation.advance(frames * 10_000_000);
      simulation.advance(simulation.horizonUs, further);
      expect(metricOf(simulation.finish(), "population.peers")).toBeGreaterThan(0);
    });
    fc.assert(property, { seed: 1, numRuns: 25 });
    expect(fc.sample(drawn, 2)).toHaveLength(2);
  });

  it("tells where it stands, in frames of the scenario's pace", () => {
    const simulation = createSimulation(lively, identity());
    expect([simulation.frame, simulation.nowUs]).toEqual([0, 0]);
    expect(simulation.advance(hourUs)).toBe(true);
    expect([simulation.frame, simulation.nowUs]).toEqual([360, hourUs]);
    expect(simulation.advance(Number.POSITIVE_INFINITY)).toBe(false);
    expect(simulation.nowUs).toBe(lively.horizon);
  });
});

/** Units a frame at the end: when it began depends on whose turn came first, which is drawn. */
const issuedAtLast = (scenario: Scenario, seed = "1"): number => {
  const { network, runTo } = openNetwork(scenario, seed);
  runTo(Math.floor(scenario.horizon / scenario.frames.pace));
  expect(network.world.totals.workersFree).toBe(0);
  return network.world.totals.unitsPerFrame;
};

describe("what a network issues once everybody has an allocation", () => {
  it("is the same for every seed where all nodes and shards are alike and nothing is lost", () => {
    const issued = ["1", "2", "orrery"].map((seed) => issuedAtLast(alike(["a", "b"]), seed));
    expect(issued[0]).toBeGreaterThan(0);
    expect(new Set(issued).size).toBe(1);
  });

  it("does not depend on how classes are named where they are alike", () => {
    const [one, other] = [alike(["a", "b"]), alike(["x", "a"])];
    expect(issuedAtLast(one)).toBe(issuedAtLast(other));
    expect(runScenario(one).fingerprint).not.toBe(runScenario(other).fingerprint);
  });
});

describe("the cost of a run", () => {
  it.each([
    { rules: "v2.1-epoch", switches: { reconfirm: "ahead" } },
    { rules: "v2.1-frames", switches: {} },
  ])("is that of what changes: a year without churn is a few events under $rules, $switches", (fields) => {
    const month = eventsOf(steady("30 d", fields));
    const year = eventsOf(steady("365 d", fields));
    expect(year).toBeLessThan(5000);
    expect(year).toBeLessThanOrEqual(4 * month);
  });

  it("is no more where nodes renew what has expired than the frames of every second epoch in which somebody does", () => {
    const fields = { rules: "v2.1-epoch" };
    const [month, year] = [steady("30 d", fields), steady("365 d", fields)].map(eventsOf);
    const epochs = (365 * 86_400) / 10 / 720;
    // Nodes look in every fourth frame each, so that all are confirmed anew within four frames of the epoch's end.
    expect(year).toBeLessThan(epochs * 4);
    expect(year / month).toBeLessThan(365 / 30);
  });
});
