import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAnswered, isAsked, isHeeded, isTold, offersWithin } from "./offer-limits.js";

const count = (from: number, ids: number, is: (serial: number) => boolean): number =>
  Array.from({ length: ids }, (_, k) => from + k).filter(is).length;

describe("the ids that one IHAVE tells of", () => {
  it("are all, up to the limit, and beyond it those from a drawn place on", () => {
    expect(isTold(17, { ids: 5, max: 5, drawn: 3 })).toBe(true);
    expect([0, 1, 2, 3, 4].map((serial) => isTold(serial, { ids: 5, max: 2, drawn: 4 }))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it("are exactly as many as the limit says of consecutive numbers, and each as often over all places", () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.nat(59),
        (from, ids, max, place) => {
          const drawn = place % ids;
          expect(count(from, ids, (serial) => isTold(serial, { ids, max, drawn }))).toBe(Math.min(ids, max));
          expect(count(0, ids, (at) => isTold(from, { ids, max, drawn: at }))).toBe(Math.min(ids, max));
        },
      ),
      { seed: 15 },
    );
  });
});

describe("the limits of IHAVE and IWANT", () => {
  it("are met by the last that is allowed, and none where there is no limit", () => {
    expect([10, 11].map((n) => isHeeded(n, { iHaveMessages: 10 }))).toEqual([true, false]);
    expect(isHeeded(1e9, { iHaveMessages: null })).toBe(true);
    expect([3, 4].map((n) => isAnswered(n, { retransmissions: 3 }))).toEqual([true, false]);
    expect(isAnswered(1e9, { retransmissions: null })).toBe(true);
    const limits = { iHaveIds: 2, pendingWants: 5 };
    expect(isAsked({ asked: 1, pending: 4 }, limits)).toBe(true);
    expect(isAsked({ asked: 2, pending: 0 }, limits)).toBe(false);
    expect(isAsked({ asked: 0, pending: 5 }, limits)).toBe(false);
    expect(isAsked({ asked: 1e9, pending: 1e9 }, { iHaveIds: Infinity, pendingWants: null })).toBe(true);
  });
});

describe("the IHAVE of one peer within a heartbeat", () => {
  it("are never more than delays allow, wherever the heartbeats of both lie", () => {
    const everyUs = 100;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 450 }),
        fc.nat(99),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 }),
        (spreadUs, phaseUs, draws) => {
          const arrivals = draws.map((u, k) => k * everyUs + Math.round(u * spreadUs));
          for (let begin = phaseUs; begin < 3500; begin += everyUs) {
            const within = arrivals.filter((us) => us >= begin && us < begin + everyUs).length;
            expect(within).toBeLessThanOrEqual(offersWithin(everyUs, spreadUs));
          }
        },
      ),
      { seed: 15 },
    );
    expect([0, 1, 100, 101].map((spreadUs) => offersWithin(everyUs, spreadUs))).toEqual([1, 2, 2, 3]);
  });
});
