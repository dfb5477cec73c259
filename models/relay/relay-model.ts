/** The model of a relay, as experiments see it: scenarios with `model: relay`. */
import { counted } from "../../sim/units/readable.js";
import type { Infeasible, Model, Plan } from "../../sim/experiment/model.js";
import { relayMetrics } from "./metrics.js";
import { adoptionPicture } from "./pictures.js";
import { blockCount } from "./relay.js";
import { type RelayScenario, relaySchema } from "./schema.js";
import { createRelaySimulation } from "./simulation.js";
import { relaySceneWords } from "./scene.js";
import { summaryOf } from "./summary.js";
import { topologyOf, topologyProblems } from "./topology.js";

/** In the form in which this module runs: TypeScript, or compiled. */
const worker = new URL(import.meta.url.endsWith(".ts") ? "worker.ts" : "worker.js", import.meta.url);

/** Adoptions that a run keeps, at most: 9 bytes each, and a row in a table. */
const maxAdoptions = 10_000_000;

export const relayModel: Model<RelayScenario> = {
  schema: relaySchema,
  planOf,
  metricsOf: () => relayMetrics,
  createSimulation: createRelaySimulation,
  whyFixed: ({ path }) => (path.startsWith("work.") ? null : "what was simulated so far rests on it"),
  picturesOf: (replications, scenario) => [adoptionPicture(replications, scenario)],
  summaryLines: (replications) => summaryOf(replications),
  sceneWords: () => relaySceneWords,
  backgroundOf: (scenario) => ({
    timeline: [],
    assumptions: Object.entries(scenario.sources ?? {}).flatMap(([path, { source, why }]) =>
      source === "assumed" ? [{ what: path, why }] : [],
    ),
    notModelled: [
      "Retransmission: what is lost is lost, and whoever was to get it waits for good.",
      "Cores: a node validates as many headers and bodies at once as come.",
    ],
  }),
  worker,
};

function planOf(scenario: RelayScenario): Plan {
  const { block, horizon, replications } = scenario;
  const problems: readonly Infeasible[] =
    block.every > 0 ? topologyProblems(scenario) : [{ path: "block.every", message: "allowed is more than 0" }];
  const relayed = problems.length === 0 ? topologyOf(scenario) : null;
  const nodes = relayed?.topology.nodeCount ?? 0;
  const links = relayed?.consumers.ends.length ?? 0;
  const blocks = block.every > 0 ? blockCount({ horizon, block }) : 0;
  // A header over every link, and of each node a request, a start, a body and two validations; what waits for a download twice.
  const total = blocks * (2 * links + 8 * nodes);
  const tooMany: readonly Infeasible[] =
    nodes * blocks <= maxAdoptions
      ? []
      : [
          {
            path: "horizon",
            message: `${counted(nodes, "node")} and ${counted(blocks, "block")}; allowed are ${counted(maxAdoptions, "adoption")}`,
          },
        ];
  return {
    sizes: [
      ["nodes", nodes],
      ["links", links],
      ["blocks", blocks],
    ],
    frames: blocks,
    events: { total },
    replications,
    memoryBytes: 60e6 + 300 * nodes + 24 * links + 120 * nodes * blocks,
    seconds: (replications * total) / 1e6,
    notes: [],
    infeasible: [...problems, ...tooMany],
  };
}
