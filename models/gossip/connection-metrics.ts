/** How many connections nodes have, where they may not hold any number. */
import type { MetricInfo } from "../../sim/experiment/figures/metric-info.js";
import { meanOf } from "../../sim/experiment/mean-of-metric.js";
import type { MetricValue, RunResult } from "../../sim/experiment/model.js";
import { takesInbound } from "../../sim/network/connection-limits.js";
import type { Connections } from "../../sim/gossip/connections.js";
import type { MetricKind } from "../../sim/stats/metric-kind.js";
import { isLimited, limitsOfClasses } from "./limits.js";
import type { Overlay } from "./overlay.js";
import type { GossipScenario } from "./schema.js";

interface Counted {
  readonly scenario: GossipScenario;
  readonly overlay: Pick<Overlay, "classOf" | "dials">;
  readonly connections: Connections;
}

interface ConnectionMetric extends MetricInfo {
  readonly kind: MetricKind;
  readonly value: (counted: Counted) => number;
}

const end = { course: "end" } as const;

const ofLimits: readonly ConnectionMetric[] = [
  { name: "connections.perNode", unit: "connections", about: "connections of a node, mean over nodes", kind: "amount", ...end, value: ({ connections: { ends, nodeCount } }) => ends.length / nodeCount }, // prettier-ignore
  { name: "connections.fullShare", unit: "share", about: "of the nodes that take connections at all, those that take no more", kind: "share", ...end, value: fullShare }, // prettier-ignore
  { name: "connections.refused", unit: "dials", about: "dials that found a node full when connections were first opened", kind: "count", ...end, value: ({ overlay: { dials } }) => dials!.refused }, // prettier-ignore
  { name: "connections.unopened", unit: "connections", about: "connections that nodes wanted to open at first, and for which neither they nor anybody else had room", kind: "count", ...end, value: ({ overlay: { dials } }) => dials!.unopened }, // prettier-ignore
];

/** None where nobody is refused. */
export const connectionMetrics = (scenario: GossipScenario): readonly MetricInfo[] =>
  isLimited(scenario)
    ? ofLimits.map(({ name, unit, about, kind, course }) => ({ name, unit, about, kind, course }))
    : [];

/** In the order of `connectionMetrics`. */
export const connectionValues = (counted: Counted): readonly MetricValue[] =>
  counted.overlay.dials === null
    ? []
    : ofLimits.map(({ name, unit, kind, value }) => ({ name, unit, value: value(counted), kind }));

function fullShare({ scenario, overlay: { classOf }, connections }: Counted): number {
  const limits = limitsOfClasses(scenario);
  const { starts, isOutbound, nodeCount } = connections;
  let [taking, full] = [0, 0];
  for (let node = 0; node < nodeCount; node++) {
    if (limits[classOf[node]].inbound === 0) continue;
    let outbound = 0;
    for (let c = starts[node]; c < starts[node + 1]; c++) outbound += isOutbound[c];
    taking++;
    const inbound = starts[node + 1] - starts[node] - outbound;
    if (!takesInbound({ inbound, outbound }, limits[classOf[node]])) full++;
  }
  return full / taking;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** For the terminal: nothing where nobody is refused. */
export function connectionLines(
  replications: readonly RunResult["metrics"][],
  scenario: GossipScenario,
): readonly string[] {
  if (!isLimited(scenario)) return [];
  const mean = (name: string): number => meanOf(replications, name);
  const wanted = scenario.connections * scenario.nodes.reduce((sum, { count }) => sum + count, 0);
  return [
    `A node has ${mean("connections.perNode").toFixed(1)} connections; ${percent(mean("connections.fullShare"))} of those that take some are full. ` +
      `Of ${wanted} connections that nodes wanted to open, ${percent(mean("connections.unopened") / wanted)} found no room, after ${mean("connections.refused").toFixed(0)} refused dials in all.`,
  ];
}
