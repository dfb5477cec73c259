import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { planOf } from "../../plan/plan.js";
import { auditRun } from "../../checks/audit-run.js";
import { creditedUnits } from "../../changes/strategies/follow.js";
import type { Network } from "../../changes/network.js";
import { valuesOf } from "../../../sim/table/result-table.js";

/** Shards of which a few hold almost all data: whoever goes for the largest sits with a crowd in deep rings. */
const shards = { count: 24, world: "20 GB", skew: "zipf 1" };
const mix = [
  { kind: "data greedy", share: "70 %" },
  { kind: "reward greedy", share: "30 %" },
];
const scenarioOf = (fields: ScenarioText = {}, more: ScenarioText = {}) =>
  smallScenario({
    rules: "v2.1-simplex",
    horizon: "6 d",
    report: { every: "6 h" },
    operators: [{ class: "nodes", count: 60, workers: 2, strategy: mix, ...fields }],
    shards,
    ...more,
  });

const choicesOf = ({ world }: Network): number[] => [...world.following!.choice.subarray(0, world.operators.count)];
const countOf = (choices: readonly number[], wanted: number): number => choices.filter((one) => one === wanted).length;

describe("strategies by share", () => {
  it("are drawn for each operator by its name: binomial, five deviations", () => {
    const { network } = openNetwork(scenarioOf({ count: 2000, workers: 1 }));
    expect(Math.abs(countOf(choicesOf(network), 0) - 1400)).toBeLessThan(5 * Math.sqrt(2000 * 0.7 * 0.3));
  });

  it("stay whose they are when others come, and as shares move only those move who must", () => {
    const few = choicesOf(openNetwork(scenarioOf({ count: 40 })).network);
    const many = choicesOf(openNetwork(scenarioOf({ count: 80 })).network);
    expect(many.slice(0, 40)).toEqual(few);
    const shifted = [
      { ...mix[0], share: "40 %" },
      { ...mix[1], share: "60 %" },
    ];
    const moved = choicesOf(openNetwork(scenarioOf({ count: 40, strategy: shifted })).network);
    expect(moved.every((choice, k) => choice === few[k] || (few[k] === 0 && choice === 1))).toBe(true);
    expect(moved).not.toEqual(few);
  });

  it("are followed: nodes of each go where its own class would", () => {
    const { network, runTo } = openNetwork(
      scenarioOf({}, { rules: "v2.1-frames", switches: { maximumProvers: 1000 } }),
    );
    runTo(4000);
    const { world } = network;
    const meanBytes = (choice: number): number => {
      const sizes: number[] = [];
      for (let row = 0; row < world.allocations.count; row++) {
        const operator = world.nodes.operator[world.provers.node[world.allocations.prover[row]]];
        if (world.allocations.status[row] === 1 && world.following!.choice[operator] === choice)
          sizes.push(world.shards.sizeBytes[world.allocations.shard[row]]);
      }
      return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    };
    expect(meanBytes(0)).toBeGreaterThan(2 * meanBytes(1));
  });

  it("make one list of all with the share of one: the run is that of the class that follows it alone", () => {
    const alone = runScenario(scenarioOf({ strategy: "reward greedy" }, { horizon: "1 d" }));
    const listed = runScenario(
      scenarioOf(
        {
          strategy: [
            { kind: "data greedy", share: "0 %" },
            { kind: "reward greedy", share: "100 %" },
          ],
        },
        { horizon: "1 d" },
      ),
    );
    expect(listed.metrics.find(({ name }) => name === "emission.issuedUnits")?.value).toBe(
      alone.metrics.find(({ name }) => name === "emission.issuedUnits")?.value,
    );
    expect(listed.tables.shards).toEqual(alone.tables.shards);
  });

  it("must add up, with a place; and there must be something to learn", () => {
    const short = [mix[0], { ...mix[1], share: "20 %" }];
    expect(() => scenarioOf({ strategy: short })).toThrow(/shares add up to 90 %; write shares that add up to 100 %/);
    expect(() => scenarioOf({ strategy: [{ ...mix[0], share: "100 %" }] })).toThrow(/strategy/);
    expect(() => scenarioOf({ strategy: "random", learns: {} })).toThrow(/there is nothing to learn/);
    expect(() => scenarioOf({ learns: { every: "1 s" } })).toThrow(/looks cannot follow each other so fast/);
  });
});

