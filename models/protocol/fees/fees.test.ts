import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import { basisUnder } from "../emission/basis.js";
import { baselineFee } from "./baseline.js";
import { vertexAddCost } from "./cost.js";
import { splitFees } from "./destination.js";
import { shardMultiplier } from "./multiplier.js";
import { requiredFee } from "./required.js";
import { feeVote } from "./vote.js";
import { type FeeWindow, addFeeVote, feeWindowLimit, rewindFeeWindow, windowMultiplier } from "./window.js";

const basisOf = basisUnder(ruleSets["v2.1-epoch"]);
const asUnderEpochs = { basisOf, feeRule: "windowAverage" } as const;
const units = 8_000_000_000n;
const seed = { seed: 1 };

const windowOf = (frames: readonly number[]): FeeWindow =>
  frames.reduce<FeeWindow>((window, frame) => {
    const after = addFeeVote(window, { frame, multiplier: BigInt(frame) });
    if (after === null) throw new Error(`frame ${frame} is out of order`);
    return after;
  }, []);
const ascendingFrames = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 500 })
  .map((gaps) => gaps.map((_gap, k) => gaps.slice(0, k + 1).reduce((sum, gap) => sum + gap, 0)));

describe("a vote on the fee multiplier", () => {
  it("falls after a fast frame and rises after a slow one", () => {
    expect(feeVote(1_000n, 9_500, true)).toBe(950n);
    expect(feeVote(1_000n, 10_000, true)).toBe(1_000n);
    expect(feeVote(1_000n, 10_500, true)).toBe(1_050n);
  });

  it("moves by at most a tenth, stays above 0, and never falls when the frame takes longer", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 1n << 60n }), fc.nat(60_000), fc.nat(60_000), (current, a, b) => {
        const [fast, slow] = [feeVote(current, Math.min(a, b), true), feeVote(current, Math.max(a, b), true)];
        expect(fast <= slow && fast >= 1n && slow <= current + current / 10n).toBe(true);
        expect(fast >= current - current / 10n).toBe(true);
      }),
      seed,
    );
  });

  it("leaves the multiplier to data-greedy makers, even at 0", () => {
    expect([feeVote(0n, 1, false), feeVote(0n, 1, true)]).toEqual([0n, 1n]);
  });
});

describe("the fee window", () => {
  it("holds the newest 360 votes and its multiplier lies between the lowest and the highest", () => {
    fc.assert(
      fc.property(ascendingFrames, (frames) => {
        const window = windowOf(frames);
        expect(window.map((vote) => vote.frame)).toEqual(frames.slice(-feeWindowLimit));
        const mean = windowMultiplier(window);
        expect(mean >= window[0].multiplier && mean <= window.at(-1)!.multiplier).toBe(true);
      }),
      seed,
    );
  });

  it("refuses a vote for a frame that is not newer than the last", () => {
    const window = windowOf([10, 20]);
    expect([15, 20].map((frame) => addFeeVote(window, { frame, multiplier: 1n }))).toEqual([null, null]);
  });

  it("does not bring back what slid out when it is rewound", () => {
    const window = windowOf(Array.from({ length: 400 }, (_none, k) => k + 1));
    expect(rewindFeeWindow(window, 100).map((vote) => vote.frame)).toEqual(
      Array.from({ length: 60 }, (_none, k) => k + 41),
    );
  });

  it("can be asked to hold less, never more, and then starts at 100", () => {
    const long = Array.from({ length: 400 }, (_none, k) => k + 1);
    const held = (limit: number): number =>
      long.reduce<FeeWindow>((window, frame) => addFeeVote(window, { frame, multiplier: 7n }, limit) ?? window, [])
        .length;
    expect([held(3), held(1_000), held(0)]).toEqual([3, 360, 0]);
    expect(windowMultiplier([])).toBe(100n);
  });
});

describe("what adding data costs", () => {
  const worlds = fc.bigInt({ min: 1n << 20n, max: 1n << 50n });
  const sizes = fc.bigInt({ min: 1n, max: 1n << 32n });

  it("is at least a unit a byte, and never less for more data", () => {
    fc.assert(
      fc.property(worlds, sizes, sizes, (worldBytes, a, b) => {
        const [little, much] = a < b ? [a, b] : [b, a];
        const state = { difficulty: 80_000n, worldBytes, units };
        const fee = baselineFee(state, little, basisOf);
        expect(fee >= little && fee <= baselineFee(state, much, basisOf)).toBe(true);
      }),
      seed,
    );
  });

  it("is a unit a byte in an empty world, where emission has nothing to lose", () => {
    expect(baselineFee({ difficulty: 80_000n, worldBytes: 0n, units }, 77n, basisOf)).toBe(77n);
  });

  it("multiplies on shards, not on the global chain, and nowhere before there were multipliers", () => {
    const state = { difficulty: 80_000n, worldBytes: 1n << 37n, units };
    expect(requiredFee(state, 64n, 100n, asUnderEpochs)).toEqual({ perByte: 1n, appShard: 6_400n, global: 64n });
    expect(requiredFee(state, 64n, 100n, { basisOf, feeRule: "none" }).appShard).toBe(64n);
    expect(requiredFee(state, 0n, 100n, asUnderEpochs)).toEqual({ perByte: 0n, appShard: 0n, global: 0n });
  });

  it("falls with the fourth power of the world: one KiB is at the minimum from 2 GiB on", () => {
    const states = [1n << 29n, 1n << 30n, 1n << 31n].map((worldBytes) => ({ difficulty: 80_000n, worldBytes, units }));
    expect(states.map((state) => requiredFee(state, 1_024n, 1n, asUnderEpochs).perByte)).toEqual([222n, 13n, 1n]);
  });

  it("counts a vertex in whole chunks", () => {
    expect([0, 1, 55, 56].map(vertexAddCost)).toEqual([0, 55, 55, 110]);
  });
});

describe("fees of a frame", () => {
  it("end up burnt or with the participants, to the unit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 60n }), fc.nat(40), (fees, participants) => {
        for (const feeSink of ["burn", "ringParticipants"] as const) {
          const { burnt, perParticipant } = splitFees(fees, participants, feeSink);
          expect(burnt + perParticipant * BigInt(participants)).toBe(fees);
        }
        expect(splitFees(fees, participants, "burn").burnt).toBe(fees);
      }),
      seed,
    );
  });

  it("follow the mean of votes or the lowest commitment, as the rule set says", () => {
    const votes = windowOf([100, 300]);
    const by = (["windowAverage", "lowestInRing", "none"] as const).map((rule) =>
      shardMultiplier(votes, [90n, 80n], rule),
    );
    expect(by).toEqual([200n, 80n, 1n]);
    expect(shardMultiplier([], [], "lowestInRing")).toBe(100n);
  });
});
