/** A mesh of nodes for gossip: who is whose neighbour, and how long a message takes between them. */
import { createStreams, wordBelow, wordIsBelow } from "../../sim/engine.js";

/** Regions of nodes with consecutive numbers: most links stay within one, and those between them are longer. */
const regionCount = 32;
const linksPerNode = 4;
const localShare = 0.8;

/** Latencies of links, microseconds, by whether they stay within a region; uniform between the two. */
const localUs = { from: 5_000, to: 40_000 };
const distantUs = { from: 25_000, to: 150_000 };
/** No message reaches another region sooner: the lookahead of parts that end where regions do. */
export const lookaheadUs = distantUs.from;

export interface Mesh {
  readonly nodeCount: number;
  /**
   * The links of node i: from `starts[i]` up to, not with, `starts[i + 1]` a neighbour and a latency in microseconds take
   * turns, so that they share cache lines. Shared between threads.
   */
  readonly links: Int32Array;
  readonly starts: Int32Array;
}

/** The first node of each region, and the number of nodes. */
export const regionStarts = (nodeCount: number): readonly number[] =>
  Array.from({ length: regionCount + 1 }, (_, region) => Math.round((nodeCount * region) / regionCount));

/** Every node chooses four neighbours, four fifths of them in its region; links go both ways, so that nodes have eight. */
export function makeMesh(nodeCount: number, seed: number): Mesh {
  const stream = createStreams(seed, 0).purpose("link");
  const regions = regionStarts(nodeCount);
  const linkCount = nodeCount * linksPerNode;
  const ends = new Int32Array(linkCount);
  const delays = new Int32Array(linkCount);
  const degrees = new Int32Array(nodeCount + 1);
  let region = 0;
  for (let node = 0; node < nodeCount; node++) {
    while (node >= regions[region + 1]) region++;
    const [first, end] = [regions[region], regions[region + 1]];
    for (let k = 0; k < linksPerNode; k++) {
      stream.draw(node, 2 * k);
      const [choice, where] = stream.words;
      const chosen = wordIsBelow(choice, localShare)
        ? first + wordBelow(where, end - first)
        : wordBelow(where, nodeCount);
      const other = chosen === node ? (node + 1) % nodeCount : chosen;
      const range = other >= first && other < end ? localUs : distantUs;
      stream.draw(node, 2 * k + 1);
      ends[node * linksPerNode + k] = other;
      delays[node * linksPerNode + k] = range.from + wordBelow(stream.words[0], range.to - range.from);
      degrees[node]++;
      degrees[other]++;
    }
  }
  return link(nodeCount, { ends, delays, degrees });
}

interface Links {
  readonly ends: Int32Array;
  readonly delays: Int32Array;
  readonly degrees: Int32Array;
}

/** Both directions of every link, by node. */
function link(nodeCount: number, { ends, delays, degrees }: Links): Mesh {
  const starts = sharedInts(nodeCount + 1);
  for (let node = 0; node < nodeCount; node++) starts[node + 1] = starts[node] + 2 * degrees[node];
  const links = sharedInts(4 * ends.length);
  const next = starts.slice();
  const add = (from: number, to: number, delayUs: number): void => {
    links[next[from]++] = to;
    links[next[from]++] = delayUs;
  };
  ends.forEach((other, k) => {
    const node = Math.floor(k / linksPerNode);
    add(node, other, delays[k]);
    add(other, node, delays[k]);
  });
  return { nodeCount, starts, links };
}

const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length));
