/** Splitting of networks, against runs without it. */
import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../test/network-kit.js";
import { growTree, type Tree } from "../sim/experiment/splitting/fixed-effort.js";
import { simulatedPaths, tiltedWeights } from "../sim/experiment/splitting/simulated-paths.js";
import { chooseLevels } from "../sim/experiment/splitting/pilot.js";
import { estimate } from "../sim/stats/estimate.js";
import { weightedEvent } from "../sim/stats/importance/weighted-event.js";
import { exp, pow } from "../sim/units/portable-math.js";
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
      finish(growTree(paths, { levels: [-3, -2, -1], effort: 40, tree, seed: 1 })),
    );
    const { mean, deviation } = estimate(trees.map((tree) => tree.estimate));
    const error = Math.sqrt(deviation! ** 2 / 10 + (share * (1 - share)) / runs);
    expect(Math.abs(mean - share)).toBeLessThan(3 * error);
  });
});

/** One shard that eight nodes of one worker serve, who come back to no shard within the run: what becomes of it is known. */
const optionsWith = (
  operators: ScenarioText,
  horizon: string,
  metric: string,
  { rare, ...switches }: ScenarioText = {},
) =>
  ({
    model: quilibrium,
    scenario: smallScenario({
      rules: "v2.1-simplex",
      horizon,
      shards: { count: 1, world: "1 GB" },
      start: { heads: { 8: 1 }, joining: 0 },
      switches: { epochFrames: 7200, haltGraceFrames: grace, ...switches },
      report: { every: "5 min" },
      operators: [{ class: "homes", count: 8, workers: 1, ...operators }],
      ...(rare !== undefined && { rare }),
    }),
    event: { metric, comparison: ">", bound: 0 },
    replay: "a test",
  }) as const;
const aloneWith = (...of: Parameters<typeof optionsWith>) => simulatedPaths(optionsWith(...of));
const grace = 60;
const frameS = 10;

/** P(`least` or more of eight), each of which is so with probability p, independently of the others. */
function atLeast(least: number, p: number): number {
  let chances = [1];
  for (let n = 0; n < 8; n++)
    chances = [...chances, 0].map((chance, k) => chance * (1 - p) + (k === 0 ? 0 : chances[k - 1] * p));
  return chances.slice(least).reduce((sum, chance) => sum + chance);
}

/** That an operator has left by then. */
const hasLeft = (seconds: number, halfLifeDays: number): number => 1 - pow(2, -seconds / 86_400 / halfLifeDays);

/**
 * That a node is away for more than 360 frames on end within so many: a chain that is looked at once a frame, whose states are how long it has been
 * away, up to its eviction.
 */
function hasBeenEvicted(
  frames: number,
  { uptime, outageS }: { readonly uptime: number; readonly outageS: number },
): number {
  const [up, down] = [(1 - uptime) / (outageS * uptime), 1 / outageS];
  const mixed = 1 - exp(-(up + down) * frameS);
  const [goes, returns] = [(up / (up + down)) * mixed, (down / (up + down)) * mixed];
  let away = Array.from({ length: 361 }, (_, k) => Number(k === 0));
  let evicted = 0;
  for (let frame = 0; frame < frames; frame++) {
    evicted += away[360] * (1 - returns);
    const back = away.reduce((sum, chance, k) => sum + (k === 0 ? 0 : chance * returns), 0);
    away = away.map((_, k) =>
      k === 0 ? away[0] * (1 - goes) + back : k === 1 ? away[0] * goes : away[k - 1] * (1 - returns),
    );
  }
  return evicted;
}

/** How many standard errors ten trees are from the truth, and how large such an error is, as a share of it. */
function held(paths: ReturnType<typeof aloneWith>, effort: number, truth: number) {
  const { levels } = finish(chooseLevels(paths, { effort, firstRoot: 1e10, seed: 1 }));
  const trees = Array.from({ length: 10 }, (_, tree): Tree =>
    finish(growTree(paths, { levels, effort, tree, seed: 1 })),
  );
  const { mean, deviation } = estimate(trees.map((tree) => tree.estimate));
  const error = deviation! / Math.sqrt(10);
  return { errorsAway: Math.abs(mean - truth) / error, share: error / truth };
}

describe("splitting of one shard of eight nodes", () => {
  it("finds a halt of 2e-6 that operators make who leave: five of eight, as the binomial law has it", () => {
    const truth = atLeast(5, hasLeft(12 * 3600 - grace * frameS, 10));
    expect(truth).toBeLessThan(3e-6);
    const { errorsAway, share } = held(
      aloneWith({ leave: "half-life 10 d" }, "12 h", "coverage.haltedShards"),
      60,
      truth,
    );
    expect(errorsAway).toBeLessThan(3);
    expect(share).toBeLessThan(0.4);
  });

  it("finds the loss of data that all eight make who leave", () => {
    const truth = pow(hasLeft(12 * 3600, 2), 8);
    expect(truth).toBeLessThan(1e-6);
    const { errorsAway, share } = held(aloneWith({ leave: "half-life 2 d" }, "12 h", "page.unassigned"), 60, truth);
    expect(errorsAway).toBeLessThan(3);
    expect(share).toBeLessThan(0.5);
  });

  it("finds a halt of 1e-4 that two outages of more than an hour make, though no path shares what another's will be", () => {
    const away = hasBeenEvicted(8 * 360 - grace, { uptime: 0.98, outageS: 600 });
    const truth = atLeast(2, away);
    const paths = aloneWith({ uptime: "98 %", outage: "10 min" }, "8 h", "coverage.haltedShards", { haltThreshold: 6 });
    const { errorsAway, share } = held(paths, 60, truth);
    expect(errorsAway).toBeLessThan(3);
    expect(share).toBeLessThan(0.3);
  });
});

describe("importance sampling of one shard of eight nodes", () => {
  it.each([
    [1, 0.999999, { often: 5000, long: 2 }, 1000],
    [2, 0.9997, { often: 40, long: 1.5 }, 2500],
  ])("finds a halt by %i outages of more than an hour, uptime %f", (outages, uptime, tilt, runs) => {
    const truth = atLeast(outages, hasBeenEvicted(8 * 360 - grace, { uptime, outageS: 1800 }));
    expect(truth).toBeLessThan(2e-5);
    const rare = { tilt: [{ class: "homes", ...tilt }] };
    const operators = { uptime: `${Number((uptime * 100).toFixed(4))} %`, outage: "30 min" };
    const options = optionsWith(operators, "8 h", "coverage.haltedShards", { haltThreshold: 8 - outages, rare });
    const weights = finish(tiltedWeights(options, { first: 0, count: runs }));
    const { mean, deviation } = estimate(weights);
    expect(Math.abs(mean - truth)).toBeLessThan(3 * (deviation! / Math.sqrt(runs)));
    const { lower, upper, effectiveSize } = weightedEvent(weights, 0.1, 1);
    expect([lower < truth, truth < upper]).toEqual([true, true]);
    expect(effectiveSize).toBeGreaterThan(30);
  });
});
