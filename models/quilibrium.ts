/** The model of the Quilibrium network, as experiments see it: the place where sim and models meet. */
import { metricsOfScenario } from "./metrics-of-scenario.js";
import { isDivisible } from "./plan/cost/shared-work.js";
import { planOf } from "./plan/plan.js";
import { whyFixed } from "./scenario/fork.js";
import { leastOf } from "./scenario/least.js";
import { mostOf } from "./scenario/most.js";
import { assumedInputs } from "./scenario/assumed-inputs.js";
import { notModelled } from "./scenario/not-modelled.js";
import { type Scenario, scenarioSchema } from "./scenario/schema.js";
import { timelineMarks } from "./output/pictures/timeline-marks.js";
import { datedOfScenario } from "./output/metrics/timeline-moments.js";
import { networkSceneWords } from "./network-scene.js";
import { timelineLines, timelineTimes } from "./plan/timeline-lines.js";
import { assumptionsUsed } from "./scenario/marked-assumptions.js";
import { switchesOf } from "./scenario/switches.js";
import { createSimulation } from "./simulation.js";
import { sampleTurns } from "./output/turns/sample-turns.js";
import { summaryLines } from "./output/metrics/summary-lines.js";
import type { PictureSpec } from "../sim/experiment/picture-spec.js";
import { overReplications, type ReplicationTables } from "./output/pictures/over-replications.js";
import { picturesByMetric } from "./output/pictures/pictures-by-metric.js";
import { runPictures } from "./output/pictures/run-pictures.js";
import type { Model, RunTables } from "../sim/experiment/model.js";

/** In the form in which this module runs: TypeScript, or compiled. */
const worker = new URL(import.meta.url.endsWith(".ts") ? "worker.ts" : "worker.js", import.meta.url);

export const quilibrium: Model<Scenario> = {
  schema: scenarioSchema,
  planOf: (scenario) => {
    const plan = planOf(scenario);
    const { peers, workers, shards } = plan;
    return { ...plan, sizes: Object.entries({ peers, workers, shards }) };
  },
  metricsOf: metricsOfScenario,
  datedOf: datedOfScenario,
  createSimulation,
  keeps: ["events", "profile", "allocations"],
  divisionOf: (scenario) => (isDivisible(scenario) ? { isStored: true } : null),
  isTilted: ({ rare }) => rare !== undefined,
  whyFixed,
  leastOf,
  mostOf,
  picturesOf,
  picturesByMetric: () => picturesByMetric(metricsOfScenario().map(({ name }) => name)),
  sceneWords: networkSceneWords,
  backgroundOf: (scenario) => ({
    timeline: timelineLines(scenario),
    timelineUs: timelineTimes(scenario),
    assumptions: assumptionsUsed(scenario),
    notModelled: notModelled(scenario),
  }),
  assumedInputs,
  turnLines: (replications) => sampleTurns(replications.flatMap(({ turns }) => turns ?? [])),
  summaryLines: (replications, scenario) => [
    ...summaryLines(replications, scenario),
    ...timelineLines(scenario).map((line) => `Timeline: ${line}.`),
  ],
  worker,
};

function picturesOf(replications: readonly RunTables[], scenario: Scenario): readonly PictureSpec[] {
  const { name, rules, seed, observed } = scenario;
  const count = replications.length;
  const of =
    count > 1
      ? `\n${count} replications: lines are medians, bands hold the middle 50 % and 90 %, thin lines are single ones; the rest are means`
      : "";
  const caption = `${name} · rules ${rules} · seed ${seed}${of}`;
  const measured = observed === undefined ? {} : { observed: measurementsOf(observed) };
  const { emissionRule, lifecycle } = switchesOf(scenario);
  const hasRings = lifecycle !== "trie" || emissionRule === "v20";
  return runPictures({
    ...overReplications(replications as unknown as readonly ReplicationTables[]),
    hasRings,
    marks: timelineMarks(replications.flatMap(({ timeline }) => timeline ?? [])),
    caption,
    ...measured,
  });
}

function measurementsOf({ timeDays, columns }: NonNullable<Scenario["observed"]>) {
  // In the order in which the scenario names them.
  return { day: timeDays, columns: Object.entries(columns).map(([name, values]) => ({ name, label: name, values })) };
}
