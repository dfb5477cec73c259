/** Small gossip networks for tests. */
import { Gossip, type GossipOptions } from "../sim/gossip/gossip.js";
import type { Heard } from "../sim/gossip/hearing.js";
import type { Publication } from "../sim/gossip/publishing.js";
import { Kernel } from "../sim/kernel/kernel.js";
import type { EventObserver } from "../sim/kernel/observer.js";
import { kOutLinks } from "../sim/network/k-out.js";
import type { FaultRule } from "../sim/network/faults/rule.js";
import { Network, type NetworkOptions } from "../sim/network/network.js";
import { createTopology, type Topology, type TopologyOptions } from "../sim/network/topology.js";
import { createStreams } from "../sim/random/stream.js";

export interface GossipPartsOptions extends Omit<GossipOptions, "kernel" | "network" | "streams"> {
  readonly nodeCount: number;
  readonly degree?: number;
  readonly latencyUs?: (first: number, second: number) => number;
  readonly horizonUs?: number;
  readonly seed?: number;
  readonly jitter?: NetworkOptions["jitter"];
  readonly faults?: (topology: Topology) => readonly FaultRule[];
  readonly classOf?: TopologyOptions["classOf"];
  readonly observer?: EventObserver;
}

/** Gossip over a k-out graph, with what nodes heard for the first time. */
export function gossipOf(options: GossipPartsOptions) {
  const { nodeCount, degree = 10, latencyUs, horizonUs = 3.6e9, seed = 1, jitter, faults, classOf, observer } = options;
  const kernel = new Kernel({ horizonUs, replay: "npm test", ...(observer !== undefined && { observer }) });
  const streams = createStreams(seed, 0);
  const latency = streams.purpose("latency");
  const links = kOutLinks({
    nodeCount,
    degree,
    stream: streams.purpose("graph"),
    latencyUs: latencyUs ?? ((first, second) => 20_000 + latency.pairBelow(first, second, 0, 100_000)),
  });
  const topology = createTopology({ nodeCount, links, ...(classOf !== undefined && { classOf }) });
  const network: Network = new Network({
    kernel,
    streams,
    topology,
    ...(jitter !== undefined && { jitter }),
    ...(faults !== undefined && { faults: faults(topology) }),
    crashed: (node) => gossip.crashed(node),
    restarted: (node) => gossip.restarted(node),
  });
  const heard: (Heard & { timeUs: number; serial: number })[] = [];
  const gossip: Gossip = new Gossip({
    ...options,
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
