/** The model of gossip, as experiments see it: scenarios with `model: gossip`. */
import type { Model, Plan, RunTables } from "../../sim/experiment/model.js";
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { channelsOf } from "./channels.js";
import { connectionsPicture } from "./connection-pictures.js";
import { binCount } from "./delays.js";
import { carriedPicture, channelSpreadPicture } from "./user-pictures.js";
import { playedOf } from "./channel-sample.js";
import { loadOf, nodesSimulated } from "./load.js";
import { gossipMetricsOf } from "./metrics.js";
import { regionsOfScenario } from "./overlay.js";
import { nodeCountOf } from "./roll.js";
import { overlayPicture, sentPicture, spreadByGroupPicture } from "./group-pictures.js";
import { spreadPicture, trafficPicture } from "./pictures.js";
import { problemsOf } from "./problems.js";
import { gossipSceneWords } from "./scene.js";
import { type GossipScenario, gossipSchema } from "./schema.js";
import { createGossipSimulation } from "./simulation.js";
import { summaryOf } from "./summary.js";
import { sampledLine } from "./user-lines.js";

/** In the form in which this module runs: TypeScript, or compiled. */
const worker = new URL(import.meta.url.endsWith(".ts") ? "worker.ts" : "worker.js", import.meta.url);

/** Heartbeats are numbers in the state, meshes are of masks or of bits, and scores are kept from the beginning. */
const countedIn: readonly string[] = ["mesh.heartbeat", "mesh.composite", "mesh.scores"];

export const gossipModel: Model<GossipScenario> = {
  schema: gossipSchema,
  planOf,
  metricsOf: gossipMetricsOf,
  createSimulation: createGossipSimulation,
  whyFixed: ({ path }) =>
    path.startsWith("mesh.") && !countedIn.includes(path) ? null : "what was simulated so far rests on it",
  picturesOf,
  summaryLines: (replications, scenario) => summaryOf(replications, scenario),
  divisionOf: () => ({ isStored: false }),
  sceneWords: gossipSceneWords,
  backgroundOf: (scenario) => ({
    timeline: [
      ...scenario.faults.map(({ fault, at, for: forUs }) => `${at / 1e6} s: ${fault}, for ${forUs / 1e6} s`),
      ...(scenario.subscriptions ?? []).map(
        ({ at, classes, does, over }) => `${at / 1e6} s: ${classes.join(", ")} ${does}, over ${over / 1e6} s`,
      ),
    ],
    timelineUs: [...scenario.faults, ...(scenario.subscriptions ?? [])].map(({ at }) => at),
    assumptions: Object.entries(scenario.sources ?? {}).flatMap(([path, { source, why }]) =>
      source === "assumed" ? [{ what: path, why }] : [],
    ),
    notModelled: [
      ...notModelledOfUsers(scenario),
      ...(scenario.discovery === undefined
        ? ["Discovery and peer exchange: who is connected stays so."]
        : ["Bytes of dials; and peers whom a PRUNE tells of, and who are in nobody's book."]),
      "Control messages wait for no line, and hold none up.",
      "Retransmission: a message that is lost is lost, until an IHAVE tells of it.",
    ],
  }),
  worker,
};

function picturesOf(replications: readonly RunTables[], scenario: GossipScenario): readonly PictureSpec[] {
  // Nothing spreads where nothing was published, or nobody heard it.
  const hasSpread = replications.some(({ spread }) => (spread?.rowCount ?? 0) > 0);
  if (scenario.users !== undefined)
    return [
      carriedPicture(replications, scenario),
      ...(hasSpread ? [channelSpreadPicture(replications, scenario)] : []),
    ];
  return [
    ...(hasSpread ? [spreadPicture(replications, scenario)] : []),
    ...((replications[0].spread?.rowCount ?? 0) > 0 ? [spreadByGroupPicture(replications, scenario)] : []),
    trafficPicture(replications, scenario),
    sentPicture(replications, scenario),
    overlayPicture(replications, scenario),
    ...(scenario.discovery === undefined ? [] : [connectionsPicture(replications, scenario)]),
  ];
}

const notModelledOfUsers = ({ users }: GossipScenario): readonly string[] =>
  users === undefined
    ? []
    : [
        "Messages of other channels on the lines of those that are simulated: times are those of idle lines, and what waits is reckoned.",
        "Channels that are busier than others, and what nodes send besides users' messages.",
      ];

/** Of a link over which a connection may open and close, beside what any has. */
const bytesOfOpening = 45;

function planOf(scenario: GossipScenario): Plan {
  const { horizon, replications, connections, discovery, users } = scenario;
  const links = discovery?.book ?? connections;
  const infeasible = problemsOf(scenario);
  const { messages } = playedOf(scenario);
  const { all: nodes } = nodesSimulated(scenario);
  const { topicCount } = channelsOf(scenario);
  const { published, total } = loadOf(scenario);
  const regions = regionsOfScenario(scenario).names.length;
  return {
    sizes: [
      ["nodes", nodeCountOf(scenario)],
      ["connections", nodes * connections],
      ["messages", Math.round(published)],
    ],
    frames: Math.ceil(horizon / 1e6),
    events: { total },
    replications,
    memoryBytes:
      60e6 +
      nodes *
        (400 +
          2 *
            links *
            (20 +
              (scenario.subscriptions === undefined ? 26 : 30) * topicCount +
              (discovery === undefined ? 0 : bytesOfOpening))) +
      4 * messages.length * (regions + scenario.nodes.length) * binCount,
    // Whom each node connects with is drawn and put in order first: a microsecond a connection.
    seconds: (replications * (total + nodes * links)) / 1e6,
    notes: users === undefined ? [] : [sampledLine(scenario, users)],
    infeasible,
  };
}
