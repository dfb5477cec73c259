import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choose } from "../random/distributions/choose.js";
import { createStreams } from "../random/stream.js";
import { complete } from "../units/in-steps.js";
import { bookedDialsInSteps } from "./address-books.js";
import { mayOpen, takesInbound } from "./connection-limits.js";

const streams = createStreams(1, 0);
const [drawn, lots] = [streams.purpose("drawn"), streams.purpose("lots")];

describe("address books", () => {
  it("are as large as is said, and nodes are connected with those in them who have room", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 60 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 6 }),
        fc.record({
          all: fc.integer({ min: 2, max: 12 }),
          inbound: fc.integer({ min: 1, max: 9 }),
          outbound: fc.integer({ min: 1, max: 9 }),
        }),
        (nodeCount, bookSize, degree, limits) => {
          const books = Array.from({ length: nodeCount }, (_, node) =>
            choose(drawn.cursor(node), { take: bookSize, from: nodeCount - 1 }).map((k) => (k < node ? k : k + 1)),
          );
          const dials = complete(
            bookedDialsInSteps({
              nodeCount,
              degree,
              bookSize,
              limitsOf: () => limits,
              chosenBy: (node) => books[node],
              roundLot: (node, round) => lots.pairUniform(node, round, 0),
              latencyUs: () => 1000,
            }),
          );
          const { starts, ends } = dials.links;
          const linksOf = (node: number, flags: Uint8Array): number[] =>
            [...ends.subarray(starts[node], starts[node + 1])].filter((_, k) => flags[starts[node] + k] === 1);
          const nodes = [...books.keys()];
          const counts = nodes.map((node) => {
            const outbound = linksOf(node, dials.isOutbound).length;
            return { inbound: linksOf(node, dials.isOpen).length - outbound, outbound };
          });
          expect(nodes.map((node) => linksOf(node, dials.isKnown))).toEqual(
            books.map((book) => book.toSorted((a, b) => a - b)),
          );
          for (const node of nodes) {
            const open = linksOf(node, dials.isOpen);
            const opened = linksOf(node, dials.isOutbound);
            expect(opened.every((peer) => books[node].includes(peer) && open.includes(peer))).toBe(true);
            expect(open.every((peer) => opened.includes(peer) !== linksOf(peer, dials.isOutbound).includes(node))).toBe(
              true,
            );
          }
          const missed = nodes
            .filter((node) => counts[node].outbound < degree && mayOpen(counts[node], limits))
            .flatMap((node) => books[node].filter((peer) => !linksOf(node, dials.isOpen).includes(peer)))
            .filter((peer) => takesInbound(counts[peer], limits));
          expect(missed).toEqual([]);
          expect(dials.unopened).toBe(counts.reduce((sum, { outbound }) => sum + degree - outbound, 0));
        },
      ),
      { seed: 15, numRuns: 100 },
    );
  });
});
