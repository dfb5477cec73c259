import { describe, expect, it } from "vitest";
import { identity, smallScenario } from "../../../test/network-kit.js";
import { createSimulation } from "../../simulation.js";
import { planOf } from "../plan.js";
import type { Scenario } from "../../scenario/schema.js";

const nodes = { class: "nodes", count: 200, workers: 8, uptime: "99 %" };
const networks: readonly (readonly [string, object])[] = [
  ["paths that halve, members dealt", { horizon: "2 d", rules: "v2.1-simplex" }],
  ["by seniority", { horizon: "3 d", rules: "seed" }],
  ["by address", { horizon: "3 d", rules: "v2.1-epoch" }],
  ["members that stay", { horizon: "3 d", rules: "v2.1-frames" }],
  ["no splits", { horizon: "2 h", rules: "v2.1-simplex", operators: [{ ...nodes, count: 20 }] }],
];

const read = (fields: object): Scenario =>
  smallScenario({ operators: [nodes], shards: { count: 8, world: "8 GB" }, ...fields });

/** What the plan says; a plan that says nothing of splits has the shards of the start. */
function planned(scenario: Scenario): number {
  const { notes, shards } = planOf(scenario);
  const said = notes
    .map((note) => /splits: about (\d+) in the end/.exec(note)?.[1])
    .find((count) => count !== undefined);
  return said === undefined ? shards : Number(said);
}

function found(scenario: Scenario): number {
  const simulation = createSimulation(scenario, identity());
  simulation.advance(Infinity);
  return Number(simulation.finish().metrics.find(({ name }) => name === "shard.count")?.value);
}

/** Networks of other sizes than those that the plan's figures were taken from. */
const others: readonly (readonly [string, object])[] = ["v2.1-simplex", "seed", "v2.1-epoch"].map((rules) => [
  rules,
  {
    rules,
    horizon: "2 d",
    shards: { count: 3, world: "5 GB" },
    operators: [
      { class: "few", count: 20, workers: 17 },
      { class: "many", count: 150, workers: 3, uptime: "99.5 %" },
    ],
  },
]);

describe("the shards of a plan", () => {
  it.each([...networks, ...others])("are those of the run's end within a factor of two: %s", (_about, fields) => {
    const scenario = read(fields);
    const times = planned(scenario) / found(scenario);
    expect({ times: times <= 2 && times >= 0.5 ? "near" : times }).toEqual({ times: "near" });
  });
});
