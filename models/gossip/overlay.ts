/** Nodes, where they are and whom they are connected with, as a scenario says. */
import { choose } from "../../sim/random/distributions/choose.js";
import type { NameIn } from "../../sim/random/purposes.js";
import type { Streams } from "../../sim/random/stream.js";
import { kOutLinks } from "../../sim/network/k-out.js";
import type { NodeClass } from "../../sim/network/node-class.js";
import { regionPresets } from "../../sim/network/region-presets.js";
import type { Regions } from "../../sim/network/regions.js";
import { createTopology, type Topology } from "../../sim/network/topology.js";
import type { modelPurposes } from "./purposes.js";
import type { GossipScenario } from "./schema.js";

type ModelStreams = Streams<NameIn<typeof modelPurposes>>;

export interface Overlay {
  readonly topology: Topology;
  readonly regions: Regions;
  /** Class of each node, by its place in the scenario. */
  readonly classOf: Uint8Array;
  /** Nodes of each class: from the first up to, not with, the next one's. */
  readonly classStarts: readonly number[];
  /** 1: listens to the channel; row channel · nodes + node. */
  readonly listens: Uint8Array;
}

export const nodeCountOf = ({ nodes }: Pick<GossipScenario, "nodes">): number =>
  nodes.reduce((sum, { count }) => sum + count, 0);

export const regionsOfScenario = ({ regions }: Pick<GossipScenario, "regions">): Regions =>
  regionPresets.get(regions.preset)!;

export function overlayOf(scenario: GossipScenario, streams: ModelStreams): Overlay {
  const { nodes, connections } = scenario;
  const nodeCount = nodeCountOf(scenario);
  const regions = regionsOfScenario(scenario);
  const classStarts = [0];
  for (const { count } of nodes) classStarts.push(classStarts.at(-1)! + count);
  const classOf = new Uint8Array(nodeCount);
  for (const [k, { count }] of nodes.entries()) classOf.fill(k, classStarts[k], classStarts[k] + count);
  const classes = nodes.map(({ class: name, upload, download, access, loss }): NodeClass => ({
    name,
    uploadBitsPerS: upload,
    downloadBitsPerS: download,
    accessUs: access,
    lossShare: loss,
  }));
  const regionOf = drawRegions(scenario, regions, streams);
  const links = kOutLinks({
    nodeCount,
    degree: connections,
    stream: streams.purpose("peers"),
    latencyUs: (a, b) => regions.latencyUs[regionOf[a] * regions.names.length + regionOf[b]],
  });
  const topology = createTopology({ nodeCount, regions, regionOf, links, classOf: (node) => classes[classOf[node]] });
  return { topology, regions, classOf, classStarts, listens: drawListeners(scenario, classOf, streams) };
}

function drawRegions(scenario: GossipScenario, { names }: Regions, streams: ModelStreams): Uint16Array {
  const { shares } = scenario.regions;
  const parts = names.map((name) => (shares === undefined ? 1 : (shares[name] ?? 0)));
  const total = parts.reduce((sum, part) => sum + part, 0);
  const stream = streams.purpose("region");
  return Uint16Array.from({ length: nodeCountOf(scenario) }, (_, node) => {
    let left = stream.uniform(node, 0) * total;
    let region = 0;
    while (region < names.length - 1 && left >= parts[region]) left -= parts[region++];
    return region;
  });
}

function drawListeners(scenario: GossipScenario, classOf: Uint8Array, streams: ModelStreams): Uint8Array {
  const { nodes, channels, channelsPerNode = channels } = scenario;
  const listens = new Uint8Array(channels * classOf.length);
  const stream = streams.purpose("channels");
  for (const [node, of] of classOf.entries()) {
    if (!nodes[of].listens) continue;
    const take = Math.min(channels, channelsPerNode);
    for (const channel of choose(stream.cursor(node), { take, from: channels }))
      listens[channel * classOf.length + node] = 1;
  }
  return listens;
}
