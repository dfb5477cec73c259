/** Who is where, connected by what, and linked with whom: what a network is built on, and does not change in a run. */
import type { BitsPerSecond, DurationUs } from "../units/quantity-types.js";
import { messages } from "./messages.js";
import { type NodeClass, unlimited } from "./node-class.js";
import type { Regions } from "./regions.js";

/** A link from a node to another, in one direction. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly latencyUs: DurationUs;
  /** Share of messages that are lost on it. */
  readonly lossShare?: number;
}

/** Links by the node that they begin at, its links in the order of the nodes that they lead to. */
export interface Links {
  /** Links of node i: from `starts[i]` up to, not with, `starts[i + 1]`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly latencyUs: Int32Array;
  /** Null where none loses anything. */
  readonly lossShare: Float64Array | null;
}

export interface Topology {
  readonly nodeCount: number;
  /** Of each node, where it has one in a file; empty otherwise. */
  readonly names: readonly string[];
  /** Null: messages go over links only. */
  readonly regions: Regions | null;
  readonly regionOf: Uint16Array;
  readonly uploadBitsPerS: Float64Array;
  readonly downloadBitsPerS: Float64Array;
  readonly accessUs: Int32Array;
  readonly lossShare: Float64Array;
  /** Null: everybody reaches everybody over the latency between regions. */
  readonly links: Links | null;
}

export interface TopologyOptions {
  readonly nodeCount: number;
  readonly names?: readonly string[];
  readonly regions?: Regions;
  /** Region of each node; all in the first unless given. */
  readonly regionOf?: ArrayLike<number>;
  /** Class of each node, or of all. */
  readonly classOf?: NodeClass | ((node: number) => NodeClass);
  /** Links in any order, or as `Links` has them. */
  readonly links?: Iterable<Link> | Links;
}

/** Throws `RangeError` for nodes and regions that are not there, links that are there twice, and rates not above 0. */
export function createTopology(options: TopologyOptions): Topology {
  const { nodeCount, names = [], regions = null, links } = options;
  const regionOf = Uint16Array.from({ length: nodeCount }, (_, node) => options.regionOf?.[node] ?? 0);
  const regionCount = regions?.names.length ?? 1;
  for (const region of regionOf) requireRegion(region, regionCount);
  const { classOf = unlimited } = options;
  const classes = Array.from({ length: nodeCount }, (_, node) =>
    typeof classOf === "function" ? classOf(node) : classOf,
  );
  new Set(classes).forEach(requireClass);
  return {
    nodeCount,
    names,
    regions,
    regionOf,
    uploadBitsPerS: Float64Array.from(classes, (one) => one.uploadBitsPerS),
    downloadBitsPerS: Float64Array.from(classes, (one) => one.downloadBitsPerS),
    accessUs: Int32Array.from(classes, (one) => one.accessUs),
    lossShare: Float64Array.from(classes, (one) => one.lossShare),
    links: links === undefined ? null : "starts" in links ? links : linksOf(nodeCount, links),
  };
}

/** Throws `RangeError` unless it is one of so many regions. */
export function requireRegion(region: number, count: number): void {
  if (!(region >= 0 && region < count)) throw new RangeError(messages.badRegion(region, count));
}

/** Throws `RangeError` for rates that are not above 0, and a loss that is no share. */
export function requireClass({ uploadBitsPerS, downloadBitsPerS, lossShare }: NodeClass): void {
  requireRate(uploadBitsPerS);
  requireRate(downloadBitsPerS);
  requireShare(lossShare);
}

function requireRate(rate: BitsPerSecond): void {
  if (!(rate > 0)) throw new RangeError(messages.badRate(rate));
}

function requireShare(share: number): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(messages.badShare(share));
}

function linksOf(nodeCount: number, given: Iterable<Link>): Links {
  const isNode = (node: number): boolean => node >= 0 && node < nodeCount && Number.isInteger(node);
  const list = [...given];
  for (const { from, to, latencyUs, lossShare = 0 } of list) {
    if (!isNode(from)) throw new RangeError(messages.badNode(from, nodeCount));
    if (!isNode(to)) throw new RangeError(messages.badNode(to, nodeCount));
    if (from === to) throw new RangeError(messages.loop(from));
    if (!(latencyUs >= 0 && latencyUs === (latencyUs | 0))) throw new RangeError(messages.badLatency(latencyUs / 1000));
    requireShare(lossShare);
  }
  list.sort((a, b) => a.from - b.from || a.to - b.to);
  const starts = new Int32Array(nodeCount + 1);
  for (const [k, { from, to }] of list.entries()) {
    if (k > 0 && list[k - 1].from === from && list[k - 1].to === to) throw new RangeError(messages.linkTwice(from, to));
    starts[from + 1]++;
  }
  for (let node = 0; node < nodeCount; node++) starts[node + 1] += starts[node];
  return {
    starts,
    ends: Int32Array.from(list, ({ to }) => to),
    latencyUs: Int32Array.from(list, ({ latencyUs }) => latencyUs),
    lossShare: list.some(({ lossShare = 0 }) => lossShare > 0)
      ? Float64Array.from(list, ({ lossShare = 0 }) => lossShare)
      : null,
  };
}

/** The index of the link from a node to another, −1 if there is none. */
export function linkBetween({ starts, ends }: Links, from: number, to: number): number {
  let low = starts[from];
  let high = starts[from + 1] - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (ends[middle] === to) return middle;
    if (ends[middle] < to) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
