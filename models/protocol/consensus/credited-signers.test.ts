import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditedVotes, lateVotes } from "./credited-signers.js";

describe("votes that a frame credits", () => {
  it("are all that arrive in time, or no more than a certificate needs", () => {
    expect(creditedVotes(9, 9, { creditedSigners: "allInTime" })).toBe(9);
    expect([9, 8, 7].map((voters) => creditedVotes(9, voters, { creditedSigners: "quorum" }))).toEqual([7, 7, 7]);
    expect([3, 4, 5, 6].map((members) => creditedVotes(members, members, { creditedSigners: "quorum" }))).toEqual([
      3, 3, 4, 5,
    ]);
    expect(creditedVotes(0, 0, { creditedSigners: "quorum" })).toBe(0);
  });

  it("arrive before all others, the first of the list where two arrive at once", () => {
    expect(lateVotes([0.5, 0.1, 0.9, 0.5], 2)).toEqual([3, 2]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), fc.nat(40), (arrivals, credited) => {
        const late = new Set(lateVotes(arrivals, credited));
        expect(late.size).toBe(Math.max(0, arrivals.length - credited));
        const inTime = arrivals.filter((_time, k) => !late.has(k));
        for (const k of late) expect(inTime.every((time) => time <= arrivals[k])).toBe(true);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
