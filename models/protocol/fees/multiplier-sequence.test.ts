import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import { multiplierMax, MultiplierSequence } from "./multiplier-sequence.js";
import { feeVote } from "./vote.js";
import { addFeeVote, type FeeWindow, windowMultiplier } from "./window.js";

const epoch = ruleSets["v2.1-epoch"];

/** Multipliers after 0, 1, 2 … votes, one vote after another by the rules alone. */
function stepVotes(count: number, sincePreviousMs: number, isRewardGreedy: boolean): number[] {
  let window: FeeWindow = [];
  const multipliers = [Number(windowMultiplier(window))];
  for (let frame = 1; frame <= count; frame++) {
    const multiplier = feeVote(windowMultiplier(window), sincePreviousMs, isRewardGreedy);
    window = addFeeVote(window, { frame, multiplier }) ?? window;
    multipliers.push(Number(windowMultiplier(window)));
  }
  return multipliers;
}

const after = (sinceMs: number, votes: number): number => new MultiplierSequence(sinceMs, epoch).after(votes);

describe("a shard's multiplier at a steady pace", () => {
  it.each([5_000, 9_700, 9_999, 10_000, 10_450, 12_000, 46_000])(
    "is vote for vote what two epochs of votes make it, with %i ms between frames",
    (sinceMs) => {
      const sequence = new MultiplierSequence(sinceMs, epoch);
      const stepped = stepVotes(1440, sinceMs, true);
      expect(stepped.map((_unused, votes) => sequence.after(votes))).toEqual(stepped);
      // Asked for the end first, it is the same.
      expect(new MultiplierSequence(sinceMs, epoch).after(1440)).toBe(stepped[1440]);
    },
  );

  it("stays at 100 on time, falls to 10 and less when frames come fast, and rises without bound when they are slow", () => {
    expect(after(10_000, 1_000_000)).toBe(100);
    expect(after(5_000, 1_000_000)).toBeLessThanOrEqual(10);
    expect(after(46_000, 8640)).toBeGreaterThan(5000);
    expect(after(46_000, 1_000_000)).toBe(multiplierMax);
  });

  it("stays where it is with data-greedy makers, and where an era has no votes", () => {
    expect(new MultiplierSequence(46_000, { ...epoch, strategy: "dataGreedy" }).after(10_000)).toBe(100);
    expect(new MultiplierSequence(46_000, { ...epoch, feeRule: "none" }).after(10_000)).toBe(1);
    expect(new MultiplierSequence(46_000, ruleSets.seed).after(10_000)).toBe(100);
  });
});
