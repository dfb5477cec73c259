import type { Purpose } from "../random/stream.js";
import { choose } from "../random/distributions/choose.js";
import type { DurationUs } from "../units/quantity-types.js";
import { messages } from "./messages.js";
import type { Links } from "./topology.js";

export interface KOutOptions {
  readonly nodeCount: number;
  /** How many others each node chooses. */
  readonly degree: number;
  /** Draws are keyed by the node that chooses. */
  readonly stream: Purpose;
  /** Of both directions of the link between two nodes, the first of which has the smaller number. */
  readonly latencyUs: (first: number, second: number) => DurationUs;
}

/**
 * The links of a k-out random graph: every node chooses `degree` different others, and the link goes both ways, so that a
 * node has twice as many neighbours on average, and `degree` at least. Throws `RangeError` where there are not as many
 * others.
 */
export function kOutLinks({ nodeCount, degree, stream, latencyUs }: KOutOptions): Links {
  if (!(degree >= 0 && degree < nodeCount)) throw new RangeError(messages.tooFewNodes(nodeCount, degree));
  const keys = chosenPairs({ nodeCount, degree, stream });
  const starts = new Int32Array(nodeCount + 1);
  const firstOf = (key: number): number => Math.floor(key / nodeCount);
  for (const key of keys) {
    starts[firstOf(key) + 1]++;
    starts[(key % nodeCount) + 1]++;
  }
  for (let node = 0; node < nodeCount; node++) starts[node + 1] += starts[node];
  const [ends, latencies] = [new Int32Array(2 * keys.length), new Int32Array(2 * keys.length)];
  const next = starts.slice();
  // Pairs come by their first node, then by their second: each node gets its neighbours in order.
  for (const key of keys) {
    const [first, second] = [firstOf(key), key % nodeCount];
    const latency = latencyUs(first, second);
    latencies[next[first]] = latency;
    ends[next[first]++] = second;
    latencies[next[second]] = latency;
    ends[next[second]++] = first;
  }
  return { starts, ends, latencyUs: latencies, lossShare: null };
}

/** Each pair that chose each other or one the other, once and in order, as first · nodeCount + second. */
function chosenPairs({ nodeCount, degree, stream }: Omit<KOutOptions, "latencyUs">): Float64Array {
  const keys = new Float64Array(nodeCount * degree);
  for (let node = 0; node < nodeCount; node++) {
    const chosen = choose(stream.cursor(node), { take: degree, from: nodeCount - 1 });
    for (const [k, other] of chosen.entries()) {
      const to = other < node ? other : other + 1;
      keys[node * degree + k] = Math.min(node, to) * nodeCount + Math.max(node, to);
    }
  }
  // Numbers of a typed array are sorted as numbers.
  keys.sort();
  // In place: a filtered copy would be made of objects of the engine first.
  let count = 0;
  for (let k = 0; k < keys.length; k++) if (count === 0 || keys[k] !== keys[count - 1]) keys[count++] = keys[k];
  return keys.subarray(0, count);
}
