/** What a run of gossip comes to: tables and metrics. */
import type { Gossip } from "../../sim/gossip/gossip.js";
import type { EventFold } from "../../sim/kernel/event-fold.js";
import type { Kernel } from "../../sim/kernel/kernel.js";
import type { RunResult, RunTables } from "../../sim/experiment/model.js";
import type { MetricValue } from "../../sim/experiment/model.js";
import type { Network } from "../../sim/network/network.js";
import { table } from "../../sim/table/result-table.js";
import { connectionsTable } from "./connections-table.js";
import { connectionValues } from "./connection-metrics.js";
import { announcedBytes, controlBytes, controlKinds } from "./control-bytes.js";
import { msAt, sumOf, totalOf } from "./delays.js";
import { type Carried, carriedByClass } from "./carried.js";
import { carriedTable } from "./carried-table.js";
import { flowValues } from "./flow-metrics.js";
import { offerValues } from "./offer-metrics.js";
import { metricValues, toldPercents, withUsers } from "./metrics.js";
import type { Overlay } from "./overlay.js";
import { overlayTable } from "./overlay-table.js";
import type { RunTablesOfGossip } from "./run.js";
import type { GossipScenario } from "./schema.js";
import { ofFlow, sentTable } from "./sent-table.js";
import { spreadTable } from "./spread-table.js";
import { subscriptionValues } from "./subscription-metrics.js";
import { summaryOf } from "./summary.js";

export interface ResultParts {
  readonly scenario: GossipScenario;
  readonly overlay: Overlay;
  readonly network: Network;
  readonly gossip: Gossip;
  readonly tables: RunTablesOfGossip;
  /** Up to when it was simulated. */
  readonly nowUs: number;
}

/** What a run ends with. `events`: all events of it, in however many parts. */
export function resultOf(parts: ResultParts, { fingerprint }: Kernel, events: EventFold): RunResult {
  const { nodes, nodeCount } = parts.gossip.state;
  const { users } = parts.scenario;
  const carried = users === undefined ? [] : carriedByClass(parts, users);
  const ofAll = metricsOf(parts);
  const ofChanges = parts.scenario.subscriptions === undefined ? [] : subscriptionValues(parts);
  const metrics =
    users === undefined
      ? [
          ...ofAll,
          ...offerValues(parts.scenario, parts.gossip.state.control),
          ...ofChanges,
          ...flowValues(parts.scenario, parts.gossip.state.kinds),
          ...connectionValues(parts),
        ]
      : withUsers(ofAll, parts.scenario, carried);
  const told = fingerprint.clone();
  for (const column of [nodes.iHaves, nodes.iHaveIds, nodes.iDontWants])
    told.column(Float64Array.from(column.subarray(0, nodeCount)));
  return {
    tables: tablesOf(parts, carried),
    metrics,
    fingerprint: told.column(events.state()).print(["events", "told"]),
    summaryLines: summaryOf([metrics], parts.scenario),
  };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, k) => k);
const total = (values: Float64Array | Uint32Array): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

function tablesOf(parts: ResultParts, carried: readonly Carried[]): RunTables {
  const { scenario } = parts;
  const ofMessages = {
    series: publishedTable(parts),
    flows: flowTable(parts),
    delivery: deliveryTable(parts),
    spread: spreadTable(parts),
  };
  if (scenario.users !== undefined) return { ...ofMessages, carried: carriedTable(scenario, scenario.users, carried) };
  return {
    ...ofMessages,
    traffic: trafficTable(parts),
    sent: sentTable(parts),
    overlay: overlayTable(parts),
    ...(parts.scenario.discovery !== undefined && { connections: connectionsTable(parts) }),
  };
}

/** A row a message. */
function publishedTable({ scenario, tables }: ResultParts): RunTables["series"] {
  const { published } = tables;
  const rows = range(published.count);
  return table([
    { name: "time_s", values: rows.map((row) => published.publishedUs[row] / 1e6) },
    { name: "flow", values: rows.map((row) => scenario.messages[published.flow[row]].flow) },
    { name: "author", values: rows.map((row) => published.author[row]) },
    { name: "expected_nodes", values: rows.map((row) => published.expected[row]) },
    { name: "reached_nodes", values: rows.map((row) => published.reached[row]) },
    { name: "last_ms", values: rows.map((row) => published.lastUs[row] / 1000) },
  ]);
}

