/** A model with a weakness in it, for tests of what makes scenarios smaller: crowds that wait at a door when it jams. */
import { z } from "zod";
import type { Model, RunIdentity, RunResult, Simulation } from "../sim/experiment/model.js";
import { createStreams } from "../sim/random/stream.js";
import { table } from "../sim/table/result-table.js";
import { scenarioBasics } from "./scenario-basics.js";

const schema = z.strictObject({
  ...scenarioBasics,
  crowds: z.array(z.strictObject({ name: z.string(), count: z.int().min(1).max(1000), pace: z.number().default(1) })),
  timeline: z
    .array(z.strictObject({ hour: z.int().min(0), jam: z.string().optional(), music: z.string().optional() }))
    .default([]),
  doors: z.strictObject({ width: z.number().default(2), colour: z.string().default("red") }).prefault({}),
  chance: z.number().min(0).max(1).default(1).describe("that a door jams at all, in a replication"),
});
export type CrowdScenario = z.output<typeof schema>;

const hourUs = 3_600_000_000;

class Crowd implements Simulation {
  nowUs = 0;
  readonly frame = 0;
  readonly frameCount = 1;
  constructor(
    readonly scenario: CrowdScenario,
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
  finish(): RunResult {
    const { crowds, timeline, chance, horizon } = this.scenario;
    const draw = createStreams(this.identity.seed, this.identity.replication).purpose("jam").uniform(0, 0);
    const hours = Array.from({ length: Math.floor(horizon / hourUs) + 1 }, (_, hour) => hour);
    const lengths = hours.map((hour) => {
      const jams = draw < chance ? timeline.filter((entry) => entry.jam !== undefined && entry.hour <= hour) : [];
      return crowds
        .filter(({ name }) => jams.some(({ jam }) => jam === name))
        .reduce((sum, { count }) => sum + count, 0);
    });
    return {
      tables: {
        series: table([
          { name: "time_s", values: hours.map((hour) => hour * 3600) },
          { name: "queue.length", values: lengths },
        ]),
      },
      metrics: [{ name: "queue.length", unit: "people", kind: "count", value: lengths.at(-1) ?? 0 }],
      fingerprint: `${this.identity.replication}/crowd`,
      summaryLines: [],
    };
  }
}

export const crowdModel: Model<CrowdScenario> = {
  schema,
  planOf: ({ replications, crowds }) => ({
    sizes: [["people", crowds.reduce((sum, { count }) => sum + count, 0)]],
    frames: 1,
    events: { total: 1 },
    replications,
    memoryBytes: 1e6,
    seconds: replications,
    notes: [],
    infeasible: [],
  }),
  metricsOf: () => [{ name: "queue.length", unit: "people", about: "who waits", kind: "count", course: "level" }],
  createSimulation: (scenario, identity) => new Crowd(scenario, identity),
  whyFixed: () => "a crowd is as it is",
  picturesOf: () => [],
  summaryLines: () => [],
};
