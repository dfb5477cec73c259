/**
 * Plain gossip over a mesh: at every step some node publishes a message; whoever hears it for the first time passes it on
 * to all neighbours but the one it came from. An arrival is an event, a duplicate too.
 */
import type { Mesh } from "./mesh.js";
import { createStreams, type Exchange, Kernel, type PartModel } from "../../sim/engine.js";

export interface Gossip {
  readonly mesh: Mesh;
  readonly messageCount: number;
  /** Time from one message to the next; what happened to a message is forgotten 32 messages later. */
  readonly everyUs: number;
  readonly horizonUs: number;
  readonly seed: number;
  /** A bit per message of the last 32, by node: whether it was heard; shared between threads. */
  readonly heard: Int32Array;
}

export interface GossipResult {
  /** Messages heard for the first time, and again. */
  readonly deliveries: number;
  readonly duplicates: number;
  /** Wall time of the first part since the first message, seconds. */
  readonly elapsedS: number;
}

export function createPart(setup: Gossip, exchange: Exchange): PartModel<GossipResult> {
  const { mesh, messageCount, everyUs, horizonUs, seed, heard } = setup;
  const { starts, links, nodeCount } = mesh;
  const kernel = new Kernel({ horizonUs, replay: "npm run bench -- gossip", partition: exchange });
  let deliveries = 0;
  let duplicates = 0;
  const arrival = kernel.register({
    name: "arrival",
    priority: 0,
    prefetch: (targets, count) => {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += heard[targets[k]] + starts[targets[k]];
      return sum;
    },
    handle: ({ target, source, payload }) => {
      const bit = 1 << payload;
      if ((heard[target] & bit) !== 0) {
        duplicates++;
        return;
      }
      heard[target] |= bit;
      deliveries++;
      const end = starts[target + 1];
      for (let k = starts[target]; k < end; k += 2) {
        const to = links[k];
        if (to !== source) kernel.scheduleAfter(arrival, links[k + 1], to, target, payload);
      }
    },
  });
  const publishers = createStreams(seed, 0).purpose("publisher");
  let begunNs = 0n;
  const publish = (timeUs: number): void => {
    const message = timeUs / everyUs;
    if (message === 0) begunNs = process.hrtime.bigint();
    if (message >= messageCount) return;
    const payload = message & 31;
    for (let node = 0; node < nodeCount; node++) heard[node] &= ~(1 << payload);
    kernel.schedule(arrival, timeUs, publishers.below(0, message, nodeCount), exchange.first, payload);
  };
  return {
    kernel,
    step: { firstUs: 0, everyUs, run: publish },
    result: () => ({ deliveries, duplicates, elapsedS: Number(process.hrtime.bigint() - begunNs) / 1e9 }),
  };
}
