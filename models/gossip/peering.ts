/** How connections open and close in a run, where a scenario has nodes look for peers. */
import type { PeeringOptions } from "../../sim/gossip/peering.js";
import type { ExchangeLimits } from "../../sim/gossip/rules/exchanged-peers.js";
import { meshParameters } from "../protocol/transport/mesh-parameters.js";
import { scoreThresholds } from "../protocol/transport/peer-score.js";
import { connectionsOfTransport, limitsOfClasses } from "./limits.js";
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
    maxPending: connectionsOfTransport(transport)?.maxPending ?? Infinity,
    everyUs: discovery.every,
    timeoutUs: discovery.timeout,
    idleUs: discovery.idle,
    exchange: hasExchange(scenario) ? exchangeOf(discovery.exchangeScore) : null,
    spanUs: spanUs(horizon),
    spanCount,
  };
}

/** Whether nodes tell whom they prune of other peers: those of the Go node do, unless the scenario says otherwise. */
const hasExchange = ({ discovery, transport }: Pick<GossipScenario, "discovery" | "transport">): boolean =>
  discovery !== undefined && (discovery.exchange ?? transport === "go");

function exchangeOf(fromScore: number = scoreThresholds.acceptPeerExchange): ExchangeLimits {
  const { prunePeers, connectors, pendingConnectionsMax } = meshParameters["2.1 Go"];
  return { peers: prunePeers, fromScore, connectors: connectors!, maxQueued: pendingConnectionsMax! };
}
