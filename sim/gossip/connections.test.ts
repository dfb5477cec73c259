import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTopology, type Link } from "../network/topology.js";
import { createStreams } from "../random/stream.js";
import { numberedNames } from "../network/node-names.js";
import { connectionsOf } from "./connections.js";
import { messages } from "./messages.js";

const streams = createStreams(1, 0);

const pairs = fc.uniqueArray(
  fc.tuple(fc.nat(11), fc.nat(11)).filter(([from, to]) => from < to),
  { selector: ([from, to]) => 12 * from + to, minLength: 1 },
);

const bothWays = (chosen: readonly (readonly [number, number])[], backUs = 5): readonly Link[] =>
  chosen.flatMap(([from, to]) => [
    { from, to, latencyUs: 5 },
    { from: to, to: from, latencyUs: backUs },
  ]);

const connect = (links: readonly Link[]) =>
  connectionsOf(createTopology({ nodeCount: 12, links }), numberedNames(12), streams);

describe("connections", () => {
  it("know of each the same one as the other end has it, which one of both has opened", () => {
    fc.assert(
      fc.property(pairs, (chosen) => {
        const { starts, ends, reverse, isOutbound } = connect(bothWays(chosen));
        for (let node = 0; node < 12; node++)
          for (let c = starts[node]; c < starts[node + 1]; c++) {
            expect(ends[reverse(c)]).toBe(node);
            expect(reverse(c)).toBeGreaterThanOrEqual(starts[ends[c]]);
            expect(reverse(c)).toBeLessThan(starts[ends[c] + 1]);
            expect(isOutbound(c) + isOutbound(reverse(c))).toBe(1);
          }
      }),
    );
  });

  it("tell how far the way back is only where it is as far as the way there, for all", () => {
    const some = [
      [0, 1],
      [2, 3],
    ] as const;
    expect([...connect(bothWays(some)).minBackUs!]).toEqual([5, 5, 5, 5]);
    const [first, ...others] = bothWays(some);
    expect(connect([{ ...first, latencyUs: 6 }, ...others]).minBackUs).toBeNull();
  });

  it("are refused where one leads in one direction only, and it is said which", () => {
    fc.assert(
      fc.property(pairs, fc.nat(), fc.boolean(), (chosen, at, isFirst) => {
        const [from, to] = chosen[at % chosen.length];
        const [left, gone] = isFirst ? [from, to] : [to, from];
        const links = bothWays(chosen).filter((link) => link.from !== gone || link.to !== left);
        expect(() => connect(links)).toThrow(new RangeError(messages.oneWay(left, gone)));
      }),
    );
  });
});