/** A row a flow: who was to hear it, who did, and what that took of the wire. */
function flowTable({ scenario, gossip, tables }: ResultParts): RunTables["series"] {
  const { flows } = tables;
  const { kinds } = gossip.state;
  const rows = range(flows.count);
  return table([
    { name: "flow", values: scenario.messages.map(({ flow }) => flow) },
    { name: "published_messages", values: rows.map((row) => flows.published[row]) },
    { name: "expected_deliveries", values: rows.map((row) => flows.expected[row]) },
    { name: "deliveries", values: rows.map((row) => flows.delivered[row]) },
    { name: "hops_mean", values: rows.map((row) => flows.hops[row] / flows.delivered[row]) },
    { name: "duplicates", values: rows.map((row) => kinds.duplicates[row]) },
    { name: "sent_copies", values: rows.map((row) => ofFlow(kinds.copies, row, flows.count)) },
    { name: "sent_bytes", values: rows.map((row) => ofFlow(kinds.copyBytes, row, flows.count)) },
  ]);
}

/** A row a flow and region, and one for all regions of each flow. */
function deliveryTable({ scenario, overlay, tables }: ResultParts): RunTables["series"] {
  const { names } = overlay.regions;
  const rows = scenario.messages.flatMap(({ flow }, k) => {
    const groups = range(names.length).map((region) => k * overlay.groupCount + region);
    return [
      { flow, region: "all", counts: sumOf(tables.delays.deliveries, groups) },
      ...names.map((region, at) => ({ flow, region, counts: sumOf(tables.delays.deliveries, [groups[at]]) })),
    ];
  });
  return table([
    { name: "flow", values: rows.map(({ flow }) => flow) },
    { name: "region", values: rows.map(({ region }) => region) },
    { name: "deliveries", values: rows.map(({ counts }) => totalOf(counts)) },
    ...([0.5, 0.9, 0.99, 1] as const).map((share) => ({
      name: `p${Math.round(100 * share)}_ms`,
      values: rows.map(({ counts }) => msAt(counts, share) ?? Number.NaN),
    })),
  ]);
}

/** A row a class: what a node of it sent and got, mean over the class. */
function trafficTable({ scenario, overlay, network, gossip }: ResultParts): RunTables["series"] {
  const { byNode } = network;
  const { nodes } = gossip.state;
  const means = (of: (node: number) => number): number[] =>
    scenario.nodes.map(({ count }, k) => {
      let sum = 0;
      for (const node of overlay.classMembers[k]) sum += of(node);
      return sum / count;
    });
  return table([
    { name: "node_class", values: scenario.nodes.map(({ class: name }) => name) },
    { name: "nodes", values: scenario.nodes.map(({ count }) => count) },
    { name: "payload_sent_bytes", values: means((node) => byNode.sentBytes[node]) },
    { name: "payload_received_bytes", values: means((node) => byNode.receivedBytes[node]) },
    { name: "surplus_received_bytes", values: means((node) => byNode.receivedBytes[node] - nodes.firstBytes[node]) },
    ...controlKinds.map((kind) => ({
      name: `${{ iHave: "ihave", iWant: "iwant", iDontWant: "idontwant", graft: "graft", prune: "prune" }[kind]}_sent_bytes`,
      values: means((node) => controlBytes(gossip.state, node, kind)),
    })),
    ...(scenario.subscriptions === undefined
      ? []
      : [{ name: "subscribe_sent_bytes", values: means((node) => announcedBytes(gossip.state, node)) }]),
    { name: "heard_messages", values: means((node) => nodes.firsts[node]) },
    { name: "unread_messages", values: means((node) => nodes.ignored[node]) },
  ]);
}

function metricsOf({ overlay, network, gossip, tables }: ResultParts): readonly MetricValue[] {
  const { flows, delays } = tables;
  const { nodes, nodeCount } = gossip.state;
  const regionCount = overlay.regions.names.length;
  const ofRegions = range(flows.count).flatMap((flow) =>
    range(regionCount).map((region) => flow * overlay.groupCount + region),
  );
  const counts = sumOf(delays.deliveries, ofRegions);
  const [delivered, expected] = [total(flows.delivered), total(flows.expected)];
  const [firsts, duplicates] = [total(nodes.firsts), total(gossip.state.kinds.duplicates)];
  const ofNodes = (of: (node: number) => number): number =>
    range(nodeCount).reduce((sum, node) => sum + of(node), 0) / nodeCount;
  return metricValues([
    tables.published.count,
    expected === 0 ? null : delivered / expected,
    ...toldPercents.map((percent) => msAt(counts, percent / 100)),
    delivered === 0 ? null : total(flows.hops) / delivered,
    firsts === 0 ? null : (firsts + duplicates) / firsts,
    ofNodes((node) => network.byNode.sentBytes[node]),
    ...controlKinds.map((kind) => ofNodes((node) => controlBytes(gossip.state, node, kind))),
    network.byType.lost[0],
    total(nodes.shed),
  ]);
}
