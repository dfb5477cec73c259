/** A model with a weakness in it, for tests of what makes scenarios smaller: crowds that wait at a door when it jams. */
import { z } from "zod";
import type { Model, RunIdentity, RunResult } from "../sim/experiment/model.js";
import { createStreams } from "../sim/random/stream.js";
import { table } from "../sim/table/result-table.js";
import { instantRun, smallPlan } from "./instant-run.js";
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

function waited(scenario: CrowdScenario, identity: RunIdentity): RunResult {
  const { crowds, timeline, chance, horizon } = scenario;
  const draw = createStreams(identity.seed, identity.replication).purpose("jam").uniform(0, 0);
  const hours = Array.from({ length: Math.floor(horizon / hourUs) + 1 }, (_, hour) => hour);
  const lengths = hours.map((hour) => {
    const jams = draw < chance ? timeline.filter((entry) => entry.jam !== undefined && entry.hour <= hour) : [];
    return crowds.filter(({ name }) => jams.some(({ jam }) => jam === name)).reduce((sum, { count }) => sum + count, 0);
  });
  return {
    tables: {
      series: table([
        { name: "time_s", values: hours.map((hour) => hour * 3600) },
        { name: "queue.length", values: lengths },
      ]),
    },
    metrics: [{ name: "queue.length", unit: "people", kind: "count", value: lengths.at(-1) ?? 0 }],
    fingerprint: `${identity.replication}/crowd`,
    summaryLines: [],
  };
}

export const crowdModel: Model<CrowdScenario> = {
  schema,
  planOf: ({ replications, crowds }) =>
    smallPlan({
      sizes: [["people", crowds.reduce((sum, { count }) => sum + count, 0)]],
      replications,
      seconds: replications,
    }),
  metricsOf: () => [{ name: "queue.length", unit: "people", about: "who waits", kind: "count", course: "level" }],
  createSimulation: (scenario, identity) => instantRun(scenario, identity, waited),
  whyFixed: () => "a crowd is as it is",
  picturesOf: () => [],
  summaryLines: () => [],
};