/** Takeovers of the first day. */
const changes = (delay: string): number => {
  const { network, runTo } = openNetwork(scenarioOf({ learns: { every: "6 h", rate: "100 %", delay } }));
  runTo(8640);
  return network.world.following!.ofClass.takeovers[0];
};

describe("operators that learn", () => {
  const learns = { every: "6 h", rate: "50 %" };

  it("leave the strategy that earns less a worker", () => {
    const { network, runTo } = openNetwork(scenarioOf({ learns }));
    const before = countOf(choicesOf(network), 1);
    runTo(6 * 8640);
    expect(countOf(choicesOf(network), 1)).toBeGreaterThan(before + 15);
    expect(network.world.following!.ofClass.takeovers[0]).toBeGreaterThanOrEqual(
      countOf(choicesOf(network), 1) - before,
    );
  });

  it("never take over anything at a rate of nothing, or where all follow one", () => {
    for (const fields of [
      { learns: { ...learns, rate: "0 %" } },
      {
        learns,
        strategy: [
          { ...mix[0], share: "100 %" },
          { ...mix[1], share: "0 %" },
        ],
      },
    ]) {
      const { network, runTo } = openNetwork(scenarioOf(fields));
      const before = choicesOf(network);
      runTo(3 * 8640);
      expect(choicesOf(network)).toEqual(before);
      expect(network.world.following!.looks[0]).toBeGreaterThan(8);
    }
  });

  it("act on figures that are as old as the delay", () => {
    expect(changes("0 s")).toBeGreaterThan(0);
    expect(changes("36 h")).toBe(0);
  });

  it("count all that their provers were credited with, to the unit", () => {
    const { network, runTo, balances } = openNetwork(scenarioOf({ learns }));
    runTo(2 * 8640);
    const all = balances().reduce((sum, units) => sum + units, 0n);
    let counted = 0n;
    for (let operator = 0; operator < network.world.operators.count; operator++)
      counted += creditedUnits(network, operator, network.nextFrame());
    expect(counted).toBe(all);
  });

  it("change nothing about rewards by looking: at a rate of nothing the run is that of who never looks", () => {
    const [still, looking] = [{}, { learns: { every: "1 h", rate: "0 %" } }].map((fields) =>
      runScenario(scenarioOf(fields)),
    );
    expect(looking.tables.shards).toEqual(still.tables.shards);
    expect(valuesOf(looking.tables.operators, "reward_units")).toEqual(
      valuesOf(still.tables.operators, "reward_units"),
    );
  });

  it("write shares that add up to one, and a log in which an audit finds nothing, with who was imitated", () => {
    const scenario = scenarioOf({ learns, leave: "half-life 6 d" });
    const run = writtenRun(scenario);
    expect(auditRun(run).findings).toEqual([]);
    const taken = run.events.filter(({ what }) => what === "takes over a strategy");
    expect(taken.length).toBeGreaterThan(10);
    expect(new Set(taken.map(({ why }) => why)).has("reward greedy")).toBe(true);
    const { series } = runScenario(scenario).tables;
    const [greedy, large] = ["reward greedy", "data greedy"].map((name) =>
      valuesOf(series, `followers.share[strategy=${name} of nodes]`).map(Number),
    );
    greedy.forEach((share, row) => expect(share + large[row]).toBeCloseTo(1, 12));
    expect(greedy.at(-1)).toBeGreaterThan(greedy[0]);
  });

  it("learn at epoch fidelity as well", () => {
    const { network, runTo } = openNetwork(scenarioOf({ learns }, { fidelity: "epoch" }));
    const before = countOf(choicesOf(network), 1);
    runTo(6 * 8640);
    expect(countOf(choicesOf(network), 1)).toBeGreaterThan(before + 15);
  });
});

describe("operators that have left", () => {
  it("look at what others earn no more, and go when the plan says", () => {
    const scenario = scenarioOf({
      count: 22,
      workers: 1,
      leave: "half-life 10 min",
      learns: { every: "100 s", rate: "50 %" },
    });
    const { network, runTo } = openNetwork(scenario);
    runTo(3 * 8640);
    expect(network.world.nodes.gone.subarray(0, network.world.nodes.count).every((gone) => gone === 1)).toBe(true);
    const before = network.kernel.eventCount;
    runTo(6 * 8640);
    expect(network.kernel.eventCount - before).toBeLessThan(50);
    const planned = planOf(scenario).events;
    expect(network.kernel.eventCount).toBeLessThan(4 * planned.total);
  });
});
