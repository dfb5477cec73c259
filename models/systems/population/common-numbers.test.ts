/** Common random numbers: who else is in a network, and where it stands in the file, changes nothing in what a node draws. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { identity, runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { createNetwork } from "../../create-network.js";
import { createGenesis } from "../../genesis.js";
import type { EventRecord } from "../../../sim/kernel/queue/event-queue.js";
import type { RunObserver, ObservedRun } from "../../../sim/kernel/run-observer.js";
import type { Network } from "../../changes/network.js";
import { ruleSetNames } from "../../protocol/ground/rule-sets.js";
import type { RunResult } from "../../run.js";
import { turnOf } from "../../state/turns.js";

type Classes = readonly ScenarioText[];

const divided = {
  class: "divided",
  count: 4,
  nodes: 2,
  workers: { total: 40, sigma: 0.6 },
  seniority: "historic",
  uptime: "90 %",
  outage: "10 min",
  pauses: true,
};
const moving = {
  class: "moving",
  count: 6,
  workers: 3,
  uptime: "80 %",
  outage: "20 min",
  arrive: "60/d",
  leave: "half-life 3 h",
  mergeSeniority: "30 min",
};
const late = {
  class: "late",
  count: 5,
  workers: 2,
  appear: { until: "1 h" },
  strategy: "data greedy",
  mergeSeniority: "with join",
  equivocate: "4/d",
  seniority: { points: 1000 },
};
const following = { class: "following", count: 6, workers: 4, follow: "population.workers", holds: "50 %" };
const all: Classes = [divided, moving, late, following];

const fields = (operators: Classes): ScenarioText => ({
  horizon: "6 h",
  rules: "v2.1-epoch",
  operators,
  switches: { epochFrames: 100, haltThreshold: 1, haltGraceFrames: 90, maximumProvers: 12 },
  shards: { count: 4, world: "20 GB", skew: "zipf 0.8", growth: "20 %/month" },
  network: { messageLoss: "5 %" },
  consensus: { leaderTimeouts: "on", competingFrames: "10 %" },
  archives: { uptime: "80 %" },
  fees: { transactions: "1/s", bytes: "10 kB" },
  observed: { source: "a test", timeDays: [0, 0.1, 0.2], columns: { "population.workers": [10, 30, 20] } },
});

/**
 * What comes to everybody from outside, whatever the others do, by name: the times at which operators appear and leave,
 * nodes go off, come back and first sign twice, and classes gain and lose workers; class, seniority, workers and turns of
 * nodes at their appearance.
 */
type Fates = ReadonlyMap<string, string>;

/** Notes the fates of a run while it happens. */
class FateNotes implements RunObserver {
  readonly fates = new Map<string, string>();
  readonly draws = { record: () => undefined };
  network: Network | null = null;
  #nameOf = (kind: number): string => String(kind);
  #known = 0;

  attach(run: ObservedRun): void {
    this.#nameOf = (kind) => run.nameOf(kind);
  }

  begin({ kind, target, timeUs, payload }: Readonly<EventRecord>): void {
    const { scenario, world } = this.network!;
    const what = this.#nameOf(kind);
    const told = `${timeUs} ${what} ${payload};`;
    const note = (name: string): void => void this.fates.set(name, (this.fates.get(name) ?? "") + told);
    if (what === "presence") {
      // How long a node whose operator leaves goes on is the protocol's to say.
      const { departing, gone, prover } = world.nodes;
      if (departing[target] + gone[target] === 0) note(`presence of ${world.provers.addressHex(prover[target])}`);
    }
    if (what === "operator leaves") note(`stay of ${world.operators.keys.first[target]}`);
    else if (what === "operator appears" || what === "worker change") note(`of ${scenario.operators[target].class}`);
    else if (what === "equivocation") {
      // Who was kicked does not go on, which is not its fate alone.
      const name = `signs twice ${world.provers.addressHex(target)}`;
      if (!this.fates.has(name)) note(name);
    }
  }

  end(): void {
    const { scenario, world } = this.network!;
    const { provers, nodes } = world;
    for (; this.#known < provers.count; this.#known++) {
      const prover = this.#known;
      const { class: name } = scenario.operators[nodes.operatorClass[provers.node[prover]]];
      const turns = [4, 30].map((period) => turnOf(this.network!, prover, period));
      const figures = [name, provers.seniority[prover], nodes.workers[provers.node[prover]], ...turns];
      this.fates.set(`node ${provers.addressHex(prover)}`, figures.join());
    }
  }
}

function fatesOf(operators: Classes): Fates {
  const scenario = smallScenario(fields(operators));
  const observer = new FateNotes();
  const network = createNetwork(scenario, { ...identity("1"), observer }, () => undefined);
  observer.network = network;
  createGenesis(network);
  observer.end();
  network.kernel.runUntil(scenario.horizon);
  return observer.fates;
}

