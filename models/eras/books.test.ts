/** Operators that keep books in the networks before 2.1: what each era pays reaches them to the unit, and they decide by it. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identity, runScenario, type ScenarioText, smallScenario } from "../../test/network-kit.js";
import { unitsAreConserved } from "../checks/invariants/books.js";
import { createNetwork } from "../create-network.js";
import { eraOf } from "../era-of.js";
import { planOf } from "../plan/plan.js";
import { BooksState, inUsd } from "../state/money/operator-books.js";

const eras = ["ceremony", "dawn", "dusk", "v2.0.6"] as const;
const day = 86_400_000_000;

const cost = { hardware: "100 USD", life: "1000 d", power: "100 W", energy: "0.25 USD/kWh", hosting: "30 USD/month" };
const nodes = { class: "nodes", count: 5, workers: 4, uptime: "90 %", outage: "1 h" };
const late = { class: "late", count: 4, workers: 2, appear: { until: "2 d" }, leave: "half-life 3 d" };

const scenarioOf = (rules: string, operators: readonly object[], fields: ScenarioText = {}) =>
  smallScenario({
    rules,
    operators,
    shards: { count: 1, world: "1 GiB" },
    horizon: "6 d",
    report: { every: "1 d" },
    market: { price: { start: "0.05 USD" } },
    issuance: { supply: "1000 QUIL" },
    // Minting opens, and the rule of age begins, within the run.
    ...(rules === "v2.0.6" && { frames: { first: 46_000 } }),
    ...fields,
  });

const metric = (scenario: ReturnType<typeof smallScenario>, seed = "1") => {
  const { metrics } = runScenario(scenario, { seed });
  return (name: string) => metrics.find((one) => one.name === name)!.value;
};

function openEra(scenario: ReturnType<typeof smallScenario>) {
  const network = createNetwork(scenario, identity(), () => undefined);
  const era = eraOf(network.rules);
  era.createGenesis(network);
  return { network, era, runTo: (days: number) => void network.kernel.runUntil(days * day) };
}

describe.each(eras)("books in %s", (rules) => {
  it("take in all that was issued, at what it was worth, and change nothing else", () => {
    const operators = [nodes, late];
    const kept = operators.map((one) => ({ ...one, cost, sells: "at once", decides: { every: "7 h" } }));
    expect(planOf(scenarioOf(rules, kept)).infeasible).toEqual([]);
    const [plain, booked] = [operators, kept].map((classes) => metric(scenarioOf(rules, classes)));
    for (const name of ["emission.issuedUnits", "population.peers", "lifecycle.evictions", "lifecycle.joins"])
      expect(booked(name)).toEqual(plain(name));
    for (const one of ["nodes", "late"])
      expect(booked(`operators.rewardUnits[class=${one}]`)).toEqual(plain(`operators.rewardUnits[class=${one}]`));
    const issued = Number(plain("emission.issued_quil"));
    expect(issued).toBeGreaterThan(0);
    // To the millionth of a dollar that every look rounds.
    expect(Math.abs(Number(booked("money.income_usd")) - issued * 0.05)).toBeLessThan(0.001);
    expect(Number(booked("money.soldUnits")) / 8e9 / issued).toBeGreaterThan(0.7);
  });

  it("give up a business that only costs, and sell its machines", () => {
    const policy = { kind: "by profit", patience: "2 d" };
    const market = { price: { start: "0.000000001 USD" } };
    const { network, runTo } = openEra(scenarioOf(rules, [{ ...nodes, cost, policy }], { market }));
    runTo(1.9);
    expect(network.world.totals.peers).toBe(5);
    runTo(3.5);
    expect(network.world.totals.peers).toBe(0);
    expect(network.world.books!.ofClass.gone[0]).toBe(5);
    expect(network.world.books!.machines[0]).toBe(0);
  });

  it("run a cluster of all cores instead of many nodes", () => {
    const policy = { kind: "by profit", cluster: "1 %" };
    const many = { ...nodes, count: 2, nodes: 3, uptime: "100 %", cost, policy };
    const { network, runTo } = openEra(scenarioOf(rules, [many]));
    runTo(4);
    const { world } = network;
    const running = world.operators.nodes[0].filter((node) => world.nodes.gone[node] === 0);
    expect(running.map((node) => world.nodes.workers[node])).toEqual([12]);
  });

  it("are conserved to the unit at any moment, whatever operators do", () => {
    const policy = { kind: "by profit", patience: "12 h", surplus: "10 %", most: 3, response: "pause" };
    const other = { ...policy, response: "shrink", cluster: "20 %" };
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.constantFrom("0.00001 USD", "0.05 USD", "3 USD"),
        (seed, start) => {
          const decides = { every: "5 h", delay: "1 h" };
          const money = { cost, decides, tokens: "2 QUIL", cash: "10 USD" };
          const classes = [
            { ...nodes, ...money, nodes: 2, policy, sells: "cover costs" },
            { ...late, ...money, policy: other, sells: "at once", outside: 2 },
          ];
          const model = { kind: "geometric brownian motion", volatility: "900 % a year" };
          const market = { price: { start, step: "6 h", model } };
          const scenario = scenarioOf(rules, classes, { market, seed, horizon: "4 d" });
          const { network, era, runTo } = openEra(scenario);
          for (const at of [0.7, 1.9, 3.1]) {
            runTo(at);
            const frame = network.nextFrame();
            era.settle(network, frame);
            expect(unitsAreConserved(network)).toBeNull();
          }
          // Every invariant is checked when it ends.
          runScenario(scenario, { seed: String(seed) });
        },
      ),
      { numRuns: 6 },
    );
  });
});

describe("who enters", () => {
  it.each(["dawn", "dusk", "v2.0.6"])("sees what the network of %s issues, whenever it reports", (rules) => {
    const policy = { kind: "by profit", patience: "1 d" };
    const outside = { class: "outside", count: 0, outside: 3, workers: 1, cost, cash: "1500 USD", policy };
    const market = { price: { start: "5 USD" } };
    const entered = ["1 h", "9 h"].map((every) => {
      const classes = [{ ...nodes, cost }, outside];
      return metric(
        scenarioOf(rules, classes, {
          market,
          report: { every },
          ...(rules !== "v2.0.6" ? {} : { frames: { first: 60_000 } }),
        }),
      );
    });
    expect(entered[0]("operators.machines[class=outside]")).toBe(3);
    for (const name of ["operators.machines[class=outside]", "operators.profit_usd[class=outside]"])
      expect(entered[0](name)).toBe(entered[1](name));
  });
});

describe("who switches off in Dusk", () => {
  it("proves on from where it was when it comes back, with the same machine", () => {
    const policy = { kind: "by profit", patience: "1 d", response: "pause" };
    const one = { ...nodes, uptime: "100 %", count: 1, cost, policy };
    // Somebody stays, by whom it sees that proving pays again.
    const { network, runTo } = openEra(scenarioOf("dusk", [one, { ...nodes, class: "others" }], { horizon: "12 d" }));
    const { world } = network;
    world.tokenMarket!.priceUsd[0] = 1e-9;
    runTo(4);
    expect(world.books!.state[0]).toBe(BooksState.paused);
    const [former] = world.operators.nodes[0].map((node) => world.nodes.prover[node]);
    const at = world.proving!.increment[former];
    expect(at).toBeGreaterThan(5000);
    world.tokenMarket!.priceUsd[0] = 100;
    runTo(8);
    expect(world.books!.state[0]).toBe(BooksState.running);
    const later = world.nodes.prover[world.operators.nodes[0][1]];
    expect(world.proving!.spellFirst[later]).toBe(at);
    expect(world.proving!.speed[later]).toBe(world.proving!.speed[former]);
    expect(inUsd(world.books!.boughtMicroUsd.get(0))).toBe(100);
  });
});
