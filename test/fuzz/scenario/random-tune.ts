/** What is tuned beside the scenario, over fields that any network has, for what any run measures. */
import { type Choices, written } from "./choices.js";
import type { Fields } from "./random-operators.js";
import { searchedAxes } from "./random-search.js";
import { tuneLimits } from "../../../sim/scenario/tune/schema.js";

/** None of them a mean over time, which short runs have not. */
const objectives = [
  "mean(max(population.workers))",
  "q90(max(population.workers))",
  "P(final population.workersActive > 3)",
  "mean(last(population.workersFree))",
  "mean(population.workers at 0 s)",
];
const constraints = [
  "mean(last(population.peers)) > 2",
  "P(population.workersActive > 3) >= 10 %",
  "median(last(shard.count)) < 9",
  "mean(supply at 0 s) > 1",
  "always population.peersOnline >= 0.5",
];

export function randomTune(choices: Choices): Fields {
  const chosen = searchedAxes.filter(() => choices.chance(0.4));
  const [first, second] = [choices.oneOf(objectives), choices.oneOf(objectives)];
  return written({
    over: Object.fromEntries(chosen.length === 0 ? [choices.oneOf(searchedAxes)] : chosen),
    minimise: [first],
    maximise: first === second ? undefined : [second],
    constraints: choices.maybe(0.5, () => constraints.filter(() => choices.chance(0.5))),
    budget: choices.maybe(0.3, () => choices.oneOf([100, 1000])),
    replications: choices.maybe(0.3, () => choices.oneOf([1, 3])),
    sensitivity: choices.maybe(0.7, () => ({
      trajectories: choices.oneOf([0, 4]),
      rows: choices.oneOf(tuneLimits.rows),
    })),
    population: choices.maybe(0.3, () => choices.oneOf([4, 20])),
    generations: choices.maybe(0.3, () => choices.oneOf([0, 3])),
    paths: choices.maybe(0.3, () =>
      written({
        over: choices.maybe(0.5, () => "operators[0].count"),
        count: choices.oneOf([0, 4]),
        points: choices.oneOf([1, 3]),
      }),
    ),
    assumed: choices.maybe(0.3, () => ({ by: choices.oneOf(["5 %", "50 %"]), inputs: choices.oneOf([0, 5]) })),
  });
}
