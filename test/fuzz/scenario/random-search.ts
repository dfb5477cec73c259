/** What is searched beside the scenario, over fields that any network has, for what any run measures. */
import { type Choices, written } from "./choices.js";
import type { Fields } from "./random-operators.js";

/** Fields that any network has, with what they may be. */
export const searchedAxes: readonly (readonly [path: string, values: unknown])[] = [
  ["network.messageLoss", { from: "0 %", to: "50 %" }],
  ["operators[0].uptime", { from: "50 %", to: "99.9 %", count: 5 }],
  ["operators[0].outage", { from: "1 min", to: "4 min", scale: "log" }],
  ["issuance.supply", ["0 QUIL", "1 QUIL", "2 QUIL"]],
  ["fidelity", ["frame"]],
];
// Runs of few looks have no mean over time.
const measures = [
  "mean(last(population.peersOnline))",
  "q90(max(population.workers))",
  "P(final population.workersActive > 3)",
  "last(population.workersFree)",
];

export function randomSearch(choices: Choices): Fields {
  const chosen = searchedAxes.filter(() => choices.chance(0.4));
  const aim = choices.oneOf(["maximise", "minimise"]);
  return written({
    over: Object.fromEntries(chosen.length === 0 ? [choices.oneOf(searchedAxes)] : chosen),
    [aim]: choices.oneOf(measures),
    until: choices.maybe(0.5, () =>
      choices.oneOf([
        "mean(last(population.peers)) > 2",
        "P(population.workersActive > 3) >= 10 %",
        "median(shard.count) < 9",
      ]),
    ),
    cost: choices.maybe(0.5, () => choices.oneOf(measures)),
  });
}