const whole = fatesOf(all);
const guests = { class: "guests", count: 3, workers: 2, uptime: "70 %", arrive: "30/d", leave: "half-life 1 h" };

/** Those fates whose names both runs have. */
const shared = (fates: Fates, other: Fates): Fates => new Map([...fates].filter(([name]) => other.has(name)));

describe("what nodes draw", () => {
  it("is something: they go off, come and go, differ in seniority and size", () => {
    const told = [...whole.values()].join("");
    for (const what of ["equivocation", "operator appears", "operator leaves", "presence", "worker change"])
      expect(told).toContain(what);
    expect(
      new Set([...whole].filter(([name]) => name.startsWith("node ")).map(([, figures]) => figures)).size,
    ).toBeGreaterThan(20);
  });

  it.each<[string, Classes]>([
    ["a class before the others", [guests, ...all]],
    ["a class after the others", [...all, guests]],
    ["a class between them", [divided, guests, moving, late, following]],
    ["no first class", all.slice(1)],
    ["no last class", all.slice(0, -1)],
    ["the classes in another order", [following, late, divided, moving]],
  ])("is the same with %s", (_, operators) => {
    const other = fatesOf(operators);
    expect(shared(other, whole)).toEqual(shared(whole, other));
    expect(shared(other, whole).size).toBe(Math.min(other.size, whole.size));
  });

  it.each(all.map((_class, k) => k))("is the same with one more operator in class %i", (k) => {
    const more = all.map((entry, at) => (at === k ? { ...entry, count: Number(entry["count"]) + 1 } : entry));
    const touched = String(all[k]["class"]);
    const other = fatesOf(more);
    const ofClass = `of ${touched}`;
    const before = (whole.get(ofClass) ?? "").split(";").slice(0, -1);
    expect((other.get(ofClass) ?? "").split(";")).toEqual(expect.arrayContaining(before));
    // A total is divided among more, which changes what each has, but not who is who.
    const isComparable = ([name, figures]: readonly [string, string]): boolean =>
      name !== ofClass && !(k === 0 && figures.startsWith("divided,"));
    const untouched = [...whole].filter(isComparable);
    expect(untouched.length).toBeGreaterThan(30);
    expect(untouched.map(([name]) => [name, other.get(name)])).toEqual(untouched);
    expect([...whole.keys()].filter((name) => !other.has(name))).toEqual([]);
  });
});

const byTheirNames = <Named extends { readonly name: string }>(named: readonly Named[]): readonly Named[] =>
  named.toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Everything that a run tells, rows by name instead of by the order of the file. */
function byName({ tables, metrics }: RunResult): object {
  const { columns } = tables.operators;
  const names = columns.find(({ name }) => name === "operator_class")!.values.map(String);
  const operators = names
    .map((name, row) => [name, ...columns.map(({ values }) => String(values[row]))].join())
    .toSorted();
  // Figures of classes stand in the order of classes.
  const shards = { ...tables.shards, columns: byTheirNames(tables.shards.columns) };
  return { operators, metrics: byTheirNames(metrics), series: tables.series, shards, rings: tables.rings };
}

const eras = new URL("../../../scenarios/eras/", import.meta.url);
/** A scenario of every preset, short enough for a test: six hours of each era, in which most of what happens to it does. */
const ofPreset = (rules: string): ScenarioText => ({
  ...parse(readFileSync(new URL(`${rules}.yaml`, eras), "utf8")),
  horizon: "6 h",
});
const measured: ScenarioText = {
  ...fields([divided, { ...moving, answers: "never" }, { ...following, mergeSeniority: "with join" }]),
  start: {
    active: 24,
    joining: 10,
    health: { healthy: 3, needsCoverage: 1, haltRisk: 0 },
    rings: [2, 2],
  },
};

describe("the order of classes in a file", () => {
  it.each<[string, ScenarioText]>([
    ["under v2.1-epoch", fields(all)],
    ["under v2.1-frames", { ...fields(all), rules: "v2.1-frames" }],
    ["with effective committees", { ...fields(all), switches: { epochFrames: 100, committeeMembership: "effective" } }],
    ["from a measured start", measured],
    ...ruleSetNames.map((rules): [string, ScenarioText] => [`in the era of ${rules}`, ofPreset(rules)]),
  ])("changes nothing in a run %s", (_, written) => {
    const run = (operators: Classes) => byName(runScenario(smallScenario({ ...written, operators })));
    const operators = written["operators"] as Classes;
    const inOrder = run(operators);
    expect(run(operators.toReversed())).toEqual(inOrder);
    expect(run([...operators.slice(1), operators[0]])).toEqual(inOrder);
  });
});
