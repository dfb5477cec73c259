/**
 * The channels of users that are simulated: who is on each, and what is published there. Channels are alike in chance, so that the first ones
 * are a sample of all.
 */
import { choose } from "../../sim/random/distributions/choose.js";
import { partAt } from "../../sim/random/distributions/part-at.js";
import type { GossipScenario } from "./schema.js";
import type { Users } from "./user-fields.js";
import { type ModelStreams, channelDraws } from "./overlay-draws.js";

const usPerS = 1e6;
const settlesUs = 2e6;

export const sampleSize = ({ sample, channels }: Pick<Users, "sample" | "channels">): number =>
  Math.min(sample, channels);

/** When users write; what they wrote by then has time to get through before the run ends. */
export const usersUntil = ({ at, until }: Pick<Users, "at" | "until">, horizonUs: number): number =>
  Math.min(horizonUs, until ?? Math.max(at, horizonUs - settlesUs));

/** Of the places on channels, the share that nodes of each class have. */
export function placeShares(nodes: GossipScenario["nodes"]): readonly number[] {
  const weights = nodes.map(({ count, places, listens }) => (listens ? count * places : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total === 0 ? 0 : weight / total));
}

/** Channels that a node of each class is on, a mean. */
export const channelsPerNode = (nodes: GossipScenario["nodes"], { channels, members }: Users): readonly number[] =>
  placeShares(nodes).map((share, k) => (channels * members * share) / nodes[k].count);

/** What is published where there are users: a flow a channel that is simulated. Any other scenario is played as it is. */
export function playedOf(scenario: GossipScenario): GossipScenario {
  const { users, horizon } = scenario;
  if (users === undefined) return scenario;
  const channels = sampleSize(users);
  const messages = Array.from({ length: channels }, (_, k): GossipScenario["messages"][number] => ({
    flow: `channel ${k + 1}`,
    size: users.size,
    every: Math.max(1, Math.round((usPerS * users.channels) / users.rate)),
    at: users.at,
    until: usersUntil(users, horizon),
    otherwise: "ignore",
  }));
  return { ...scenario, channels, messages };
}

/** Members of a channel, ascending, as numbers of nodes in the order of classes. A class that is too small for its places has all its nodes there. */
export function drawMembers(
  { nodes }: Pick<GossipScenario, "nodes">,
  { members }: Pick<Users, "members">,
  { streams, channel }: { readonly streams: ModelStreams; readonly channel: number },
): readonly number[] {
  const stream = channelDraws(streams);
  const shares = placeShares(nodes);
  const drawn = nodes.map(() => 0);
  for (let place = 0; place < members; place++) drawn[partAt(stream.uniform(channel, place), shares)]++;
  let first = 0;
  return nodes.flatMap(({ count }, k) => {
    const from = first;
    first += count;
    const take = Math.min(count, drawn[k]);
    return choose(stream.pairCursor(channel, k), { take, from: count })
      .map((node) => from + node)
      .sort((a, b) => a - b);
  });
}
