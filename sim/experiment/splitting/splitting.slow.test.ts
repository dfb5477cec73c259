import { describe, expect, test } from "vitest";
import { type TandemScenario, tandemModel, tandemProbability } from "../../../test/tandem-model.js";
import { createStreams } from "../../random/stream.js";
import { estimate } from "../../stats/estimate.js";
import { positiveMeanBounds } from "../../stats/sequential/positive-mean.js";
import { growTree, type Tree, type TreeOptions } from "./fixed-effort.js";
import type { Path, Paths } from "./paths.js";
import { chooseLevels, nextLevel } from "./pilot.js";
import { simulatedPaths } from "./simulated-paths.js";
import { startsOf } from "./starts.js";

/** A gambler with 1 who wins 1 with probability `p`, else loses 1, until nothing is left or `goal` is won. */
function gambler(p: number, goal: number, seed = 1): Paths<{ root: number; wealth: number; step: number }> {
  const draws = (root: number, name?: string) =>
    createStreams(seed, root, name === undefined ? undefined : { name, lasting: [] }).purpose("game");
  const pathFrom = (root: number, wealth: number, step: number, name?: string): Path<never> => {
    const game = draws(root, name);
    const path = {
      highest: wealth === goal ? Number.POSITIVE_INFINITY : wealth,
      reaches(level: number): boolean {
        while (path.highest < level && wealth > 0) {
          wealth += game.uniform(0, step++) < p ? 1 : -1;
          path.highest = wealth === goal ? Number.POSITIVE_INFINITY : Math.max(path.highest, wealth);
        }
        return path.highest >= level;
      },
      store: () => ({ root, wealth, step }) as never,
    };
    return path;
  };
  return {
    begin: (root) => pathFrom(root, 1, 0),
    goOn: ({ root, wealth, step }, branch) => pathFrom(root, wealth, step, branch),
  };
}
const ruin = (p: number, goal: number): number => {
  const odds = (1 - p) / p;
  return (odds - 1) / (odds ** goal - 1);
};

function finish<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
const trees = <Stored>(paths: Paths<Stored>, count: number, options: Omit<TreeOptions, "tree">): readonly Tree[] =>
  Array.from({ length: count }, (_, tree) => finish(growTree(paths, { ...options, tree })));

const twoTrees = (seed: number): readonly Tree[] =>
  trees(gambler(0.3, 9, seed), 2, { levels: [3, 6], effort: 50, seed });

/** How many standard errors the mean of trees is away from the truth. */
function errorsAway(grown: readonly Tree[], truth: number): number {
  const { mean, deviation, count } = estimate(grown.map((tree) => tree.estimate));
  return Math.abs(mean - truth) / (deviation! / Math.sqrt(count));
}

describe("splitting of a gambler's luck", () => {
  test.each([
    [0.4, 12],
    [0.3, 17],
    [0.25, 26],
  ])("is within three standard errors of what is known, p = %f to %i", (p, goal) => {
    const paths = gambler(p, goal);
    const { levels, hasEvent } = finish(chooseLevels(paths, { effort: 200, firstRoot: 1e9, seed: 1 }));
    expect(hasEvent).toBe(true);
    const grown = trees(paths, 20, { levels, effort: 200, seed: 1 });
    const truth = ruin(p, goal);
    expect(errorsAway(grown, truth)).toBeLessThan(3);
    const { lower, upper, mean } = positiveMeanBounds(
      grown.map((tree) => tree.estimate),
      0.05,
      1,
    );
    expect([lower < truth, upper > truth]).toEqual([true, true]);
    expect(upper / mean).toBeLessThan(2);
  });

  test("goes down to 1e-12", () => expect(ruin(0.25, 26)).toBeCloseTo(7.87e-13, 15));

  test("has no bias, even with few paths and levels far apart", () => {
    const grown = trees(gambler(0.3, 6, 3), 6000, { levels: [4], effort: 7, seed: 3 });
    expect(errorsAway(grown, ruin(0.3, 6))).toBeLessThan(3);
  });

  test("is the same again, and another on another seed", () => {
    expect(twoTrees(1)).toEqual(twoTrees(1));
    expect(twoTrees(1)).not.toEqual(twoTrees(2));
  });

  test("is 0 where no path comes further", () => {
    const [tree] = trees(gambler(0.01, 30), 1, { levels: [10, 20], effort: 5, seed: 1 });
    expect(tree).toEqual({ estimate: 0, reached: [0], paths: 5 });
  });
});

describe("splitting of runs of a model", () => {
  const scenario: TandemScenario = {
    ...tandemModel.schema.parse({ name: "tandem", horizon: "100 y", arrivals: 0.1, first: 0.4, second: 0.5, full: 14 }),
  };
  const paths = simulatedPaths({
    model: tandemModel,
    scenario,
    event: { metric: "queue.total", comparison: ">=", bound: scenario.full },
    replay: "none",
  });

  test("is within three standard errors of the linear system of two servers in a row", () => {
    const truth = tandemProbability(scenario);
    expect(truth).toBeLessThan(1e-7);
    const { levels } = finish(chooseLevels(paths, { effort: 50, firstRoot: 1e9, seed: 1 }));
    const grown = trees(paths, 20, { levels, effort: 50, seed: 1 });
    expect(errorsAway(grown, truth)).toBeLessThan(3);
  });

  test("draws numbers of its own from where it goes on, and the same again for the same branch", () => {
    const root = paths.begin(3);
    root.reaches(1);
    const stored = root.store();
    const topOf = (branch: string): number => {
      const path = paths.goOn(stored, branch);
      path.reaches(Number.POSITIVE_INFINITY);
      return path.highest;
    };
    const tops = Array.from({ length: 30 }, (_, k) => topOf(`1.${k}`));
    expect(new Set(tops).size).toBeGreaterThan(1);
    expect(Array.from({ length: 30 }, (_, k) => topOf(`1.${k}`))).toEqual(tops);
  });
});

describe("paths to go on from", () => {
  test("are each taken equally often, and who is taken once more is drawn", () => {
    const times = [0, 0, 0];
    for (let seed = 0; seed < 300; seed++) {
      const starts = startsOf(3, 7, createStreams(seed, 0).purpose("starts").cursor(0));
      expect(starts.length).toBe(7);
      const counts = [0, 1, 2].map((k) => starts.filter((start) => start === k).length);
      expect(counts.sort((a, b) => a - b)).toEqual([2, 2, 3]);
      for (const start of starts) times[start]++;
    }
    for (const count of times) expect(Math.abs(count - 700)).toBeLessThan(3 * Math.sqrt(300 * (2 / 9)));
  });
});

describe("the next level", () => {
  test("is the highest that a fifth came to, or else the lowest above the latest", () => {
    expect(nextLevel([1, 1, 2, 2, 3, 3, 3, 4, 4, 9], 1)).toBe(4);
    expect(nextLevel([1, 1, 1, 1, 1, 1, 1, 1, 1, 7], 1)).toBe(7);
    expect(nextLevel([1, 1, 1, 1, 1], 1)).toBeUndefined();
    expect(nextLevel([Infinity, Infinity, 1, 1], 1)).toBe(Infinity);
  });
});
