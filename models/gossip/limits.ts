/** How many connections nodes of each class may hold, as a scenario says. */
import { z } from "zod";
import type { Infeasible } from "../../sim/experiment/model.js";
import { type ConnectionLimits, unlimitedConnections } from "../../sim/network/connection-limits.js";
import { type TransportConnections, transportConnections } from "../protocol/transport/connection-limits.js";
import type { GossipScenario } from "./schema.js";

/** Fields of a class of nodes. */
export const limitFields = () => ({
  maxConnections: z
    .int()
    .min(1)
    .max(200_000)
    .optional()
    .describe("connections that a node holds at most; who is full refuses others"),
  maxInbound: z
    .int()
    .min(0)
    .max(200_000)
    .optional()
    .describe("of them, those that others opened; 0: nobody can dial it, and it can dial others"),
  maxOutbound: z.int().min(0).max(200_000).optional().describe("of them, those that it opened itself"),
});

type Written = Pick<GossipScenario, "nodes" | "connectionLimits" | "transport">;

/** Whether a scenario says of anybody how many connections it may hold. */
export const isLimited = ({ nodes, connectionLimits }: Written): boolean =>
  connectionLimits !== "none" ||
  nodes.some(({ maxConnections, maxInbound, maxOutbound }) =>
    [maxConnections, maxInbound, maxOutbound].some((max) => max !== undefined),
  );

/** Of each class. */
export function limitsOfClasses({ nodes, connectionLimits, transport }: Written): readonly ConnectionLimits[] {
  const base = connectionLimits === "none" ? unlimitedConnections : limitsOfTransport(transport);
  return nodes.map(({ maxConnections = base.all, maxInbound = base.inbound, maxOutbound = base.outbound }) => ({
    all: maxConnections,
    inbound: Math.min(maxInbound, maxConnections),
    outbound: Math.min(maxOutbound, maxConnections),
  }));
}

/** Null: the transport has no node of its own, that would have limits. */
export const connectionsOfTransport = (transport: GossipScenario["transport"]): TransportConnections | null =>
  transport === "flood" || transport === "gossipSub" ? null : transportConnections[transport];

function limitsOfTransport(transport: GossipScenario["transport"]): ConnectionLimits {
  const own = connectionsOfTransport(transport);
  if (own === null) return unlimitedConnections;
  return { all: own.max, inbound: own.maxInbound ?? Infinity, outbound: own.maxOutbound ?? Infinity };
}

/** What cannot be said of limits. */
export function limitProblems(scenario: Written & Pick<GossipScenario, "users">): readonly Infeasible[] {
  const { nodes, connectionLimits, transport, users } = scenario;
  if (!isLimited(scenario)) return [];
  return [
    ...(connectionLimits === "transport" && connectionsOfTransport(transport) === null
      ? [
          {
            path: "connectionLimits",
            message: `"${transport}" has no limits of its own; allowed is "none", with maxConnections, maxInbound or maxOutbound of classes`,
          },
        ]
      : []),
    ...(users === undefined
      ? []
      : [
          {
            path: connectionLimits === "none" ? "nodes" : "connectionLimits",
            message:
              "limits of connections beside users, whose channels are connected each by itself; leave one of both out",
          },
        ]),
    ...nodes.flatMap(({ maxConnections = Infinity, maxInbound = 0, maxOutbound = 0 }, k) =>
      Math.max(maxInbound, maxOutbound) <= maxConnections
        ? []
        : [
            {
              path: `nodes[${k}].maxConnections`,
              message: `fewer than the ${Math.max(maxInbound, maxOutbound)} of them that ${maxInbound > maxOutbound ? "others may open" : "it may open"}`,
            },
          ],
    ),
    ...(limitsOfClasses(scenario).some(({ inbound }) => inbound > 0)
      ? []
      : [{ path: "nodes", message: "nobody takes connections; some class needs maxInbound above 0" }]),
  ];
}
