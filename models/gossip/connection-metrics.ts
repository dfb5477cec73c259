/** How many connections nodes have, where they may not hold any number. */
import { counted } from "../../sim/units/readable.js";
import type { MetricInfo } from "../../sim/experiment/figures/metric-info.js";
import { meanOf } from "../../sim/experiment/mean-of-metric.js";
import type { MetricValue, RunResult } from "../../sim/experiment/model.js";
import { takesInbound } from "../../sim/network/connection-limits.js";
import type { Gossip } from "../../sim/gossip/gossip.js";
import type { MetricKind } from "../../sim/stats/metric-kind.js";
import { isLimited, limitsOfClasses } from "./limits.js";
import { nodeCountOf } from "./roll.js";
import type { Overlay } from "./overlay.js";
import type { GossipScenario } from "./schema.js";

interface Counted {
  readonly scenario: GossipScenario;
  readonly overlay: Pick<Overlay, "classOf" | "dials">;
  readonly gossip: Pick<Gossip, "state">;
}

interface ConnectionMetric extends MetricInfo {
  readonly kind: MetricKind;
  readonly value: (counted: Counted) => number | null;
}

const end = { course: "end" } as const;

const ofLimits: readonly ConnectionMetric[] = [
  { name: "connections.perNode", unit: "connections", about: "connections of a node, mean over nodes", kind: "amount", ...end, value: perNode }, // prettier-ignore
  { name: "connections.fullShare", unit: "share", about: "of the nodes that take connections at all, those that take no more", kind: "share", ...end, value: fullShare }, // prettier-ignore
  { name: "connections.refused", unit: "dials", about: "dials that found a node full when connections were first opened", kind: "count", ...end, value: ({ overlay: { dials } }) => dials!.refused }, // prettier-ignore
  { name: "connections.unopened", unit: "connections", about: "connections that nodes wanted to open at first, and for which neither they nor anybody whom they could dial had room", kind: "count", ...end, value: ({ overlay: { dials } }) => dials!.unopened }, // prettier-ignore
];

const ofSpans = (what: "opened" | "closed" | "dials" | "refused" | "unanswered" | "exchanged") => ({
  ...end,
  kind: "count" as const,
  value: ({ gossip }: Counted): number => {
    let sum = 0;
    for (const count of gossip.state.peering!.spans[what]) sum += count;
    return sum;
  },
});

const ofDiscovery: readonly ConnectionMetric[] = [
  { name: "discovery.lackingShare", unit: "share", about: "of the nodes that are not down, those that have opened fewer connections than they want, and may open more", kind: "share", ...end, value: lackingShare }, // prettier-ignore
  { name: "discovery.opened", unit: "connections", about: "connections that were opened after the beginning", ...ofSpans("opened") }, // prettier-ignore
  { name: "discovery.closed", unit: "connections", about: "connections that were closed, as a node crashed or was cut off for longer than the idle time", ...ofSpans("closed") }, // prettier-ignore
  {
    name: "discovery.dials",
    unit: "dials",
    about: "dials of nodes that looked for peers, or were told of some",
    ...ofSpans("dials"),
  },
  { name: "discovery.refused", unit: "dials", about: "those of them that found a node full", ...ofSpans("refused") },
  { name: "discovery.unanswered", unit: "dials", about: "those of them that nobody answered, as the node was down or cut off", ...ofSpans("unanswered") }, // prettier-ignore
  { name: "discovery.exchanged", unit: "dials", about: "those of them of peers that a PRUNE told of", ...ofSpans("exchanged") }, // prettier-ignore
];

const metricsOf = (scenario: Written): readonly ConnectionMetric[] => [
  ...(isLimited(scenario) || scenario.discovery !== undefined ? ofLimits : []),
  ...(scenario.discovery === undefined ? [] : ofDiscovery),
];

type Written = Parameters<typeof isLimited>[0] & Pick<GossipScenario, "discovery">;

/** None where nobody is refused, and all connections stay. */
export const connectionMetrics = (scenario: GossipScenario): readonly MetricInfo[] =>
  metricsOf(scenario).map(({ name, unit, about, kind, course }) => ({ name, unit, about, kind, course }));

/** In the order of `connectionMetrics`. */
export const connectionValues = (counted: Counted): readonly MetricValue[] =>
  metricsOf(counted.scenario).map(({ name, unit, kind, value }) => ({ name, unit, value: value(counted), kind }));

function perNode({ gossip: { state } }: Counted): number {
  let ends = 0;
  for (let c = 0; c < state.connectionCount; c++) if (state.isOpen(c)) ends++;
  return ends / state.nodeCount;
}

function fullShare({ scenario, overlay: { classOf }, gossip: { state } }: Counted): number {
  const limits = limitsOfClasses(scenario);
  const { starts, isOutbound } = state.connections;
  let [taking, full] = [0, 0];
  for (let node = 0; node < state.nodeCount; node++) {
    if (limits[classOf[node]].inbound === 0) continue;
    let [inbound, outbound] = [0, 0];
    for (let c = starts[node]; c < starts[node + 1]; c++)
      if (state.isOpen(c)) {
        outbound += isOutbound(c);
        inbound += 1 - isOutbound(c);
      }
    taking++;
    if (!takesInbound({ inbound, outbound }, limits[classOf[node]])) full++;
  }
  return full / taking;
}

function lackingShare({ gossip: { state } }: Counted): number | null {
  let [up, lacking] = [0, 0];
  for (let node = 0; node < state.nodeCount; node++) {
    if (state.nodes.isUp[node] === 0) continue;
    up++;
    if (state.peering!.lacking(node) + state.peering!.nodes.pending[node] > 0) lacking++;
  }
  return up === 0 ? null : lacking / up;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** For the terminal: nothing where nobody is refused, and all connections stay. */
export function connectionLines(
  replications: readonly RunResult["metrics"][],
  scenario: GossipScenario,
): readonly string[] {
  if (metricsOf(scenario).length === 0) return [];
  const mean = (name: string): number => meanOf(replications, name);
  const count = (name: string): string => mean(name).toFixed(0);
  const wanted = scenario.connections * nodeCountOf(scenario);
  const lines = [
    `A node has ${counted(mean("connections.perNode").toFixed(1), "connection")}; ${percent(mean("connections.fullShare"))} of those that take some are full. ` +
      `Of ${counted(wanted, "connection")} that nodes wanted to open, ${percent(mean("connections.unopened") / wanted)} found no room, after ${counted(count("connections.refused"), "refused dial")} in all.`,
  ];
  if (scenario.discovery === undefined) return lines;
  return [
    ...lines,
    `Then ${counted(count("discovery.closed"), "connection was", "connections were")} closed and ${count("discovery.opened")} opened, by ${counted(count("discovery.dials"), "dial")}, of which ${count("discovery.refused")} found a node full and ${count("discovery.unanswered")} no answer; ${count("discovery.exchanged")} were of peers that a PRUNE told of; ${percent(mean("discovery.lackingShare"))} of the nodes still lack some at the end.`,
  ];
}
