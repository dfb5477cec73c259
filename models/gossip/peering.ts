/** How connections open and close in a run, where a scenario has nodes look for peers. */
import type { PeeringOptions } from "../../sim/gossip/peering.js";
import { transportConnections } from "../protocol/transport/connection-limits.js";
import { limitsOfClasses } from "./limits.js";
import type { Overlay } from "./overlay.js";
import type { GossipScenario } from "./schema.js";
import { spanCount, spanUs } from "./sent-table.js";

/** Null: all connections stay. */
export function peeringOf(scenario: GossipScenario, { dials, classOf }: Overlay): PeeringOptions | null {
  const { discovery, transport, connections, horizon } = scenario;
  if (discovery === undefined || dials === null || !("isOpen" in dials)) return null;
  const limits = limitsOfClasses(scenario);
  return {
    isOpen: dials.isOpen,
    isKnown: dials.isKnown,
    limitsOf: (node) => limits[classOf[node]],
    wanted: connections,
    maxPending:
      transport === "flood" || transport === "gossipSub"
        ? Infinity
        : (transportConnections[transport].maxPending ?? Infinity),
    everyUs: discovery.every,
    timeoutUs: discovery.timeout,
    idleUs: discovery.idle,
    spanUs: spanUs(horizon),
    spanCount,
  };
}
