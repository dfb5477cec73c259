/**
 * GossipSub on `sim/gossip`, with the degrees of BlossomSub: meshes that are looked after, IHAVE, IWANT and IDONTWANT, lines at
 * every sender. An arrival is an event, and so is a heartbeat of which something may come.
 */
import {
  createStreams,
  createTopology,
  Gossip,
  type GossipParameters,
  gossipSub,
  Kernel,
  kOutLinks,
  Network,
} from "../../sim/engine.js";

export interface Mesh {
  readonly nodeCount: number;
  readonly messageCount: number;
}

const parameters: GossipParameters = {
  ...gossipSub,
  degree: 8,
  degreeLow: 6,
  heartbeatUs: 700_000,
  historyLength: 9,
  historyGossip: 6,
  floodPublish: false,
};
/** Every node opens ten connections, of 20 to 120 ms. */
const connections = 10;
const line = { name: "line", uploadBitsPerS: 100e6, downloadBitsPerS: Infinity, accessUs: 0, lossShare: 0 };
/** Large enough for IDONTWANT. */
const messageBytes = 2000;
/** Meshes are there by the first message; from one to the next, so that three or four are under way at once. */
const [firstUs, everyUs] = [10_000_000, 200_000];

/** The network, with its messages on the list; `publishedUs` is when the first is published. */
export function meshOf({ nodeCount, messageCount }: Mesh) {
  const horizonUs = firstUs + messageCount * everyUs + 10_000_000;
  const kernel = new Kernel({ horizonUs, replay: "npm run bench -- mesh" });
  const streams = createStreams(1, 0);
  const latency = streams.purpose("latency");
  const links = kOutLinks({
    nodeCount,
    degree: connections,
    stream: streams.purpose("graph"),
    latencyUs: (first, second) => 20_000 + latency.pairBelow(first, second, 0, 100_000),
  });
  const network = new Network({ kernel, topology: createTopology({ nodeCount, links, classOf: line }), streams });
  const gossip = new Gossip({ kernel, network, streams, parameters });
  const authors = streams.purpose("author");
  const publish = kernel.register({
    name: "publish",
    priority: 20,
    handle: ({ target }) => void gossip.publish({ node: target, bytes: messageBytes }),
  });
  network.begin();
  gossip.begin();
  for (let k = 0; k < messageCount; k++)
    kernel.schedule(publish, firstUs + k * everyUs, authors.below(0, k, nodeCount));
  return { kernel, network, gossip, publishedUs: firstUs };
}

/** Null where everybody has heard every message, and everything adds up. */
export function wrongIn(
  { network, gossip }: Pick<ReturnType<typeof meshOf>, "network" | "gossip">,
  { nodeCount, messageCount }: Mesh,
): string | null {
  const heard = gossip.state.nodes.firsts.subarray(0, nodeCount).reduce((sum, count) => sum + count, 0);
  if (heard !== messageCount * (nodeCount - 1)) return `${heard} deliveries of ${messageCount} messages`;
  return network.invariant().check() ?? gossip.invariant().check();
}
