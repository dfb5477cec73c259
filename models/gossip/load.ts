/** How much happens in a run, about. */
import { channelsOf } from "./channels.js";
import { nodeCountOf } from "./overlay.js";
import type { GossipScenario } from "./schema.js";
import { parametersOf } from "./transports.js";

export interface Load {
  readonly published: number;
  /** Events of a replication: copies and their downloads, offers, and grafts of the beginning. */
  readonly total: number;
}

export function loadOf(scenario: GossipScenario): Load {
  const { horizon, messages, connections } = scenario;
  const nodes = nodeCountOf(scenario);
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
