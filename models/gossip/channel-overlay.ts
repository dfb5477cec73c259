/** The nodes on the channels of users that are simulated, each channel's members connected with each other. All other nodes have no part in it. */
import type { NodeClass } from "../../sim/network/node-class.js";
import type { Regions } from "../../sim/network/regions.js";
import { createTopology, type Link } from "../../sim/network/topology.js";
import { choose } from "../../sim/random/distributions/choose.js";
import { drawMembers, sampleSize } from "./channel-sample.js";
import type { Overlay } from "./overlay.js";
import type { GossipScenario } from "./schema.js";
import type { Users } from "./user-fields.js";
import { drawnRegions, latencyBetween, membersOf, type ModelStreams, peerDraws, startsOf } from "./overlay-draws.js";

export interface ChannelOverlayOptions {
  readonly users: Users;
  readonly regions: Regions;
  readonly classes: readonly NodeClass[];
  readonly streams: ModelStreams;
}

export function channelOverlay(scenario: GossipScenario, options: ChannelOverlayOptions): Overlay {
  const { users, regions, classes, streams } = options;
  const { nodes } = scenario;
  const drawn = Array.from({ length: sampleSize(users) }, (_, channel) =>
    drawMembers(scenario, users, { streams, channel }),
  );
  const placed = placedNodes(scenario, regions, { streams, ids: [...new Set(drawn.flat())] });
  const regionOf = Uint16Array.from(placed, ({ region }) => region);
  const classOf = Uint8Array.from(placed, (one) => one.of);
  const numberOf = new Map(placed.map(({ id }, node) => [id, node]));
  const channelMembers = drawn.map((ids) => Int32Array.from(ids, (id) => numberOf.get(id)!).sort());
  const latencyUs = latencyBetween(regions, regionOf);
  const nodeCount = placed.length;
  const listens = new Uint8Array(channelMembers.length * nodeCount);
  for (const [channel, members] of channelMembers.entries())
    for (const node of members) listens[channel * nodeCount + node] = 1;
  return {
    topology: createTopology({
      nodeCount,
      regions,
      regionOf,
      links: connect(channelMembers, { nodeCount, connections: scenario.connections, streams, latencyUs }),
      classOf: (node) => classes[classOf[node]],
    }),
    regions,
    groupCount: regions.names.length + nodes.length,
    classOf,
    classMembers: nodes.map((_, k) => membersOf(classOf, k)),
    regionStarts: startsOf(regionOf),
    addressOf: null,
    listens,
    channelMembers,
  };
}

/** Nodes as they are numbered: by region, class, and their number among all nodes, by which the region is drawn. */
function placedNodes(
  scenario: Pick<GossipScenario, "nodes" | "regions">,
  regions: Regions,
  { streams, ids }: { readonly streams: ModelStreams; readonly ids: readonly number[] },
) {
  const { nodes } = scenario;
  const regionAt = drawnRegions(scenario, regions, streams);
  const ends = nodes.map((_, k) => nodes.slice(0, k + 1).reduce((sum, { count }) => sum + count, 0));
  return ids
    .map((id) => ({ id, region: regionAt(id), of: ends.findIndex((end) => id < end) }))
    .sort((a, b) => a.region - b.region || a.of - b.of || a.id - b.id);
}

/** Every member chooses others of its channel, as many as nodes connect to or as there are. */
function* connect(
  channelMembers: readonly Int32Array[],
  options: {
    readonly nodeCount: number;
    readonly connections: number;
    readonly streams: ModelStreams;
    readonly latencyUs: (from: number, to: number) => number;
  },
): Generator<Link> {
  const { nodeCount, connections, streams, latencyUs } = options;
  const stream = peerDraws(streams);
  const known = new Set<number>();
  for (const [channel, members] of channelMembers.entries())
    for (const [at, from] of members.entries()) {
      const others = members.length - 1;
      const chosen = choose(stream.pairCursor(channel, at), { take: Math.min(connections, others), from: others });
      for (const other of chosen) {
        const to = members[other < at ? other : other + 1];
        const [first, second] = [Math.min(from, to), Math.max(from, to)];
        if (known.has(first * nodeCount + second)) continue;
        known.add(first * nodeCount + second);
        yield { from: first, to: second, latencyUs: latencyUs(first, second) };
        yield { from: second, to: first, latencyUs: latencyUs(first, second) };
      }
    }
}
