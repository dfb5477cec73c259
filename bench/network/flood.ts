/**
 * A flood over a k-out random graph on `sim/network`, with what a network has that plain gossip has not: bandwidth that
 * messages wait for at senders and receivers, loss and jitter, bytes and messages that are counted. An arrival is an
 * event, a wait for a download another.
 */
import {
  createStreams,
  createTopology,
  type Exchange,
  Kernel,
  type Links,
  Network,
  type PartModel,
} from "../../sim/engine.js";

export interface Flood {
  readonly nodeCount: number;
  readonly links: Links;
  readonly messageCount: number;
  /** Time from one message to the next; whether a node has heard one is forgotten 32 messages later. */
  readonly everyUs: number;
  readonly horizonUs: number;
  /** A bit per message of the last 32, by node; shared between threads. */
  readonly heard: Int32Array;
}

export interface FloodResult {
  readonly deliveries: number;
  readonly sent: number;
  readonly delivered: number;
  readonly lost: number;
  readonly inFlight: number;
  /** Null where messages and bytes add up. */
  readonly imbalance: string | null;
  /** Wall time since the first message, seconds. */
  readonly elapsedS: number;
}

/** 1 kB at 100 Mbit/s up and 50 down, one message in a thousand lost, up to 2 ms of jitter. */
const line = { name: "line", uploadBitsPerS: 100e6, downloadBitsPerS: 50e6, accessUs: 0, lossShare: 0.0005 };
const messageBytes = 1000;

export function createPart(setup: Flood, exchange: Exchange): PartModel<FloodResult> {
  const { nodeCount, links, messageCount, everyUs, horizonUs, heard } = setup;
  const kernel = new Kernel({ horizonUs, replay: "npm run bench -- network", partition: exchange });
  const topology = createTopology({ nodeCount, links, classOf: line });
  const streams = createStreams(1, 0);
  const jitter = { kind: "uniform", maxUs: 2000 } as const;
  const network = new Network({ kernel, topology, streams, jitter, partition: exchange });
  const { starts, ends } = links;
  let deliveries = 0;
  const hear = (node: number, from: number, message: number): void => {
    const bit = 1 << message;
    if ((heard[node] & bit) !== 0) return;
    heard[node] |= bit;
    deliveries++;
    const end = starts[node + 1];
    for (let k = starts[node]; k < end; k++) if (ends[k] !== from) network.sendOver(flood, node, k, message);
  };
  const flood = network.register({
    name: "flood",
    bytes: messageBytes,
    receive: ({ target, source, payload }) => hear(target, source, payload),
  });
  const published = kernel.register({
    name: "published",
    priority: 1,
    handle: ({ target, payload }) => hear(target, -1, payload),
  });
  const publishers = streams.purpose("publisher");
  let begunNs = 0n;
  const publish = (timeUs: number): void => {
    const message = timeUs / everyUs;
    if (message === 0) begunNs = process.hrtime.bigint();
    if (message >= messageCount) return;
    const payload = message & 31;
    for (let node = 0; node < nodeCount; node++) heard[node] &= ~(1 << payload);
    const publisher = publishers.below(0, message, nodeCount);
    kernel.schedule(published, timeUs, publisher, exchange.first, payload);
  };
  return {
    kernel,
    step: { firstUs: 0, everyUs, run: publish },
    result: () => ({
      deliveries,
      sent: network.byType.sent[flood],
      delivered: network.byType.delivered[flood],
      lost: network.byType.lost[flood],
      inFlight: network.byType.inFlight[flood],
      imbalance: network.invariant().check(),
      elapsedS: Number(process.hrtime.bigint() - begunNs) / 1e9,
    }),
  };
}
