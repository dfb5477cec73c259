/** How much happens in a run, about. */
import { playedOf, sampleSize } from "./channel-sample.js";
import { channelsOf } from "./channels.js";
import { nodeCountOf } from "./roll.js";
import type { GossipScenario } from "./schema.js";
import { parametersOf } from "./transports.js";

export interface Load {
  readonly published: number;
  /** Events of a replication: copies and their downloads, offers, and grafts of the beginning. */
  readonly total: number;
}

/** Nodes that a message is for, and that are simulated: with users those of a channel, and of all that are. */
export const nodesSimulated = ({ users, nodes }: Pick<GossipScenario, "users" | "nodes">) => {
  const all = nodeCountOf({ nodes });
  return users === undefined
    ? { hearers: all, all }
    : { hearers: Math.min(all, users.members), all: Math.min(all, sampleSize(users) * users.members) };
};

export function loadOf(given: GossipScenario): Load {
  const scenario = playedOf(given);
  const { horizon, messages, connections } = scenario;
  const { hearers: nodes } = nodesSimulated(scenario);
  const p = parametersOf(scenario);
  const published = messages.reduce(
    (sum, { every, at, until = horizon }) => sum + (every > 0 ? Math.max(0, Math.min(until, horizon) - at) / every : 0),
    0,
  );
  const copies = p.router === "flood" ? 2 * connections : p.degree;
  const limited = scenario.nodes.length > 0 ? 2 : 1;
  const { topicCount } = channelsOf(scenario);
  const total = Math.round(published * nodes * (limited * copies + 1) + 2 * nodes * p.degree * topicCount);
  return { published, total };
}
