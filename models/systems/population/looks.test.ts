import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import { allIsBooked, classesAreTheirOperators, unitsAreConserved } from "../../checks/invariants/books.js";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { BooksState, inUsd } from "../../state/money/operator-books.js";
import type { OperatorAction } from "../../policies/policy.js";
import { packAction } from "./acts.js";
import { closeBooks } from "./looks.js";

const day = 86_400_000_000;
const framesPerDay = 8640;
const market = (start: string): ScenarioText => ({ price: { start } });

const scenarioOf = (operators: object[], fields: ScenarioText = {}) =>
  smallScenario({
    horizon: "20 d",
    operators,
    market: market("0.05 USD"),
    issuance: { supply: "1000000 QUIL" },
    report: { every: "1 d" },
    ...fields,
  });

const server = {
  hardware: "1000 USD",
  life: "1000 d",
  power: "100 W",
  energy: "0.25 USD/kWh",
  hosting: "30 USD/month",
};
const nodes = { class: "nodes", count: 6, workers: 4 };

describe("operators that keep books", () => {
  it("pay for energy, hosting and wear by the hour", () => {
    const { network, runTo } = openNetwork(scenarioOf([{ ...nodes, cost: server, cash: "500 USD" }]));
    runTo(20 * framesPerDay);
    closeBooks(network, network.nextFrame(), 20 * day);
    const books = network.world.books!;
    // 100 W for 480 h at 0.25 a kWh; a day of 24 h costs 1; a thousandth of the machine a day.
    expect(inUsd(books.energyMicroUsd.get(0))).toBeCloseTo(12, 4);
    expect(inUsd(books.hostingMicroUsd.get(0))).toBeCloseTo(20, 4);
    expect(inUsd(books.wornMicroUsd.get(0))).toBeCloseTo(20, 4);
    // The first machines were paid before.
    expect(inUsd(books.cashOf(0))).toBeCloseTo(500 - 32, 4);
    expect(inUsd(books.boughtMicroUsd.get(0))).toBe(1000);
    expect(books.machineUs[0]).toBe(20 * day);
  });

  it("pay for machines again when they are worn out", () => {
    const cost = { hardware: "1000 USD", life: "10 d" };
    const { network, runTo } = openNetwork(scenarioOf([{ ...nodes, cost }]));
    runTo(20 * framesPerDay);
    closeBooks(network, network.nextFrame(), 20 * day);
    const books = network.world.books!;
    expect(inUsd(books.wornMicroUsd.get(0))).toBeCloseTo(2000, 4);
    expect(books.boughtMicroUsd.get(0)).toBe(books.wornMicroUsd.get(0));
    expect(inUsd(books.cashOf(0))).toBeCloseTo(-1000, 4);
  });

  it("leave on the day that their losses and their patience say", () => {
    const every = "1 d";
    const policy = { kind: "by profit", patience: "3 d" };
    // A token is worth nothing that a bill could be paid with, so that each look sees a loss.
    const scenario = scenarioOf([{ ...nodes, cost: server, policy, decides: { every, delay: "6 h" } }], {
      market: market("0.000000001 USD"),
    });
    const { network, runTo } = openNetwork(scenario);
    const { kernel, draws, world } = network;
    const leftUs = new Map<number, number>();
    for (let frame = 0; frame <= 8 * framesPerDay; frame += framesPerDay / 240) {
      runTo(frame);
      for (let operator = 0; operator < 6; operator++)
        if (world.books!.state[operator] === BooksState.gone && !leftUs.has(operator))
          leftUs.set(operator, kernel.nowUs);
    }
    for (let operator = 0; operator < 6; operator++) {
      const first = Math.floor(draws.operators.purpose("decision time").uniform(operator, 0) * day) + 1;
      const dueUs = first + 3 * day + day / 4;
      expect(leftUs.get(operator)).toBeGreaterThanOrEqual(dueUs);
      expect(leftUs.get(operator)! - dueUs).toBeLessThan(day / 100);
    }
    expect(world.classes.nodes[0].every((node) => world.nodes.departing[node] === 1)).toBe(true);
    runTo(11 * framesPerDay);
    expect(world.totals.peers).toBe(0);
  });

  it("enter when others earn, with machines that they pay", () => {
    const policy = { kind: "by profit", patience: "2 d" };
    const outside = { class: "outside", count: 0, outside: 3, workers: 1, cost: server, cash: "1500 USD", policy };
    const { network, runTo } = openNetwork(scenarioOf([{ ...nodes, cost: server }, outside]));
    const { world } = network;
    expect(world.books!.ofClass.outside[1]).toBe(3);
    runTo(5 * framesPerDay);
    expect(world.books!.ofClass.running[1]).toBe(3);
    expect(world.classes.appeared[1]).toBe(3);
    expect(world.totals.peers).toBe(9);
    expect(inUsd(world.books!.boughtMicroUsd.get(6))).toBe(1000);
  });

  it("run their nodes as one cluster of all workers, which pays for one address", () => {
    const policy = { kind: "by profit", cluster: "1 %" };
    const many = { ...nodes, count: 2, nodes: 3, cost: server, policy };
    const { network, runTo } = openNetwork(scenarioOf([many], { horizon: "10 d" }));
    const { world } = network;
    runTo(9 * framesPerDay);
    const running = world.operators.nodes[0].filter((node) => world.nodes.gone[node] === 0);
    expect(running.map((node) => world.nodes.workers[node])).toEqual([12]);
    expect(world.books!.machines[0]).toBe(3);
    expect(world.books!.isCluster[0]).toBe(1);
    closeBooks(network, network.nextFrame(), 9 * day);
    expect(inUsd(world.books!.hostingMicroUsd.get(0))).toBeLessThan(2 * 3 + 8 * 1);
  });

  it("switch off and come back with keys of the same seniority", () => {
    const policy = { kind: "by profit", patience: "1 d", response: "pause" };
    const one = { ...nodes, class: "one", count: 1, seniority: { points: 777 }, cost: server, policy };
    const { network, runTo } = openNetwork(scenarioOf([one, nodes], { market: market("0.000000001 USD") }));
    const { world } = network;
    const books = world.books!;
    runTo(5 * framesPerDay);
    expect(books.ofClass.paused[0]).toBe(1);
    expect(world.totals.peers).toBe(6);
    const energy = books.energyMicroUsd.get(0);
    runTo(7 * framesPerDay);
    expect(books.energyMicroUsd.get(0)).toBe(energy);
    expect(books.wornMicroUsd.get(0)).toBeGreaterThan(5_000_000n);
    world.tokenMarket!.priceUsd[0] = 1;
    runTo(10 * framesPerDay);
    expect(books.ofClass.running[0]).toBe(1);
    const [former, later] = world.operators.nodes[0];
    expect(world.provers.seniority[world.nodes.prover[later]]).toBe(777);
    expect([world.nodes.gone[former], world.nodes.gone[later], world.nodes.workers[later]]).toEqual([1, 0, 4]);
    expect(books.machinesBought[0]).toBe(1);
  });

  it.each([
    ["cluster", { cluster: "1 %" }, [900], [12]],
    ["few machines", { response: "shrink", step: "10 %" }, [900, 500], [4, 4]],
  ])("come back as they were when they switched off, a %s too", (_what, before, seniorities, workers) => {
    const policy = { kind: "by profit", patience: "1 d", ...before };
    const one = { ...nodes, class: "one", count: 1, nodes: 3, cost: server, policy, decides: { every: "1 d" } };
    const isBad = market("response" in before ? "0.000000001 USD" : "1 USD");
    const { network, runTo } = openNetwork(scenarioOf([one, nodes], { market: isBad }));
    const { world } = network;
    const books = world.books!;
    // What it had to begin with: the second of its nodes is the one of least seniority.
    const own = world.operators.nodes[0];
    [900, 100, 500].forEach((points, k) => (world.provers.seniority[world.nodes.prover[own[k]]] = points));
    const kept = workers.length;
    let frame = 0;
    const order = (action: OperatorAction): void => {
      network.kernel.scheduleWithin(network.kinds.operatorActs, network.kernel.nowUs + 1, 0, 0, packAction(action));
      runTo((frame += 60));
    };
    const running = (): readonly number[] =>
      own.filter((node) => world.nodes.departing[node] + world.nodes.gone[node] === 0);
    while (running().length > kept) runTo((frame += 60));
    runTo((frame += framesPerDay / 4));
    order({ do: "pause" });
    expect(books.state[0]).toBe(BooksState.paused);
    order({ do: "enter" });
    const back = running();
    expect(back.map((node) => world.provers.seniority[world.nodes.prover[node]])).toEqual(seniorities);
    expect(back.map((node) => world.nodes.workers[node])).toEqual(workers);
    // Who switched off once does not come back twice.
    order({ do: "pause" });
    order({ do: "enter" });
    expect(running().map((node) => world.provers.seniority[world.nodes.prover[node]])).toEqual(seniorities);
  });

  it("say in the log what they decide, and on which figures, and an audit finds nothing", () => {
    const policy = { kind: "by profit", patience: "2 d", surplus: "10 %" };
    const decides = { every: "1 d", delay: "6 h" };
    const one = { ...nodes, class: "some", count: 2, cost: server, policy: { ...policy, response: "pause" }, decides };
    const outside = { class: "outside", count: 0, outside: 1, workers: 1, cash: "900 USD", policy, decides };
    const run = writtenRun(scenarioOf([one, outside, nodes], { market: market("0.0000001 USD"), horizon: "8 d" }));
    const decisions = run.events.filter(({ what }) => what.startsWith("operator decides"));
    const paused = decisions.filter(({ what }) => what === "operator decides to pause");
    expect(paused.map(({ other, value }) => [other, value])).toEqual([
      [expect.any(Number), 1],
      [expect.any(Number), 1],
    ]);
    // 100 W at 0.25 USD/kWh and 30 USD a month run for 1.6 a day; a machine wears by 1 a day.
    for (const { why, prover, frame } of paused) {
      expect(why).toMatch(
        /^its machines earned [\d.e-]+ USD a day, run for 1\.6 and cost 2\.6 in all, at 1e-7 USD a token$/,
      );
      const left = run.events.find((row) => row.what === "begins to leave" && row.prover === prover)!;
      // Six hours later.
      expect(left.frame - frame).toBe(2160);
    }
    // Machines that cost nothing pay at any price: who runs none is told of by its number.
    expect(decisions.filter(({ what }) => what === "operator decides to enter")).toMatchObject([
      { prover: -1, value: 1 },
    ]);
    expect(auditRun(run).findings).toEqual([]);
  });

  it("keep no books where nobody says what anything costs", () => {
    expect(openNetwork(scenarioOf([nodes])).network.world.books).toBeNull();
    expect(openNetwork(smallScenario()).network.world.books).toBeNull();
  });

  it("change nothing in a network by keeping books alone", () => {
    const plain = runScenario(scenarioOf([nodes], { horizon: "3 d" }));
    const kept = runScenario(scenarioOf([{ ...nodes, cost: server, sells: "at once" }], { horizon: "3 d" }));
    const known = new Set(plain.metrics.map(({ name }) => name));
    const others = kept.metrics.filter(({ name }) => known.has(name) && !name.startsWith("market."));
    expect(others).toEqual(plain.metrics.filter(({ name }) => !name.startsWith("market.")));
  });
});

