/** The model of a mixnet, as experiments see it: scenarios with `model: mixnet`. */
import type { Infeasible, Model, Plan, RunTables } from "../../sim/experiment/model.js";
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { canMix, dealersOf } from "../protocol/mixnet/mixing.js";
import { integerSqrt } from "../protocol/ground/integer-math.js";
import { whyFixed } from "./going-on.js";
import { mixnetMetrics } from "./metrics.js";
import { intersectionPicture, linkingPicture, roundsPicture } from "./pictures.js";
import { messages } from "./messages.js";
import { type MixnetScenario, mixnetScenarioSchema } from "./schema.js";
import { createMixnetSimulation, spanCount } from "./simulation.js";
import { settingOf } from "./setting.js";
import { summaryOf } from "./summary.js";

/** In the form in which this module runs: TypeScript, or compiled. */
const worker = new URL(import.meta.url.endsWith(".ts") ? "worker.ts" : "worker.js", import.meta.url);

/** What a run keeps a byte of, at most: users who may be the partner of a watched one. */
const maxPairs = 100_000_000;
/** Parts of shares and vectors of a round, at most, all of which are on their way at once. */
const maxRoundMessages = 20_000_000;
const maxVectorBytes = 1e9;

export const mixnetModel: Model<MixnetScenario> = {
  schema: mixnetScenarioSchema,
  planOf,
  metricsOf: () => mixnetMetrics,
  createSimulation: createMixnetSimulation,
  whyFixed,
  picturesOf,
  summaryLines: (replications) => summaryOf(replications),
  backgroundOf: (scenario) => ({
    timeline: scenario.silent.map(({ player }) => messages.silent(player)),
    assumptions: Object.entries(scenario.sources ?? {}).flatMap(([path, { source, why }]) =>
      source === "assumed" ? [{ what: path, why }] : [],
    ),
    notModelled: messages.notModelled,
  }),
  worker,
};

/** Nothing is to be seen where no batch came out in some replication. */
function picturesOf(replications: readonly RunTables[], scenario: MixnetScenario): readonly PictureSpec[] {
  if (replications.some(({ series }) => series.rowCount === 0)) return [];
  return [
    linkingPicture(replications, scenario),
    ...(scenario.users.watched > 0 ? [intersectionPicture(replications, scenario)] : []),
    roundsPicture(replications, scenario),
  ];
}

function planOf(scenario: MixnetScenario): Plan {
  const { horizon, replications, users, mixnet } = scenario;
  const infeasible = problemsOf(scenario);
  const estimate = infeasible.length > 0 ? { rounds: 0, events: 0, seconds: 0 } : estimateOf(scenario);
  return {
    sizes: [
      ["players", mixnet.players],
      ["dealers", mixnet.dealers ?? dealersOf(mixnet.players)],
      ["rounds", estimate.rounds],
      ["messages", Math.round((users.rate * horizon) / 1e6)],
    ],
    frames: spanCount(scenario),
    events: { total: estimate.events },
    replications,
    memoryBytes: 60e6 + 24 * mixnet.batch + users.watched * users.count + 150 * estimate.rounds,
    seconds: replications * estimate.seconds,
    notes: scenario.silent.filter((one) => one.for === undefined).map(({ player }) => messages.stops(player)),
    infeasible,
  };
}

/** Time that bytes take through a line. */
const lineUs = (bytes: number, bitsPerS: number): number => (8e6 * bytes) / bitsPerS;

/** Rounds, events and seconds of one replication: a round takes what the slowest line takes for it. */
function estimateOf(scenario: MixnetScenario): { rounds: number; events: number; seconds: number } {
  const setting = settingOf(scenario);
  const { line, users, horizon } = scenario;
  const { players, dealers, depth, batch, dealParts } = setting;
  const others = players - 1;
  const dealt = depth * setting.dealBytes;
  const dealUs = Math.max(lineUs(others * dealt, line.upload), lineUs(dealers * dealt, line.download));
  const mixUs = setting.mixUs + depth * lineUs(others * setting.vectorBytes, Math.min(line.upload, line.download));
  const collectUs = Math.max(0, Math.min(scenario.mixnet.wait, (1e6 * batch) / users.rate) - dealUs - mixUs);
  const rounds = Math.ceil(horizon / Math.max(1, dealUs + collectUs + mixUs));
  const perRound = 2 * (depth * players * others + depth * dealers * others * dealParts) + depth * players + 2;
  const moved = Math.min(batch, (users.rate * horizon) / 1e6 / rounds);
  // A draw and a swap a place, dealer and layer; a few draws a message; a look at each pair.
  const work = perRound / 3e6 + (batch * depth * dealers) / 3e7 + moved / 1e7 + (users.count * users.watched) / 1e9;
  return { rounds, events: rounds * perRound, seconds: 0.05 + rounds * work };
}

function problemsOf(scenario: MixnetScenario): readonly Infeasible[] {
  const { mixnet, users, observer, silent, line } = scenario;
  const { players, dealers = dealersOf(players), batch, depth } = mixnet;
  const side = Number(integerSqrt(BigInt(batch)));
  const found: Infeasible[] = [];
  const refuse = (path: string, message: string): void => void found.push({ path, message });
  if (side * side !== batch) refuse("mixnet.batch", messages.noSquare(batch, side));
  if (!canMix(players, dealers)) refuse("mixnet.dealers", messages.tooFewPlayers(players, dealers));
  if (observer.dealers > dealers) refuse("observer.dealers", messages.tooManyCorrupt(observer.dealers, dealers));
  silent.forEach(({ player, for: lastsUs }, k) => {
    if (lastsUs === 0) refuse(`silent[${k}].for`, messages.noSilence());
    if (player >= players) refuse(`silent[${k}].player`, messages.noPlayer(player, players));
  });
  if (users.rate === 0) refuse("users.rate", messages.noMessages());
  if (users.watched > users.count) refuse("users.watched", messages.tooManyWatched(users.watched, users.count));
  if (users.watched * users.count > maxPairs)
    refuse("users.watched", messages.tooManyPairs(users.watched * users.count, maxPairs));
  if (line.upload === 0) refuse("line.upload", messages.noLine());
  if (line.download === 0) refuse("line.download", messages.noLine());
  if (mixnet.element === 0) refuse("mixnet.element", messages.noElement());
  if (mixnet.compute === 0 && line.latency === 0) refuse("mixnet.compute", messages.noTime());
  if (batch * mixnet.element > maxVectorBytes)
    refuse("mixnet.element", messages.largeVector(batch * mixnet.element, maxVectorBytes));
  if (found.length > 0) return found;
  const { dealParts } = settingOf(scenario);
  const perRound = depth * (players - 1) * Math.max(players, dealers * dealParts);
  if (perRound > maxRoundMessages) refuse("mixnet.batch", messages.largeRound(perRound, maxRoundMessages));
  return found;
}
