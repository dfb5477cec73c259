/** The model of gossip, as experiments see it: scenarios with `model: gossip`. */
import type { Model, Plan } from "../../sim/experiment/model.js";
import { channelsOf } from "./channels.js";
import { binCount } from "./delays.js";
import { loadOf } from "./load.js";
import { gossipMetrics } from "./metrics.js";
import { nodeCountOf, regionsOfScenario } from "./overlay.js";
import { overlayPicture, sentPicture, spreadByGroupPicture } from "./group-pictures.js";
import { spreadPicture, trafficPicture } from "./pictures.js";
import { problemsOf } from "./problems.js";
import { gossipSceneWords } from "./scene.js";
import { type GossipScenario, gossipSchema } from "./schema.js";
import { createGossipSimulation } from "./simulation.js";
import { summaryOf } from "./summary.js";

/** In the form in which this module runs: TypeScript, or compiled. */
const worker = new URL(import.meta.url.endsWith(".ts") ? "worker.ts" : "worker.js", import.meta.url);

export const gossipModel: Model<GossipScenario> = {
  schema: gossipSchema,
  planOf,
  metricsOf: () => gossipMetrics,
  createSimulation: createGossipSimulation,
  whyFixed: ({ path }) => (path.startsWith("mesh.") ? null : "what was simulated so far rests on it"),
  picturesOf: (replications, scenario) => [
    spreadPicture(replications, scenario),
    spreadByGroupPicture(replications, scenario),
    trafficPicture(replications, scenario),
    sentPicture(replications, scenario),
    overlayPicture(replications, scenario),
  ],
  summaryLines: (replications) => summaryOf(replications),
  sceneWords: gossipSceneWords,
  backgroundOf: (scenario) => ({
    timeline: scenario.faults.map(({ fault, at, for: forUs }) => `${at / 1e6} s: ${fault}, for ${forUs / 1e6} s`),
    timelineUs: scenario.faults.map(({ at }) => at),
    assumptions: Object.entries(scenario.sources ?? {}).flatMap(([path, { source, why }]) =>
      source === "assumed" ? [{ what: path, why }] : [],
    ),
    notModelled: [
      "Discovery and peer exchange: who is connected stays so.",
      "Control messages wait for no line, and hold none up.",
      "Retransmission: a message that is lost is lost, until an IHAVE tells of it.",
    ],
  }),
  worker,
};

function planOf(scenario: GossipScenario): Plan {
  const { horizon, replications, messages, connections } = scenario;
  const infeasible = problemsOf(scenario);
  const nodes = nodeCountOf(scenario);
  const { topicCount } = channelsOf(scenario);
  const { published, total } = loadOf(scenario);
  const regions = regionsOfScenario(scenario).names.length;
  return {
    sizes: [
      ["nodes", nodes],
      ["connections", nodes * connections],
      ["messages", Math.round(published)],
    ],
    frames: Math.ceil(horizon / 1e6),
    events: { total },
    replications,
    memoryBytes:
      60e6 +
      nodes * (400 + 2 * connections * (20 + 26 * topicCount)) +
      4 * messages.length * (regions + scenario.nodes.length) * binCount,
    // Whom each node connects with is drawn and put in order first: 2.4 µs a connection.
    seconds: (replications * (total + 2.4 * nodes * connections)) / 1e6,
    notes: [],
    infeasible,
  };
}
