/** Who is connected with whom, and who opened the connection; does not change in a run. */
import type { Purpose } from "../random/stream.js";
import { linkBetween, type Links, type Topology } from "../network/topology.js";
import { messages } from "./messages.js";

export interface Connections {
  readonly nodeCount: number;
  /** As the topology has them: connection c of node i from `starts[i]` up to, not with, `starts[i + 1]`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The same connection as the other end has it. */
  readonly reverse: Int32Array;
  /** 1: this end opened it. */
  readonly isOutbound: Uint8Array;
  /** On the way back, as far as every link tells without its reverse: the same where all latencies are symmetric, else 0. */
  readonly minBackUs: Int32Array;
}

/** Throws `RangeError` without links, or where a link leads in one direction only. */
export function connectionsOf({ nodeCount, links }: Topology, dialled: Purpose): Connections {
  if (links === null) throw new RangeError(messages.noLinks());
  const { starts, ends } = links;
  const reverse = new Int32Array(ends.length);
  const isOutbound = new Uint8Array(ends.length);
  for (let node = 0; node < nodeCount; node++)
    for (let c = starts[node]; c < starts[node + 1]; c++) {
      const back = reverseOf(links, node, ends[c]);
      reverse[c] = back;
      if (back < c) continue;
      const isOwn = (dialled.pairWord(node, ends[c], 0) & 1) === 1;
      isOutbound[c] = isOwn ? 1 : 0;
      isOutbound[back] = isOwn ? 0 : 1;
    }
  const { latencyUs } = links;
  const isSymmetric = latencyUs.every((us, c) => us === latencyUs[reverse[c]]);
  const minBackUs = isSymmetric ? latencyUs : new Int32Array(ends.length);
  return { nodeCount, starts, ends, reverse, isOutbound, minBackUs };
}

function reverseOf(links: Links, node: number, peer: number): number {
  const back = linkBetween(links, peer, node);
  if (back < 0) throw new RangeError(messages.oneWay(node, peer));
  return back;
}
