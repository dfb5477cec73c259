import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type View, viewTimes } from "./shard-view.js";

const five: View = {
  voters: 5,
  leader: 0,
  quorum: 4,
  rounds: 2,
  heardUs: () => 100,
  outUs: () => 10,
  backUs: () => 10,
};

/** So many of five are slow. */
const slow = (voters: number) => (voter: number) => (voter >= 5 - voters ? 1000 : 10);

describe("a view of a shard", () => {
  it("is final after a proposal, a certificate and two rounds of votes; after one round before Simplex", () => {
    expect(viewTimes(five)).toEqual({ votedUs: [120, 140, 140, 140, 140], finalUs: 140 });
    expect(viewTimes({ ...five, rounds: 1 })).toEqual({ votedUs: [100, 120, 120, 120, 120], finalUs: 120 });
  });

  it("waits for the slowest of a quorum, and has the vote of whoever is slower later", () => {
    expect(viewTimes({ ...five, backUs: slow(1) })).toEqual({ votedUs: [120, 140, 140, 140, 1130], finalUs: 140 });
    // Of two one is in the quorum, in both rounds.
    expect(viewTimes({ ...five, backUs: slow(2) }).finalUs).toBe(100 + 2 * 1010);
  });

  it("has no vote of whoever has not heard the global frame", () => {
    expect(viewTimes({ ...five, rounds: 1, heardUs: (voter) => (voter === 2 ? 5000 : 100) })).toEqual({
      votedUs: [100, 120, 5010, 120, 120],
      finalUs: 120,
    });
    expect(viewTimes({ ...five, rounds: 1, heardUs: (voter) => (voter === 0 ? 5000 : 100) }).finalUs).toBe(5020);
  });

  it("is never final with too few voters", () => {
    expect(viewTimes({ ...five, voters: 3 }).finalUs).toBe(Infinity);
  });

  it("is never sooner for a message that takes longer", () => {
    const times = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(times, times, fc.nat(19), fc.integer({ min: 1, max: 1e6 }), (out, back, which, more) => {
        const of = (extra: number): View => ({
          ...five,
          outUs: (voter, round) => out[2 * voter + round] + (which === 2 * voter + round ? extra : 0),
          backUs: (voter, round) => back[2 * voter + round],
        });
        const [before, after] = [viewTimes(of(0)), viewTimes(of(more))];
        expect(after.finalUs).toBeGreaterThanOrEqual(before.finalUs);
        after.votedUs.forEach((us, voter) => expect(us).toBeGreaterThanOrEqual(before.votedUs[voter]));
      }),
    );
  });
});
