/** `overlay.csv`: who is connected with whom, and in whose mesh, by region and class: as large for 30,000 nodes as for 30. */
import type { RunTables } from "../../sim/experiment/model.js";
import { table } from "../../sim/table/result-table.js";
import type { ResultParts } from "./result.js";

/** A row a pair of groups, of which a group is the nodes of a class in a region; those without nodes have none. */
export function overlayTable({ scenario, overlay, gossip }: ResultParts): RunTables["series"] {
  const { regions, topology, classOf } = overlay;
  const { starts, ends } = gossip.state.connections;
  const { mesh, connectionCount, topicCount, nodeCount } = gossip.state;
  const classCount = scenario.nodes.length;
  const groupCount = regions.names.length * classCount;
  const groupOf = (node: number): number => topology.regionOf[node] * classCount + classOf[node];
  const nodes = new Float64Array(groupCount);
  const connections = new Float64Array(groupCount * groupCount);
  const inMesh = new Float64Array(groupCount * groupCount);
  for (let node = 0; node < nodeCount; node++) {
    nodes[groupOf(node)]++;
    for (let c = starts[node]; c < starts[node + 1]; c++) {
      const pair = groupOf(node) * groupCount + groupOf(ends[c]);
      if (!gossip.state.isOpen(c)) continue;
      connections[pair]++;
      for (let topic = 0; topic < topicCount; topic++) inMesh[pair] += mesh.isIn[topic * connectionCount + c];
    }
  }
  const rows: { readonly from: number; readonly to: number }[] = [];
  for (let from = 0; from < groupCount; from++)
    for (let to = 0; to < groupCount; to++) if (nodes[from] > 0 && nodes[to] > 0) rows.push({ from, to });
  const regionName = (group: number): string => regions.names[Math.floor(group / classCount)];
  const className = (group: number): string => scenario.nodes[group % classCount].class;
  const pairOf = ({ from, to }: (typeof rows)[number]): number => from * groupCount + to;
  return table([
    { name: "from_region", values: rows.map(({ from }) => regionName(from)) },
    { name: "from_class", values: rows.map(({ from }) => className(from)) },
    { name: "to_region", values: rows.map(({ to }) => regionName(to)) },
    { name: "to_class", values: rows.map(({ to }) => className(to)) },
    { name: "from_nodes", values: rows.map(({ from }) => nodes[from]) },
    { name: "connections", values: rows.map((row) => connections[pairOf(row)]) },
    { name: "mesh_links", values: rows.map((row) => inMesh[pairOf(row)]) },
    { name: "connections_per_node", values: rows.map((row) => connections[pairOf(row)] / nodes[row.from]) },
    { name: "mesh_links_per_node", values: rows.map((row) => inMesh[pairOf(row)] / nodes[row.from]) },
  ]);
}
