/**
 * Connections that nodes open at the beginning to some of those whose addresses they know: each has so many in its book, and dials them in the order in
 * which they are drawn. There is a link between any two of whom one has the other in its book, whether or not they are connected.
 */
import type { InSteps } from "../units/in-steps.js";
import { linksOfChoices } from "./both-ways.js";
import { dialInSteps, type DialOptions, type Dials, unopenedOf } from "./dials.js";

export interface BookOptions extends Omit<DialOptions, "nextOf" | "peerLot"> {
  /** Addresses that every node has. */
  readonly bookSize: number;
  /** So many different others of a node, in the order in which it dials them. */
  readonly chosenBy: (node: number) => readonly number[];
}

export interface BookedDials extends Dials {
  /** By link; 1: its beginning has the end in its book. */
  readonly isKnown: Uint8Array;
  /** By link; 1: there is a connection. */
  readonly isOpen: Uint8Array;
}

/** Nodes whose books are drawn in one step. */
const booksAStep = 500;

export function* bookedDialsInSteps(options: BookOptions): InSteps<BookedDials> {
  const { nodeCount, bookSize, chosenBy, latencyUs, degree } = options;
  const books = new Int32Array(nodeCount * bookSize);
  for (let node = 0; node < nodeCount; node++) {
    books.set(chosenBy(node), node * bookSize);
    if (node % booksAStep === 0) yield;
  }
  const next = new Int32Array(nodeCount);
  const nextOf = (node: number): number => (next[node] === bookSize ? -1 : books[node * bookSize + next[node]++]);
  const { limitsOf, roundLot } = options;
  const board = yield* dialInSteps({ nodeCount, degree, limitsOf, roundLot, nextOf });
  const links = yield* linksOfChoices({ nodeCount, degree: bookSize, chosen: books }, latencyUs);
  const { starts, ends } = links;
  const isOutbound = board.outboundOf(links);
  const isKnown = new Uint8Array(ends.length);
  const isOpen = new Uint8Array(ends.length);
  for (let node = 0; node < nodeCount; node++) {
    const own = new Set(books.subarray(node * bookSize, (node + 1) * bookSize));
    for (let c = starts[node]; c < starts[node + 1]; c++) {
      isKnown[c] = own.has(ends[c]) ? 1 : 0;
      isOpen[c] = board.areConnected(node, ends[c]) ? 1 : 0;
    }
  }
  return { links, isOutbound, isKnown, isOpen, refused: board.refused, unopened: unopenedOf(board, degree) };
}
