/** A model of chance, for tests of expectations: a queue that has one of two lengths all along, drawn for each replication. */
import { z } from "zod";
import type { Model, FinishedRun, RunIdentity, Simulation } from "../sim/experiment/model.js";
import { createStreams } from "../sim/random/stream.js";
import { table } from "../sim/table/result-table.js";
import { scenarioBasics } from "./scenario-basics.js";

const schema = z.strictObject({
  ...scenarioBasics,
  chance: z.number().min(0).max(1).default(0.1).describe("of a long queue"),
});
export type CoinScenario = z.output<typeof schema>;

const secondUs = 1_000_000;

class Coin implements Simulation {
  nowUs = 0;
  readonly frame = 0;
  readonly frameCount = 1;
  constructor(
    readonly scenario: CoinScenario,
    readonly identity: RunIdentity,
  ) {}
  get horizonUs(): number {
    return this.scenario.horizon;
  }
  advance(untilUs: number): boolean {
    this.nowUs = untilUs;
    return false;
  }
  save(): Uint8Array<ArrayBuffer> {
    return new Uint8Array();
  }
  finish(): FinishedRun {
    const { chance, horizon } = this.scenario;
    const draws = createStreams(this.identity.seed, this.identity.replication).purpose("coin");
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
      fingerprint: `${this.identity.replication}/${this.identity.seed}/${length}/coin`,
      summaryLines: [],
    };
  }
}

export const coinModel: Model<CoinScenario> = {
  schema,
  planOf: ({ replications }) => ({
    sizes: [["coins", 1]],
    frames: 1,
    events: { total: 1 },
    replications,
    memoryBytes: 1e6,
    seconds: 0,
    notes: [],
    infeasible: [],
  }),
  metricsOf: () => [
    { name: "queue.length", unit: "jobs", about: "who waits", kind: "count", course: "level" },
    { name: "queue.idle", unit: "share", about: "what nobody measures", kind: "share", course: "level" },
    { name: "queue.wait", unit: "hours", about: "how long one waits", kind: "duration", course: "end" },
  ],
  // Looked at when it begins, when it is cut and when it ends.
  datedOf: ({ horizon }) => ({ moments: [{ name: "cut", timesUs: [horizon / 2] }], lookEveryUs: horizon / 2 }),
  createSimulation: (scenario, identity) => new Coin(scenario, identity),
  whyFixed: () => "a coin is as it is",
  picturesOf: () => [],
  summaryLines: () => [],
};

/** The same, with workers. */
export const pooledCoinModel: Model<CoinScenario> = {
  ...coinModel,
  worker: new URL("coin-worker.ts", import.meta.url),
};
