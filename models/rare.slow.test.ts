/** Splitting of networks, against runs without it. */
import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../test/network-kit.js";
import { growTree, type Tree } from "../sim/experiment/splitting/fixed-effort.js";
import { simulatedPaths } from "../sim/experiment/splitting/simulated-paths.js";
import { estimate } from "../sim/stats/estimate.js";
import { quilibrium } from "./quilibrium.js";

function finish<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Four shards with eight provers each, of nodes that are often away for twenty minutes; a quarter of an hour below the threshold halts. */
const pathsWith = (fields: ScenarioText) =>
  simulatedPaths({
    model: quilibrium,
    scenario: smallScenario({
      rules: "v2.1-simplex",
      horizon: "8 h",
      shards: { count: 4, world: "5 GB" },
      start: { heads: { 8: 4 }, joining: 0 },
      switches: { haltGraceFrames: 90 },
      report: { every: "5 min" },
      ...fields,
    }),
    event: { metric: "coverage.haltedShards", comparison: ">", bound: 0 },
    replay: "a test",
  });

describe("splitting of a network", () => {
  it("finds halts as often as runs without it do, within three standard errors", () => {
    const paths = pathsWith({
      operators: [{ class: "homes", count: 16, workers: 2, uptime: "90 %", outage: "20 min" }],
    });
    const runs = 500;
    let halts = 0;
    for (let k = 0; k < runs; k++) if (paths.begin(1e9 + k).reaches(Number.POSITIVE_INFINITY)) halts++;
    const share = halts / runs;
    expect(halts).toBeGreaterThan(5);
    expect(share).toBeLessThan(0.2);
    const trees = Array.from({ length: 10 }, (_, tree): Tree =>
      finish(growTree(paths, { levels: [-3, -2, -1], effort: 50, tree, seed: 1 })),
    );
    const { mean, deviation } = estimate(trees.map((tree) => tree.estimate));
    const error = Math.sqrt(deviation! ** 2 / 10 + (share * (1 - share)) / runs);
    expect(Math.abs(mean - share)).toBeLessThan(3 * error);
  });
});
