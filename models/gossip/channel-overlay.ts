/** The nodes on the channels of users that are simulated, each channel's members connected with each other. All other nodes have no part in it. */
import type { NodeClass } from "../../sim/network/node-class.js";
import type { NodeNames } from "../../sim/network/node-names.js";
import type { Regions } from "../../sim/network/regions.js";
import { createTopology, type Link } from "../../sim/network/topology.js";
import { choose } from "../../sim/random/distributions/choose.js";
import { drawMembers, type Member, sampleSize } from "./channel-sample.js";
import type { Overlay } from "./overlay.js";
import { Membership } from "./subscriptions.js";
import type { GossipScenario } from "./schema.js";
import type { Users } from "./user-fields.js";
import { latencyBetween, membersOf, type ModelStreams, peerDraws, placedNodes, startsOf } from "./overlay-draws.js";
import type { Roll } from "./roll.js";

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
  const { listed, keys } = rollOfAny(drawn.flat());
  const { order, regionOf, roll, names } = placedNodes(scenario, regions, { listed, streams });
  const { classOf } = roll;
  const numberOf = new Map(Array.from(order, (at, node) => [keys[at], node] as const));
  const channelMembers = drawn.map((members) =>
    byName(
      names,
      Int32Array.from(members, (one) => numberOf.get(keyOf(one))!),
    ),
  );
  const latencyUs = latencyBetween(regions, regionOf);
  const nodeCount = order.length;
  const listens = new Uint8Array(channelMembers.length * nodeCount);
  for (const [channel, members] of channelMembers.entries())
    for (const node of members) listens[channel * nodeCount + node] = 1;
  return {
    topology: createTopology({
      nodeCount,
      regions,
      regionOf,
      links: connect(channelMembers, { names, connections: scenario.connections, streams, latencyUs }),
      classOf: (node) => classes[classOf[node]],
    }),
    regions,
    groupCount: regions.names.length + nodes.length,
    classOf,
    names,
    classMembers: nodes.map((_, k) => membersOf(classOf, k)),
    regionStarts: startsOf(regionOf),
    addressOf: null,
    listens,
    changes: [],
    membership: new Membership({ classOf, listens, changes: [] }),
    channelMembers,
    dials: null,
  };
}

const keyOf = ({ of, place }: Member): number => of * 2 ** 32 + place;

/** Nodes that are drawn for some channels, each once, in the order of classes and of their places in them. */
function rollOfAny(members: readonly Member[]): { readonly listed: Roll; readonly keys: readonly number[] } {
  const keys = [...new Set(members.map((one) => keyOf(one)))].sort((a, b) => a - b);
  const listed = {
    classOf: Uint8Array.from(keys, (key) => Math.floor(key / 2 ** 32)),
    placeOf: Int32Array.from(keys, (key) => key % 2 ** 32),
  };
  return { listed, keys };
}

/** In the order of names, which is that of nobody's number. */
function byName({ first, second }: NodeNames, members: Int32Array): Int32Array {
  return members.sort((a, b) => first[a] - first[b] || second[a] - second[b] || a - b);
}

/** More than a node takes to choose its peers on a channel. */
const drawsPerChannel = 2 ** 20;

/** Every member chooses others of its channel, as many as nodes connect to or as there are. */
function* connect(
  channelMembers: readonly Int32Array[],
  options: {
    readonly names: NodeNames;
    readonly connections: number;
    readonly streams: ModelStreams;
    readonly latencyUs: (from: number, to: number) => number;
  },
): Generator<Link> {
  const { names, connections, streams, latencyUs } = options;
  const { length: nodeCount } = names.first;
  const stream = peerDraws(streams);
  const known = new Set<number>();
  for (const [channel, members] of channelMembers.entries())
    for (const [at, from] of members.entries()) {
      const others = members.length - 1;
      const take = Math.min(connections, others);
      // A node that is on several channels chooses anew on each.
      const cursor = stream.pairCursor(names.first[from], names.second[from], channel * drawsPerChannel);
      const chosen = choose(cursor, { take, from: others });
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
