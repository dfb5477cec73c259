/** The overlay of the flood, in memory that threads share. */
import { createStreams, createTopology, kOutLinks, type Links, lookaheadUs } from "../../sim/engine.js";

const degree = 10;

/** A k-out graph, k = 10, whose links take 20 to 120 ms, by the pair. */
export function floodLinks(nodeCount: number): Links {
  const streams = createStreams(1, 0);
  const latency = streams.purpose("latency");
  const { starts, ends, latencyUs } = kOutLinks({
    nodeCount,
    degree,
    stream: streams.purpose("graph"),
    latencyUs: (first, second) => 20_000 + latency.pairBelow(first, second, 0, 100_000),
  });
  return { starts: shared(starts), ends: shared(ends), latencyUs: shared(latencyUs), lossShare: null };
}

/** Whatever the cuts: the smallest latency of any link. */
export const lookahead = (links: Links, nodeCount: number): number =>
  lookaheadUs(
    createTopology({ nodeCount, links }),
    Array.from({ length: nodeCount + 1 }, (_, node) => node),
  );

function shared(values: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