describe("units of the token", () => {
  const ways = ["at once", "hold", "cover costs", { kind: "above price", least: "0.01 USD" }];
  const policies = ["stay", "exit", "pause", "shrink"];
  const random = fc.record({
    sells: fc.constantFrom(...ways),
    response: fc.constantFrom(...policies),
    price: fc.constantFrom("0.000001 USD", "0.0005 USD", "0.05 USD"),
    count: fc.integer({ min: 1, max: 8 }),
    machines: fc.integer({ min: 1, max: 3 }),
    isRewritten: fc.boolean(),
    seed: fc.nat(1000),
  });

  it("are neither made nor lost, whatever operators do, for each of them and in all", () => {
    fc.assert(
      fc.property(random, ({ sells, response, price, count, machines, isRewritten, seed }) => {
        const policy =
          response === "stay"
            ? "stay"
            : { kind: "by profit", patience: "6 h", response, most: 6, step: "50 %", cluster: "5 %" };
        const entry = {
          workers: 2,
          cost: server,
          cash: "2000 USD",
          sells,
          policy,
          tokens: "10 QUIL",
          decides: { every: "8 h" },
        };
        const scenario = scenarioOf(
          [
            { ...entry, class: "some", count, nodes: machines, uptime: "95 %", leave: "half-life 10 d" },
            { ...entry, class: "others", count: 1, outside: 2, decides: { every: "5 h", delay: "2 h" } },
          ],
          {
            horizon: "3 d",
            market: market(price),
            fees: { transactions: "1/s", bytes: "1 kB" },
            switches: { epochFrames: 100, ...(isRewritten && { proverStatus: "lastOperation" }) },
          },
        );
        // Ends with the invariants.
        expect(runScenario(scenario, { seed: String(seed) }).fingerprint).not.toBe("");
      }),
      { seed: 3, numRuns: 8 },
    );
  });

  it.each([{}, { epochFrames: 100, proverStatus: "lastOperation" }])("add up between looks too: %o", (switches) => {
    const kept = { ...nodes, cost: server, sells: "at once", tokens: "10 QUIL", decides: { every: "9 h" } };
    const { network, runTo, balances } = openNetwork(scenarioOf([{ ...kept, uptime: "90 %" }], { switches }));
    let unbooked = 0;
    // From before the first look of anybody on.
    for (let frame = 1; frame < 2 * framesPerDay; frame += 701) {
      runTo(frame);
      balances();
      network.world.frame = network.world.clock.frameAt(network.kernel.nowUs);
      checkNetwork(network);
      if (allIsBooked(network) !== null) unbooked++;
    }
    expect(unbooked).toBeGreaterThan(10);
    closeBooks(network, network.nextFrame(), network.kernel.nowUs);
    checkNetwork(network, { areBooksClosed: true });
  });

  it("that are not in the books are found, and so are machines", () => {
    const { network, runTo } = openNetwork(scenarioOf([{ ...nodes, cost: server, sells: "at once" }]));
    runTo(2 * framesPerDay);
    closeBooks(network, network.nextFrame(), 2 * day);
    const books = network.world.books!;
    expect(unitsAreConserved(network)).toBeNull();
    expect(classesAreTheirOperators(network)).toBeNull();
    books.soldUnits.set(1, books.soldUnits.get(1) + 1n);
    expect(unitsAreConserved(network)).toContain("operator 1: granted 0");
    books.soldUnits.set(1, books.soldUnits.get(1) - 1n);
    const { provers } = network.world;
    provers.balance.set(2, provers.balance.get(2) + 1n);
    expect(allIsBooked(network)).toContain("operator 2: credited");
    expect(unitsAreConserved(network)).toContain("not booked yet 1,");
    provers.balance.set(2, provers.balance.get(2) - 2n);
    expect(unitsAreConserved(network)).toContain("operator 2: credited");
    provers.balance.set(2, provers.balance.get(2) + 1n);
    expect(allIsBooked(network)).toBeNull();
    network.world.tokenMarket!.soldUnits.set(0, 1n);
    expect(unitsAreConserved(network)).toContain("units, the market bought 1");
    books.machines[0]++;
    expect(classesAreTheirOperators(network)).toContain("operator 0: 1 machine bought, 0 sold, has 2");
  });
});
