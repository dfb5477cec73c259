import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dampenedJoinerRing, resolveRing, ringInfo } from "./info.js";

const headCount = fc.integer({ min: 0, max: 100_000 });

describe("rings by head count", () => {
  it("show a joiner the ring in which it will find itself", () => {
    fc.assert(
      fc.property(headCount, (n) => {
        const { joinerRing, activeOnJoiner } = ringInfo(n);
        const once = ringInfo(n + 1);
        expect([joinerRing, activeOnJoiner]).toEqual([once.currentRing, once.activeOnCurrent]);
      }),
      { seed: 1 },
    );
  });

  it("score a join at most one ring further out than it is", () => {
    fc.assert(
      fc.property(headCount, (n) => {
        const ahead = dampenedJoinerRing(n) - ringInfo(n).joinerRing;
        expect(ahead === 0 || ahead === 1).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it("add up to all candidates over the members of every ring", () => {
    const total = 27;
    const perRing = [0, 8, 16, 24].map((selfRank) => resolveRing({ total, allocated: true, selfRank }));
    expect(perRing.map(({ ring }) => ring)).toEqual([0, 1, 2, 3]);
    expect(perRing.reduce((sum, { onRing }) => sum + onRing, 0)).toBe(total);
  });

  it("show an allocated prover that is not listed the last ring, not the joiner's", () => {
    expect(resolveRing({ total: 16, allocated: true, selfRank: null })).toEqual({ ring: 1, onRing: 8 });
    expect(resolveRing({ total: 16, allocated: false, selfRank: null })).toEqual({ ring: 2, onRing: 1 });
  });
});
