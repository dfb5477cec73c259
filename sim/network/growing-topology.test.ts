import { describe, expect, it } from "vitest";
import { networkOf } from "../../test/network-parts.js";
import { Kernel } from "../kernel/kernel.js";
import { createStreams } from "../random/stream.js";
import { Faults } from "./faults/rules.js";
import { GrowingTopology } from "./growing-topology.js";
import { Network } from "./network.js";
import { constrained, home, type NodeClass, unlimited } from "./node-class.js";
import { eightRegions } from "./region-presets.js";

const classes: readonly NodeClass[] = [unlimited, home, constrained, { ...home, uploadBitsPerS: 1e6, lossShare: 0.3 }];
const nodeCount = 20;
const classOf = (node: number): NodeClass => classes[node % classes.length];
const regionOf = Array.from({ length: nodeCount }, (_, node) => (node * 5) % 8);

/** When each of many messages between all nodes is received, or −1, in the order in which they were sent. */
function receivedBy(network: Network, kernel: Kernel): readonly number[] {
  const times: number[] = [];
  const type = network.register({
    name: "m",
    bytes: 5000,
    receive: ({ timeUs, payload }) => void (times[payload] = timeUs),
    lost: (payload) => void (times[payload] = -1),
  });
  for (let k = 0; k < 400; k++) network.send(type, k % nodeCount, (k * 7 + 3) % nodeCount, k);
  kernel.runUntil(Infinity);
  expect(network.invariant().check()).toBeNull();
  return times;
}

/** As `networkOf`, and nodes come when the network is there already. */
function grown(): { readonly kernel: Kernel; readonly network: Network; readonly topology: GrowingTopology } {
  const kernel = new Kernel({ horizonUs: 1e12, replay: "a test", run: "a test" });
  const topology = new GrowingTopology(eightRegions);
  const jitter = { kind: "exponential", meanUs: 3000 } as const;
  const network = new Network({ kernel, topology, streams: createStreams("1", 0), jitter, laterClasses: classes });
  return { kernel, network, topology };
}

describe("a topology that grows", () => {
  it("carries every message as one that was there at once does: lines, regions, access and loss", () => {
    const { kernel, network, topology } = grown();
    for (let node = 0; node < nodeCount; node++) network.admit(topology.add(classOf(node), regionOf[node]));
    const jitter = { kind: "exponential", meanUs: 3000 } as const;
    const whole = networkOf({ nodeCount, regions: eightRegions, regionOf, classOf }, { jitter });
    const times = receivedBy(network, kernel);
    expect(times).toEqual(receivedBy(whole.network, whole.kernel));
    expect(times.filter((us) => us === -1).length).toBeGreaterThan(20);
  });

  it("has nodes down that came before a crash, and those that come while it lasts, with what waits to be sent", () => {
    const kernel = new Kernel({ horizonUs: 1e12, replay: "a test", run: "a test" });
    const topology = new GrowingTopology(eightRegions);
    const crash = new Faults(topology).crash({ has: (node) => node > 0 }, { fromUs: 1e6, untilUs: 2e6, everyUs: 10e6 });
    const slow = { ...unlimited, uploadBitsPerS: 1e6 };
    const network = new Network({ kernel, topology, streams: createStreams("1", 0), laterClasses: [slow], faults: [crash] }); // prettier-ignore
    const got: string[] = [];
    const type = network.register({
      name: "m",
      bytes: 5000,
      receive: ({ timeUs, source, target }) => void got.push(`${source}${target} ${Math.round(timeUs / 1e4)}`),
    });
    const come = kernel.register({
      name: "come",
      priority: 0,
      handle: () => network.admit(topology.add(slow, 0)),
    });
    const send = kernel.register({
      name: "send",
      priority: 1,
      handle: ({ target, payload }) => network.send(type, target, payload),
    });
    for (const ms of [0, 0, 1500]) kernel.schedule(come, ms * 1000, 0);
    // 40 ms each: of those of 980 ms the second, and what is sent to or by somebody who is down, are lost.
    const sent = [[500, 1, 0], [930, 1, 0], [980, 1, 0], [1500, 0, 1], [1600, 2, 0], [2100, 0, 2], [2100, 2, 0], [11_500, 2, 0]]; // prettier-ignore
    for (const [ms, from, to] of sent) kernel.schedule(send, ms * 1000, from, from, to);
    kernel.runUntil(Infinity);
    expect(got).toEqual(["10 54", "10 97", "20 214", "02 214"]);
    expect(network.invariant().check()).toBeNull();
  });

  it("takes no region that there is not, and no line that carries nothing", () => {
    const { topology } = grown();
    expect(() => topology.add(unlimited, 8)).toThrow("region 8: allowed are 0 to 7");
    expect(() => topology.add({ ...unlimited, uploadBitsPerS: 0 }, 0)).toThrow("a bandwidth of 0 bit/s");
    expect(topology.nodeCount).toBe(0);
  });
});
