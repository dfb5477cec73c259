/** Small networks for tests of sim/network. */
import { Kernel } from "../sim/kernel/kernel.js";
import { createStreams, type Streams } from "../sim/random/stream.js";
import { Network, type NetworkOptions } from "../sim/network/network.js";
import { createTopology, type TopologyOptions } from "../sim/network/topology.js";

/** A network on a kernel of its own, to an hour unless told. */
export function networkOf(
  topology: TopologyOptions,
  options: Partial<NetworkOptions> & { readonly horizonUs?: number; readonly seed?: number } = {},
): { readonly kernel: Kernel; readonly network: Network; readonly streams: Streams } {
  const { horizonUs = 3.6e9, seed = 1 } = options;
  const kernel = new Kernel({ horizonUs, replay: "npm test" });
  const streams = createStreams(seed, 0);
  const network = new Network({ kernel, streams, topology: createTopology(topology), ...options });
  return { kernel, network, streams };
}
