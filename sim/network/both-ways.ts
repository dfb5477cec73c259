import type { InSteps } from "../units/in-steps.js";
import type { DurationUs } from "../units/quantity-types.js";
import type { Links } from "./topology.js";

/** Whom nodes have chosen: so many others each, or up to so many, no other twice. */
export interface Choices {
  readonly nodeCount: number;
  readonly degree: number;
  /** Those of node i from i · degree on, in any order; put in order here. */
  readonly chosen: Int32Array;
  /** How many each has chosen; `degree` unless given. */
  readonly counts?: Int32Array;
  /** Twice as long as `chosen`, which may be its second half: the ends of the links are written into it. A new one unless given. */
  readonly room?: Int32Array;
}

/** Links that are gone through in one step: milliseconds. */
export const linksAStep = 20_000;

/**
 * Links in both directions between nodes of which one has chosen the other, or each the other. Beside them memory is that of the choices, and none
 * where these stand in `room`. `latencyUs`: of both directions between two nodes, the first of which has the smaller number.
 */
export function* linksOfChoices(
  { nodeCount, degree, chosen, counts, room = new Int32Array(2 * chosen.length) }: Choices,
  latencyUs: (first: number, second: number) => DurationUs,
): InSteps<Links> {
  const nodesAStep = Math.max(1, Math.floor(linksAStep / Math.max(1, degree)));
  // By whom each is chosen; in order, since those who choose come in order.
  const endOf = (node: number): number => node * degree + (counts === undefined ? degree : counts[node]);
  const firstOf = new Int32Array(nodeCount + 1);
  if (counts === undefined) for (const node of chosen) firstOf[node + 1]++;
  else
    for (let node = 0; node < nodeCount; node++)
      for (let k = node * degree; k < endOf(node); k++) firstOf[chosen[k] + 1]++;
  yield;
  for (let node = 0; node < nodeCount; node++) firstOf[node + 1] += firstOf[node];
  const latencies = new Int32Array(2 * chosen.length);
  // With k choices read and b of those that are chosen, at most k + b links are written: what is still to be read stands behind them, here as in `room`.
  const by = latencies.subarray(chosen.length);
  const next = firstOf.slice();
  for (let node = 0; node < nodeCount; node++) {
    for (let k = node * degree, end = endOf(node); k < end; k++) by[next[chosen[k]]++] = node;
    if (node % nodesAStep === 0) yield;
  }
  const starts = new Int32Array(nodeCount + 1);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    const own = chosen.subarray(node * degree, endOf(node)).sort();
    const ownCount = own.length;
    let k = 0;
    let b = firstOf[node];
    while (k < ownCount || b < firstOf[node + 1]) {
      const isOwn = b === firstOf[node + 1] || (k < ownCount && own[k] <= by[b]);
      const peer = isOwn ? own[k] : by[b];
      if (b < firstOf[node + 1] && by[b] === peer) b++;
      if (isOwn) k++;
      room[count] = peer;
      latencies[count++] = latencyUs(Math.min(node, peer), Math.max(node, peer));
    }
    starts[node + 1] = count;
    if (node % nodesAStep === 0) yield;
  }
  return { starts, ends: room.subarray(0, count), latencyUs: latencies.subarray(0, count), lossShare: null };
}
