/** Small gossip networks for tests. */
import { connectionsOf } from "../sim/gossip/connections.js";
import { Gossip, type GossipOptions } from "../sim/gossip/gossip.js";
import type { Heard } from "../sim/gossip/hearing.js";
import type { PeeringOptions } from "../sim/gossip/peering.js";
import type { Publication } from "../sim/gossip/publishing.js";
import { Kernel } from "../sim/kernel/kernel.js";
import type { EventObserver } from "../sim/kernel/observer.js";
import { type BookedDials, bookedDialsInSteps } from "../sim/network/address-books.js";
import { unlimitedConnections } from "../sim/network/connection-limits.js";
import { kOutLinks } from "../sim/network/k-out.js";
import type { FaultRule } from "../sim/network/faults/rule.js";
import { numberedNames } from "../sim/network/node-names.js";
import { Network, type NetworkOptions } from "../sim/network/network.js";
import { createTopology, type Topology, type TopologyOptions } from "../sim/network/topology.js";
import { choose } from "../sim/random/distributions/choose.js";
import { createStreams, type Purpose } from "../sim/random/stream.js";
import { complete } from "../sim/units/in-steps.js";

export interface GossipPartsOptions extends Omit<
  GossipOptions,
  "kernel" | "network" | "streams" | "faults" | "peering"
> {
  readonly nodeCount: number;
  readonly degree?: number;
  readonly latencyUs?: (first: number, second: number) => number;
  readonly horizonUs?: number;
  readonly seed?: number;
  readonly jitter?: NetworkOptions["jitter"];
  readonly faults?: (topology: Topology) => readonly FaultRule[];
  readonly classOf?: TopologyOptions["classOf"];
  readonly observer?: EventObserver;
  /** Nodes know so many others, and open `degree` connections at first; what is not given of how they look for others is as below. */
  readonly book?: Partial<PeeringOptions> & { readonly size: number };
}

const peering = {
  limitsOf: () => unlimitedConnections,
  maxPending: Infinity,
  everyUs: 30_000_000,
  timeoutUs: 30_000_000,
  idleUs: 120_000_000,
  exchange: null,
  spanUs: 3.6e9,
  spanCount: 1,
};

/** Books of any others. */
function dialled(
  { size, limitsOf = () => unlimitedConnections }: NonNullable<GossipPartsOptions["book"]>,
  graph: Pick<Parameters<typeof bookedDialsInSteps>[0], "nodeCount" | "degree" | "latencyUs">,
  stream: Purpose,
): BookedDials {
  const { nodeCount } = graph;
  return complete(
    bookedDialsInSteps({
      ...graph,
      bookSize: size,
      limitsOf,
      chosenBy: (node) =>
        choose(stream.cursor(node), { take: size, from: nodeCount - 1 }).map((k) => (k < node ? k : k + 1)),
      roundLot: (node, round) => stream.pairUniform(node, round, 0),
    }),
  );
}

/** Gossip over a k-out graph, with what nodes heard for the first time. */
export function gossipOf(options: GossipPartsOptions) {
  const { nodeCount, degree = 10, latencyUs, horizonUs = 3.6e9, seed = 1, jitter, faults, classOf, observer } = options;
  const kernel = new Kernel({ horizonUs, replay: "npm test", ...(observer !== undefined && { observer }) });
  const streams = createStreams(seed, 0);
  const latency = streams.purpose("latency");
  const graph = {
    nodeCount,
    degree,
    latencyUs: latencyUs ?? ((first: number, second: number) => 20_000 + latency.pairBelow(first, second, 0, 100_000)),
  };
  const { book } = options;
  const books = book === undefined ? null : dialled(book, graph, streams.purpose("graph"));
  const links = books?.links ?? kOutLinks({ ...graph, stream: streams.purpose("graph") });
  const topology = createTopology({ nodeCount, links, ...(classOf !== undefined && { classOf }) });
  const rules = faults?.(topology) ?? [];
  const network: Network = new Network({
    kernel,
    streams,
    topology,
    ...(jitter !== undefined && { jitter }),
    faults: rules,
    crashed: (node) => gossip.crashed(node),
    restarted: (node) => gossip.restarted(node),
  });
  const heard: (Heard & { timeUs: number; serial: number })[] = [];
  const gossip: Gossip = new Gossip({
    ...options,
    ...(books !== null && {
      peering: { ...peering, wanted: degree, ...book, isOpen: books.isOpen, isKnown: books.isKnown },
      connections: connectionsOf(topology, numberedNames(nodeCount), streams, books.isOutbound),
    }),
    faults: rules,
    kernel,
    network,
    streams,
    heard: (one) => {
      heard.push({ ...one, timeUs: kernel.nowUs, serial: gossip.state.messages.serial[one.slot] });
      options.heard?.(one);
    },
  });
  network.begin();
  gossip.begin();
  const publications: Publication[] = [];
  const published = kernel.register({
    name: "publish",
    priority: 20,
    handle: ({ payload }) => void gossip.publish(publications[payload]),
  });
  const publishAt = (timeUs: number, publication: Publication): void =>
    kernel.schedule(published, timeUs, publication.node, publication.node, publications.push(publication) - 1);
  return { kernel, network, gossip, heard, publishAt };
}
