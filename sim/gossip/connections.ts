/** Who is connected with whom, and who opened the connection; does not change in a run. */
import type { Purpose, Streams } from "../random/stream.js";
import type { NodeNames } from "../network/node-names.js";
import { complete, type InSteps } from "../units/in-steps.js";
import { linkBetween, type Links, type Topology } from "../network/topology.js";
import { messages } from "./messages.js";

export interface Connections {
  readonly nodeCount: number;
  /** As the topology has them: connection c of node i from `starts[i]` up to, not with, `starts[i + 1]`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The same connection as the other end has it. */
  readonly reverse: (c: number) => number;
  /** 1: this end opened it; 0: the other one did. */
  readonly isOutbound: (c: number) => 0 | 1;
  /** On the way back, at least: by connection, as long as on the way there where all latencies are symmetric; else null. */
  readonly minBackUs: Int32Array | null;
}

export type DialStreams = Streams<"dialled">;

/** Connections that are gone through in one step: milliseconds. */
const connectionsAStep = 40_000;

/** Throws `RangeError` without links, or where a link leads in one direction only. */
export const connectionsOf = (
  topology: Topology,
  names: NodeNames,
  streams: DialStreams,
  opened?: Uint8Array,
): Connections => complete(connectionsInSteps(topology, names, streams, opened));

/** The same step by step, each of some milliseconds. `opened`: by link, 1 where its beginning opened the connection; drawn unless given. */
export function* connectionsInSteps(
  { nodeCount, links }: Topology,
  names: NodeNames,
  streams: DialStreams,
  opened?: Uint8Array,
): InSteps<Connections> {
  if (links === null) throw new RangeError(messages.noLinks());
  const dialled = streams.purpose("dialled");
  const { starts, ends, latencyUs } = links;
  const places = yield* placesOf(nodeCount, links);
  const reverse = (c: number): number => starts[ends[c]] + places[c];
  // A bit each: there is one for every connection, and it is asked for at grafts only.
  const outbound = new Uint8Array(Math.ceil(ends.length / 8));
  let isSymmetric = true;
  for (let node = 0; node < nodeCount; node++) {
    for (let c = starts[node]; c < starts[node + 1]; c++) {
      const back = reverse(c);
      if (back < c) continue;
      if (latencyUs[c] !== latencyUs[back]) isSymmetric = false;
      const isOwn = opened === undefined ? opens(names, dialled, node, ends[c]) : opened[c] === 1;
      const own = isOwn ? c : back;
      outbound[own >> 3] |= 1 << (own & 7);
    }
    if (endsStep(node, links)) yield;
  }
  const isOutbound = (c: number): 0 | 1 => ((outbound[c >> 3] >> (c & 7)) & 1) as 0 | 1;
  return { nodeCount, starts, ends, reverse, isOutbound, minBackUs: isSymmetric ? latencyUs : null };
}

/** Whether a node opened its connection to a peer, and not the peer: one draw of both, whichever asks. */
function opens({ first, second }: NodeNames, dialled: Purpose, node: number, peer: number): boolean {
  const word = dialled.pairWord((first[node] ^ first[peer]) >>> 0, (second[node] ^ second[peer]) >>> 0, 0);
  const isEarlier = first[node] < first[peer] || (first[node] === first[peer] && second[node] < second[peer]);
  return ((word & 1) === 1) === isEarlier;
}

/** Whether the links of a node are the last of a step. */
const endsStep = (node: number, { starts }: Links): boolean =>
  Math.floor(starts[node] / connectionsAStep) < Math.floor(starts[node + 1] / connectionsAStep);

/** Of each link the place of the one that leads back, among those of its node. Hardly any node has more than 65,536. */
function* placesOf(nodeCount: number, links: Links): InSteps<Uint16Array | Int32Array> {
  const { starts, ends } = links;
  const isShort = starts.every((start, node) => node === 0 || start - starts[node - 1] <= 2 ** 16);
  const places = isShort ? new Uint16Array(ends.length) : new Int32Array(ends.length);
  // Peers are in order: nodes that come in order are looked for one behind the other.
  const next = starts.slice();
  for (let node = 0; node < nodeCount; node++) {
    for (let c = starts[node]; c < starts[node + 1]; c++) {
      const peer = ends[c];
      const back = next[peer]++;
      if (back >= starts[peer + 1] || ends[back] !== node) throw new RangeError(oneWay(nodeCount, links));
      places[c] = back - starts[peer];
    }
    if (endsStep(node, links)) yield;
  }
  return places;
}

/** The first link that leads in one direction only. */
function oneWay(nodeCount: number, links: Links): string {
  for (let node = 0; node < nodeCount; node++)
    for (let c = links.starts[node]; c < links.starts[node + 1]; c++)
      if (linkBetween(links, links.ends[c], node) < 0) return messages.oneWay(node, links.ends[c]);
  throw new Error("links are not in the order of nodes");
}
