/** A model of chance, for tests of expectations: a queue that has one of two lengths all along, drawn for each replication. */
import { z } from "zod";
import type { Model, FinishedRun, RunIdentity } from "../sim/experiment/model.js";
import { createStreams } from "../sim/random/stream.js";
import { table } from "../sim/table/result-table.js";
import { instantRun, smallPlan } from "./instant-run.js";
import { scenarioBasics } from "./scenario-basics.js";

const schema = z.strictObject({
  ...scenarioBasics,
  chance: z.number().min(0).max(1).default(0.1).describe("of a long queue"),
});
export type CoinScenario = z.output<typeof schema>;

const secondUs = 1_000_000;

function tossed(scenario: CoinScenario, identity: RunIdentity): FinishedRun {
  const { chance, horizon } = scenario;
  const draws = createStreams(identity.seed, identity.replication).purpose("coin");
  const [isLong, wait] = [draws.uniform(0, 0) < chance, draws.uniform(0, 1)];
  const length = isLong ? 12 : 3;
  return {
    tables: {
      series: table([
        { name: "time_s", values: [0, horizon / 2 / secondUs, horizon / secondUs] },
        { name: "queue.length", values: [0, length, length] },
        { name: "queue.idle", values: [Number.NaN, Number.NaN, Number.NaN] },
      ]),
    },
    metrics: [
      { name: "queue.length", unit: "jobs", kind: "count", value: length },
      { name: "queue.idle", unit: "share", kind: "share", value: null },
      { name: "queue.wait", unit: "hours", kind: "duration", value: wait },
    ],
    moments: [{ name: "cut", timeS: horizon / 2 / secondUs }],
    fingerprint: `${identity.replication}/${identity.seed}/${length}/coin`,
    summaryLines: [],
  };
}

export const coinModel: Model<CoinScenario> = {
  schema,
  planOf: ({ replications }) => smallPlan({ sizes: [["coins", 1]], replications }),
  metricsOf: () => [
    { name: "queue.length", unit: "jobs", about: "who waits", kind: "count", course: "level" },
    { name: "queue.idle", unit: "share", about: "what nobody measures", kind: "share", course: "level" },
    { name: "queue.wait", unit: "hours", about: "how long one waits", kind: "duration", course: "end" },
  ],
  // Looked at when it begins, when it is cut and when it ends.
  datedOf: ({ horizon }) => ({ moments: [{ name: "cut", timesUs: [horizon / 2] }], lookEveryUs: horizon / 2 }),
  createSimulation: (scenario, identity) => instantRun(scenario, identity, tossed),
  whyFixed: () => "a coin is as it is",
  picturesOf: () => [],
  summaryLines: () => [],
};

/** The same, with workers. */
export const pooledCoinModel: Model<CoinScenario> = {
  ...coinModel,
  worker: new URL("coin-worker.ts", import.meta.url),
};
