/** The library does what the command line does, and throws what is wrong as data. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  column,
  compare,
  loadScenario,
  plan,
  readSnapshot,
  RuleRefusal,
  rules,
  type ScenarioError,
  ScenarioErrors,
  scenarioOfSnapshot,
  simulate,
  SnapshotRefusal,
  sweep,
  writeSnapshot,
} from "../../models/index.js";
import { createSimulation } from "../../models/simulation.js";
import { folderWith } from "../scenario-files.js";

const village = [
  "name: village",
  "horizon: 2 h",
  "replications: 2",
  "operators: [{ class: home, count: 12, workers: 2, seniority: historic }]",
  "shards: { count: 4, world: 4 GB }",
  "report: { every: 1 h }",
].join("\n");
const file = (text: string): string => join(folderWith({ "village.yaml": text }), "village.yaml");

/** What `loadScenario` or `sweep` refuses. */
async function refused(act: () => unknown): Promise<readonly ScenarioError[]> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ScenarioErrors) return error.errors;
    throw error;
  }
  return [];
}

describe("the library", () => {
  it("loads, plans and simulates a scenario, with the series and the fingerprint of every replication", async () => {
    const scenario = loadScenario(file(village), { set: ["seed=3"] });
    expect(plan(scenario)).toMatchObject({ peers: 12, workers: 24, shards: 4, frames: 720, replications: 2 });
    const done: number[] = [];
    const options = { workers: 1, events: true, onProgress: (share: number) => void done.push(share) };
    const { replications, metrics, interrupted } = await simulate(scenario, options);
    expect(replications.map(({ replication }) => replication)).toEqual([0, 1]);
    expect(interrupted).toBe(false);
    expect(done.at(-1)).toBe(1);
    const { tables, fingerprint } = replications[1];
    expect(Object.keys(tables)).toEqual([
      "series",
      "shards",
      "operators",
      "rings",
      "turns",
      "events",
      "provers",
      "figures",
    ]);
    expect([...column(tables.series, "time_s")]).toEqual([0, 3600, 7200]);
    expect(() => column(tables.series, "time")).toThrow('no column "time"; there are: frame, time_s');
    expect(metrics.find(({ name }) => name === "population.peers")).toMatchObject({ value: 12, unit: "nodes" });
    // The same as without the library.
    const direct = createSimulation(scenario.scenario, { seed: "3", replication: 1, replay: "none", events: true });
    direct.advance(direct.horizonUs);
    expect(fingerprint).toBe(direct.finish().fingerprint);
    const [alone] = (await simulate(scenario, { replications: [1], workers: 1 })).replications;
    expect(alone.metrics).toEqual(replications[1].metrics);
  });

  it("ends early when it is told to, with what there is", async () => {
    const scenario = loadScenario(file(village));
    const { replications, interrupted } = await simulate(scenario, { signal: AbortSignal.abort(), workers: 1 });
    expect(interrupted).toBe(true);
    expect(replications.map(({ replication }) => replication)).toEqual([0]);
  });

  it("throws all errors of a scenario at once, each with its place, and never ends the process", async () => {
    const errors = await refused(() => loadScenario(file(village.replace("horizon", "horizn")), { set: ["seed=-1"] }));
    expect(errors.map(({ path, line }) => [path, line])).toEqual([
      ["horizon", 1],
      ["horizn", 2],
      ["seed", 1],
    ]);
    const infeasible = await refused(() => loadScenario(file(village), { set: ["shards.world=3 B"] }));
    expect(infeasible[0]).toMatchObject({ path: "shards.world", file: "--set" });
    expect(await refused(() => loadScenario(join(folderWith({}), "nowhere.yaml")))).toHaveLength(1);
    expect(await refused(() => sweep(loadScenario(file(village))))).toMatchObject([
      { message: "has no sweep: name fields and their values under sweep" },
    ]);
  });

  it("refuses options that cannot be", async () => {
    const scenario = loadScenario(file(village));
    for (const replications of [[2], [-1], [1, 0], [0, 0], [0.5], []])
      await expect(simulate(scenario, { replications })).rejects.toThrow(RangeError);
    for (const workers of [0, -1, 1.5, NaN]) await expect(simulate(scenario, { workers })).rejects.toThrow(RangeError);
  });

  it("stores a run on its way, and goes on from there in one go or with other values", async () => {
    const scenario = loadScenario(file(village));
    const options = { workers: 1, events: true };
    const whole = await simulate(scenario, options);
    const stored = await simulate(scenario, { ...options, saveAt: ["90 min", "1 h"] });
    expect(stored.replications).toEqual(whole.replications);
    expect(stored.snapshots.map(({ atUs }) => atUs)).toEqual([3_600_000_000, 5_400_000_000]);
    const snapshot = readSnapshot(writeSnapshot(stored.snapshots[0]));
    const later = scenarioOfSnapshot(snapshot);
    expect((await simulate(later, { workers: 1, from: snapshot })).replications).toEqual(whole.replications);
    expect((await simulate(scenario, { workers: 1, from: snapshot })).replications).toEqual(whole.replications);
    const longer = scenarioOfSnapshot(snapshot, { set: ["horizon=3 h"] });
    const fresh = await simulate(loadScenario(file(village), { set: ["horizon=3 h"] }), options);
    expect((await simulate(longer, { workers: 1, from: snapshot })).fingerprint).toBe(fresh.fingerprint);
    const [one] = (await simulate(later, { workers: 1, from: snapshot, replications: [1] })).replications;
    expect(one).toEqual(whole.replications[1]);
  });

  it("refuses to store a run where it does not come, or to go on with what cannot change", async () => {
    const scenario = loadScenario(file(village));
    await expect(simulate(scenario, { saveAt: ["3 h"] })).rejects.toThrow(SnapshotRefusal);
    await expect(simulate(scenario, { saveAt: ["soon"] })).rejects.toThrow(SnapshotRefusal);
    const { snapshots } = await simulate(scenario, { saveAt: ["1 h"], workers: 1, replications: [1] });
    const [from] = snapshots;
    await expect(simulate(scenario, { from, replications: [0] })).rejects.toThrow(SnapshotRefusal);
    await expect(simulate(scenario, { from, events: true })).rejects.toThrow(SnapshotRefusal);
    const other = loadScenario(file(village), { set: ["seed=9"] });
    expect(await refused(() => simulate(other, { from }))).toMatchObject([{ path: "seed", file: "--set" }]);
    expect(await refused(() => scenarioOfSnapshot(from, { set: ["shards.count=8"] }))).toMatchObject([
      { path: "shards.count", file: "--set" },
    ]);
    const damaged = writeSnapshot(from).map((byte, k) => (k === 5000 ? byte ^ 4 : byte));
    expect(() => readSnapshot(damaged)).toThrow(SnapshotRefusal);
  });

  it("compares two scenarios in pairs, on the seed of the first", async () => {
    const a = loadScenario(file(village));
    const b = loadScenario(file(village), { set: ["seed=9", "operators[0].workers=3"] });
    const done: number[] = [];
    const options = { pairs: 3, workers: 1, onProgress: (share: number) => void done.push(share) };
    const { metrics, pairs, pairsNeeded, interrupted } = await compare(a, b, options);
    const names = [...column(metrics, "metric")];
    const row = names.indexOf("population.workers");
    expect([column(metrics, "effect")[row], column(metrics, "verdict")[row]]).toEqual([12, "undecided"]);
    expect(column(pairs, "metric")).toHaveLength(3 * names.length);
    expect({ pairsNeeded, interrupted, done: done.at(-1) }).toEqual({
      pairsNeeded: undefined,
      interrupted: false,
      done: 1,
    });
    // The same scenario on another seed is the same.
    const same = await compare(a, loadScenario(file(village), { set: ["seed=9"] }), { pairs: 2, workers: 1 });
    expect(new Set(column(same.metrics, "verdict"))).toEqual(new Set(["same", "unmeasured"]));
  });

  it("compares as many pairs as an interval takes that is as narrow as asked", async () => {
    const a = loadScenario(file(village));
    const b = loadScenario(file(village), { set: ["operators[0].uptime=90 %"] });
    const asked = { pairs: 2, workers: 1, metrics: ["population.workers"], precision: { share: 0.01 } };
    expect(await compare(a, b, asked)).toMatchObject({ pairsNeeded: 2 });
    const wrong = { pairs: 1, maxPairs: 0, metrics: ["population.wrokers"], equivalent: 0, precision: { amount: -1 } };
    const refusal = await compare(a, b, wrong).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RangeError);
    for (const part of [
      "pairs: read 1",
      "maxPairs: read 0",
      "population.wrokers",
      "equivalent: read 0",
      "precision: read -1",
    ])
      expect((refusal as RangeError).message).toContain(part);
  });

  it("sweeps, and takes what is stored", async () => {
    const swept = loadScenario(file(`${village}\nsweep: { shards.count: [2, 4], horizon: [1 h, 2 h] }\n`));
    const store = join(folderWith({}), "cells");
    const first = await sweep(swept, { store, workers: 1 });
    expect(first).toMatchObject({ computed: 8, stored: 0, interrupted: false });
    expect(first.cells.rowCount).toBe(8);
    expect([...column(first.estimates, "shards.count")].slice(0, 1)).toEqual([2]);
    const again = await sweep(swept, { store, workers: 1 });
    expect(again).toMatchObject({ computed: 0, stored: 8, estimates: first.estimates, cells: first.cells });
    const kept = await sweep(swept, { workers: 1 });
    expect(kept).toMatchObject({ computed: 8, stored: 0, estimates: first.estimates });
  });

  it("lists the rules and answers them", () => {
    expect(rules.list.length).toBeGreaterThan(60);
    const { id, example } = rules.list[0];
    const options = example.ruleSet === undefined ? {} : { ruleSet: example.ruleSet };
    expect(rules.answer(id, example.in, options)).toEqual(example.out);
    expect(() => rules.answer("ring.inof", {})).toThrow(RuleRefusal);
    expect(() => rules.answer("ring.inof", {})).toThrow("Did you mean ring.info?");
    expect(() => rules.answer("ring.info", { activePlusJoining: "many" })).toThrow(RuleRefusal);
    expect(() => rules.answer("ring.info", { activePlusJoining: 9 }, { ruleSet: "v3" })).toThrow(RuleRefusal);
  });
});
