import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditedSeniority, seniorityMax } from "./changes.js";

const frames = fc.array(fc.bigInt({ min: 1n, max: 60n }), { maxLength: 60 });

describe("seniority that is earned", () => {
  it("counts a frame once, however many shards credit it", () => {
    fc.assert(
      fc.property(frames, (list) => {
        const ascending = list.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        const { seniority, lastFrame } = creditedSeniority({ seniority: 5n, lastFrame: 0n }, ascending);
        expect(seniority).toBe(5n + 10n * BigInt(new Set(list).size));
        expect(lastFrame).toBe(ascending.at(-1) ?? 0n);
      }),
      { seed: 1 },
    );
  });

  it("is the same whether credits are settled at once or one at a time", () => {
    fc.assert(
      fc.property(frames, fc.nat(60), (list, cut) => {
        const start = { seniority: 0n, lastFrame: 3n };
        const halfWay = creditedSeniority(start, list.slice(0, cut));
        expect(creditedSeniority(halfWay, list.slice(cut))).toEqual(creditedSeniority(start, list));
      }),
      { seed: 1 },
    );
  });

  it("is 86,400 points in a day of frames of ten seconds, and ends at 64 bits", () => {
    const day = Array.from({ length: 8640 }, (_none, k) => BigInt(k + 1));
    expect(creditedSeniority({ seniority: 0n, lastFrame: 0n }, day).seniority).toBe(86_400n);
    expect(creditedSeniority({ seniority: seniorityMax - 9n, lastFrame: 0n }, [1n]).seniority).toBe(seniorityMax);
  });
});
