import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStreams } from "../random/stream.js";
import { complete } from "../units/in-steps.js";
import { type ConnectionLimits, mayOpen, takesInbound, unlimitedConnections } from "./connection-limits.js";
import { type Dials, dialsInSteps } from "./dials.js";

const streams = createStreams(1, 0);
const [drawn, lots] = [streams.purpose("drawn"), streams.purpose("lots")];

/** Dials of nodes that draw any node, under names that may be others than their numbers. */
function dialled(
  nodeCount: number,
  degree: number,
  limitsOf: (node: number) => ConnectionLimits,
  nameOf: (node: number) => number = (node) => node,
): Dials {
  const numberOf = new Map(Array.from({ length: nodeCount }, (_, node) => [nameOf(node), node]));
  const counters = new Int32Array(nodeCount);
  return complete(
    dialsInSteps({
      nodeCount,
      degree,
      limitsOf,
      nextOf: (node) => numberOf.get(drawn.below(nameOf(node), counters[node]++, nodeCount))!,
      roundLot: (node, round) => lots.pairUniform(nameOf(node), 0, round),
      peerLot: (node, peer) => lots.pairUniform(nameOf(node), 1 + nameOf(peer), 0),
      latencyUs: () => 1000,
    }),
  );
}

/** Who opened a connection to whom, and how many each has. */
function connectionsOf({ links: { starts, ends }, isOutbound }: Dials) {
  const nodeCount = starts.length - 1;
  const peers = Array.from({ length: nodeCount }, (_, node) => [...ends.subarray(starts[node], starts[node + 1])]);
  const opened = peers.map((own, node) => own.filter((_, k) => isOutbound[starts[node] + k] === 1));
  const counts = peers.map((own, node) => ({
    inbound: own.length - opened[node].length,
    outbound: opened[node].length,
  }));
  return { peers, opened, counts };
}

const limit = fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 12 }));
const limits = fc.record({ all: limit, inbound: limit, outbound: limit });

describe("a node with limits", () => {
  const most = { all: 5, inbound: 3, outbound: 4 };
  it.each([
    [{ inbound: 0, outbound: 0 }, true, true],
    [{ inbound: 3, outbound: 1 }, false, true],
    [{ inbound: 0, outbound: 4 }, true, false],
    [{ inbound: 2, outbound: 3 }, false, false],
  ])("that has %o takes one more: %s, and opens one more: %s", (counts, takes, opens) => {
    expect([takesInbound(counts, most), mayOpen(counts, most)]).toEqual([takes, opens]);
  });
});

describe("dials", () => {
  it("open as many connections as each node wants, where nobody has a limit", () => {
    const { peers, opened } = connectionsOf(dialled(200, 10, () => unlimitedConnections));
    expect(opened.map(({ length }) => length)).toEqual(opened.map(() => 10));
    expect(peers.every((own) => new Set(own).size === own.length)).toBe(true);
  });

  it("leave nobody above a limit, and nobody without a connection that it wanted and could have had", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 1, max: 15 }),
        fc.array(limits, { minLength: 1, maxLength: 4 }),
        (nodeCount, degree, classes) => {
          const limitsOf = (node: number): ConnectionLimits => classes[node % classes.length];
          const dials = dialled(nodeCount, degree, limitsOf);
          const { peers, opened, counts } = connectionsOf(dials);
          for (let node = 0; node < nodeCount; node++) {
            const { all, inbound, outbound } = limitsOf(node);
            expect(counts[node].inbound + counts[node].outbound).toBeLessThanOrEqual(all);
            expect(counts[node].inbound).toBeLessThanOrEqual(inbound);
            expect(counts[node].outbound).toBeLessThanOrEqual(Math.min(outbound, degree));
            expect(peers[node]).not.toContain(node);
            // The other end knows of it, and that it did not open it.
            for (const peer of peers[node]) expect(opened[peer].includes(node)).toBe(!opened[node].includes(peer));
          }
          const nodes = [...peers.keys()];
          const missed = nodes
            .filter((node) => counts[node].outbound < degree && mayOpen(counts[node], limitsOf(node)))
            .flatMap((node) => nodes.filter((peer) => peer !== node && !peers[node].includes(peer)))
            .filter((peer) => takesInbound(counts[peer], limitsOf(peer)));
          expect(missed).toEqual([]);
          const made = counts.reduce((sum, { outbound }) => sum + outbound, 0);
          expect(dials.unopened).toBe(nodeCount * degree - made);
        },
      ),
      { seed: 15, numRuns: 150 },
    );
  });

  it("fill all the room that there is, where it is less than what is wanted", () => {
    const few = { all: 40, inbound: 40, outbound: 0 };
    const many = { all: 12, inbound: 0, outbound: 12 };
    const { counts, opened } = connectionsOf(dialled(110, 10, (node) => (node < 10 ? few : many)));
    expect(counts.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => ({ inbound: 40, outbound: 0 })));
    expect(opened.flat()).toHaveLength(400);
  });

  it("hang on names, and not on numbers", () => {
    const [nodeCount, all] = [80, { all: 12, inbound: 7, outbound: Infinity }];
    const turned = (node: number): number => (node * 7 + 3) % nodeCount;
    const named = ({ opened }: ReturnType<typeof connectionsOf>, nameOf: (node: number) => number): string[] =>
      opened.flatMap((own, node) => own.map((peer) => `${nameOf(node)} ${nameOf(peer)}`)).sort();
    const asNumbered = connectionsOf(dialled(nodeCount, 6, () => all));
    const renumbered = connectionsOf(dialled(nodeCount, 6, () => all, turned));
    expect(named(renumbered, turned)).toEqual(named(asNumbered, (node) => node));
  });
});
