/** Nodes, where they are and whom they are connected with, as a scenario says. */
import { choose } from "../../sim/random/distributions/choose.js";
import { kOutLinks } from "../../sim/network/k-out.js";
import type { NodeClass } from "../../sim/network/node-class.js";
import { regionPresets } from "../../sim/network/region-presets.js";
import type { Regions } from "../../sim/network/regions.js";
import { createTopology, type Topology } from "../../sim/network/topology.js";
import { channelOverlay } from "./channel-overlay.js";
import type { GossipScenario } from "./schema.js";
import {
  channelDraws,
  drawnRegions,
  latencyBetween,
  membersOf,
  type ModelStreams,
  peerDraws,
  startsOf,
} from "./overlay-draws.js";

export interface Overlay {
  readonly topology: Topology;
  readonly regions: Regions;
  /** Regions and classes together: see `groups.ts`. */
  readonly groupCount: number;
  /** Class of each node, by its place in the scenario. */
  readonly classOf: Uint8Array;
  /** Nodes of each class, ascending. */
  readonly classMembers: readonly Int32Array[];
  /** Nodes are numbered by region: the first node of each region that has some, and how many nodes there are. */
  readonly regionStarts: readonly number[];
  /** Address of each node, any number; null: each has its own. */
  readonly addressOf: Int32Array | null;
  /** 1: listens to the channel; row channel · nodes + node. */
  readonly listens: Uint8Array;
  /** Who is on each channel and publishes there, where users write; null: flows say who publishes, and each message draws its channel. */
  readonly channelMembers: readonly Int32Array[] | null;
}

export const nodeCountOf = ({ nodes }: Pick<GossipScenario, "nodes">): number =>
  nodes.reduce((sum, { count }) => sum + count, 0);

export const regionsOfScenario = ({ regions }: Pick<GossipScenario, "regions">): Regions =>
  regionPresets.get(regions.preset)!;

export function overlayOf(scenario: GossipScenario, streams: ModelStreams): Overlay {
  const { nodes, connections, users } = scenario;
  const regions = regionsOfScenario(scenario);
  const classes = nodes.map(({ class: name, upload, download, access, loss }): NodeClass => ({
    name,
    uploadBitsPerS: upload,
    downloadBitsPerS: download,
    accessUs: access,
    lossShare: loss,
  }));
  if (users !== undefined) return channelOverlay(scenario, { users, regions, classes, streams });
  const nodeCount = nodeCountOf(scenario);
  const regionAt = drawnRegions(scenario, regions, streams);
  const drawn = Uint16Array.from({ length: nodeCount }, (_, node) => regionAt(node));
  const { regionOf, classOf } = numbered(drawn, classesOf(nodes), regions.names.length);
  const links = kOutLinks({
    nodeCount,
    degree: connections,
    stream: peerDraws(streams),
    latencyUs: latencyBetween(regions, regionOf),
  });
  const topology = createTopology({ nodeCount, regions, regionOf, links, classOf: (node) => classes[classOf[node]] });
  const classMembers = nodes.map((_, k) => membersOf(classOf, k));
  const listens = drawListeners(scenario, classOf, streams);
  return {
    topology,
    regions,
    groupCount: regions.names.length + nodes.length,
    classOf,
    classMembers,
    regionStarts: startsOf(regionOf),
    addressOf: addressesOf(nodes, classMembers),
    listens,
    channelMembers: null,
  };
}

/** Class of each node, in the order of classes. */
function classesOf(nodes: GossipScenario["nodes"]): Uint8Array {
  const classOf = new Uint8Array(nodeCountOf({ nodes }));
  let first = 0;
  for (const [k, { count }] of nodes.entries()) classOf.fill(k, first, (first += count));
  return classOf;
}

/** The same nodes in the order of regions, and within a region of classes: so a part of the network is a range of nodes. */
function numbered(
  regionOf: Uint16Array,
  classOf: Uint8Array,
  regionCount: number,
): { readonly regionOf: Uint16Array; readonly classOf: Uint8Array } {
  const [regions, classes] = [new Uint16Array(regionOf.length), new Uint8Array(regionOf.length)];
  let next = 0;
  for (let region = 0; region < regionCount; region++)
    for (const [node, of] of regionOf.entries())
      if (of === region) {
        regions[next] = region;
        classes[next++] = classOf[node];
      }
  return { regionOf: regions, classOf: classes };
}

/** Nodes of a class that share an address come one after the other, so they are in one region, or in two that do. */
function addressesOf(nodes: GossipScenario["nodes"], members: readonly Int32Array[]): Int32Array | null {
  if (nodes.every(({ perAddress }) => perAddress === 1)) return null;
  const addressOf = new Int32Array(nodeCountOf({ nodes }));
  let next = 0;
  for (const [k, { perAddress }] of nodes.entries()) {
    for (const [at, node] of members[k].entries()) addressOf[node] = next + Math.floor(at / perAddress);
    next += Math.ceil(members[k].length / perAddress);
  }
  return addressOf;
}

function drawListeners(scenario: GossipScenario, classOf: Uint8Array, streams: ModelStreams): Uint8Array {
  const { nodes, channels, channelsPerNode = channels } = scenario;
  const listens = new Uint8Array(channels * classOf.length);
  const stream = channelDraws(streams);
  for (const [node, of] of classOf.entries()) {
    if (!nodes[of].listens) continue;
    const take = Math.min(channels, channelsPerNode);
    for (const channel of choose(stream.cursor(node), { take, from: channels }))
      listens[channel * classOf.length + node] = 1;
  }
  return listens;
}
