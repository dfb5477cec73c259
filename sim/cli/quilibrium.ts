/** The model of the Quilibrium network, as the command line sees it: the place where sim and models meet. */
import { planOf } from "../../models/scenario/plan/plan.js";
import { type Scenario, scenarioSchema } from "../../models/scenario/schema.js";
import { switchesOf } from "../../models/scenario/switches.js";
import { createSimulation, type RunResult as NetworkResult } from "../../models/simulation.js";
import { storyOf } from "../../models/output/metrics/story.js";
import type { PictureSpec } from "../experiment/picture-spec.js";
import { overReplications, type ReplicationTables } from "../view/over-replications.js";
import { runPictures } from "../view/run-pictures.js";
import type { Model, RunTables } from "../experiment/model.js";

/** In the form in which this module runs: TypeScript, or compiled. */
const worker = new URL(
  import.meta.url.endsWith(".ts") ? "quilibrium-worker.ts" : "quilibrium-worker.js",
  import.meta.url,
);

export const quilibrium: Model<Scenario> = {
  schema: scenarioSchema,
  planOf: (scenario) => {
    const plan = planOf(scenario);
    const { peers, workers, shards } = plan;
    return { ...plan, sizes: Object.entries({ peers, workers, shards }) };
  },
  createSimulation,
  picturesOf,
  // What a network reports are amounts; texts and gaps are for other models.
  storyOf: (replications, scenario) => storyOf(replications as readonly NetworkResult["metrics"][], scenario),
  worker,
};

function picturesOf(replications: readonly RunTables[], scenario: Scenario): readonly PictureSpec[] {
  const { name, rules, seed, observed } = scenario;
  const count = replications.length;
  const of = count > 1 ? ` · means of ${count} replications; bands about lines: lowest to highest` : "";
  const caption = `${name} · rules ${rules} · seed ${seed}${of}`;
  const measured = observed === undefined ? {} : { observed: measurementsOf(observed) };
  const { emissionRule } = switchesOf(scenario);
  const hasRings = emissionRule !== "dusk" && emissionRule !== "dawn";
  return runPictures({
    ...overReplications(replications as unknown as readonly ReplicationTables[]),
    hasRings,
    caption,
    ...measured,
  });
}

function measurementsOf({ timeDays, columns }: NonNullable<Scenario["observed"]>) {
  // In the order in which the scenario names them.
  return { day: timeDays, columns: Object.entries(columns).map(([name, values]) => ({ name, label: name, values })) };
}
