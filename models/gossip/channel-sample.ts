/**
 * The channels of users that are simulated: who is on each, and what is published there. Channels are alike in chance, so that the first ones
 * are a sample of all.
 */
import { MemberChoice } from "../../sim/random/distributions/member-choice.js";
import { wordExponential } from "../../sim/random/distributions/word.js";
import { type NameWords, nameWords } from "../../sim/random/name-hash.js";
import type { Purpose } from "../../sim/random/stream.js";
import { classGroups } from "./roll.js";
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
    flow: channelName(k),
    size: users.size,
    every: Math.max(1, Math.round((usPerS * users.channels) / users.rate)),
    at: users.at,
    until: usersUntil(users, horizon),
    otherwise: "ignore",
  }));
  return { ...scenario, channels, messages };
}

/** A node: the class, by its place in the scenario, and its place in the class. */
export interface Member {
  readonly of: number;
  readonly place: number;
}

/** What names a channel of users, by its number from 0: the flow that is published there. */
const channelName = (channel: number): string => `channel ${channel + 1}`;

/** Where draws of who takes a class's places begin: after those of which class has each place. */
const placeDraws = 2 ** 32;

/** Members of a channel. A class that is too small for its places has all its nodes there. */
export function drawMembers(
  { nodes }: Pick<GossipScenario, "nodes">,
  { members }: Pick<Users, "members">,
  { streams, channel }: { readonly streams: ModelStreams; readonly channel: number },
): readonly Member[] {
  const stream = channelDraws(streams);
  const name = nameWords(channelName(channel));
  const groups = classGroups({ nodes });
  const drawn = placesOfClasses(stream, { name, groups, shares: placeShares(nodes), members });
  return groups.flatMap((group, of) => {
    if (drawn[of] >= group.count) return Array.from({ length: group.count }, (_, place) => ({ of, place }));
    const places = new Set<number>();
    if (drawn[of] > 0)
      new MemberChoice(stream, [group]).draw(name, placeDraws, (_, place) => places.add(place).size === drawn[of]);
    return [...places].map((place) => ({ of, place }));
  });
}

/** How many places of a channel each class has: a race for every place, at rates of their shares, so that none changes hands between others. */
function placesOfClasses(
  stream: Purpose,
  draw: {
    readonly name: NameWords;
    readonly groups: readonly NameWords[];
    readonly shares: readonly number[];
    readonly members: number;
  },
): readonly number[] {
  const { name, groups, shares, members } = draw;
  const drawn = groups.map(() => 0);
  for (let place = 0; place < members; place++) {
    const waits = groups.map(({ first, second }, of) => {
      const word = stream.pairWord((name.first ^ first) >>> 0, (name.second ^ second) >>> 0, place);
      return shares[of] === 0 ? Infinity : wordExponential(word) / shares[of];
    });
    const soonest = waits.reduce((least, wait) => Math.min(least, wait), Infinity);
    if (soonest < Infinity) drawn[waits.indexOf(soonest)]++;
  }
  return drawn;
}
