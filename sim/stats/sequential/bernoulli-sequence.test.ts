import { assert, nat, pre, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { createStreams } from "../../random/stream.js";
import { binomialInterval } from "../binomial-interval.js";
import { probabilityBounds, ruledOut, trialsToShow } from "./bernoulli-sequence.js";
import { fixedSize } from "./fixed-size.js";

const draws = createStreams("sequential tests", 0);

interface Decided {
  readonly answer: "below" | "above" | "open";
  readonly trials: number;
}

/** Looks after every trial, which is what tempts most, until the bound is ruled out on one side. */
function decide(
  { bound, truth, alpha, max }: { bound: number; truth: number; alpha: number; max: number },
  number: number,
): Decided {
  const coin = draws.purpose(`coin ${bound} ${truth}`);
  let successes = 0;
  for (let trials = 1; trials <= max; trials++) {
    if (coin.uniform(number, trials) < truth) successes++;
    if (ruledOut({ successes, trials }, alpha)(bound))
      return { answer: successes < bound * trials ? "below" : "above", trials };
  }
  return { answer: "open", trials: max };
}

/** What becomes of so many decisions. */
function decideAll(of: Parameters<typeof decide>[0], count: number) {
  const all = Array.from({ length: count }, (_, k) => decide(of, k));
  const share = (answer: Decided["answer"]): number => all.filter((one) => one.answer === answer).length / count;
  const trials = all.reduce((sum, one) => sum + one.trials, 0) / count;
  return { below: share("below"), above: share("above"), trials };
}

describe("a confidence sequence of a probability", () => {
  it("errs less often than it says, looked at after every trial, over 2,000 decisions at the bound itself", () => {
    for (const [bound, alpha] of [
      [0.1, 0.05],
      [0.5, 0.05],
      [0.9, 0.2],
    ]) {
      const { below, above } = decideAll({ bound, truth: bound, alpha, max: 200 }, 2000);
      // Neither answer is right there; both together are the error.
      expect(below + above).toBeLessThan(alpha);
    }
  });

  it("errs less often than it says beside the bound, and decides there", () => {
    const low = decideAll({ bound: 0.2, truth: 0.1, alpha: 0.05, max: 400 }, 500);
    expect(low.above).toBeLessThan(0.05);
    expect(low.below).toBeGreaterThan(0.9);
    const high = decideAll({ bound: 0.2, truth: 0.35, alpha: 0.05, max: 400 }, 500);
    expect(high.below).toBeLessThan(0.05);
    expect(high.above).toBeGreaterThan(0.95);
  });

  it("takes less than a third of the trials of a test of fixed size where the case is clear", () => {
    for (const [bound, truth] of [
      [0.1, 0.5],
      [0.1, 0],
      [0.5, 1],
      [0.01, 0],
    ]) {
      const { trials } = decideAll({ bound, truth, alpha: 0.05, max: 5000 }, 100);
      expect(trials).toBeLessThan(fixedSize(bound, 0.05) / 3);
    }
  });

  it("has the estimate in it, grows narrower than it was, and is wider than an interval that is looked at once", () => {
    assert(
      property(nat(200), nat(200), (successes, failures) => {
        const trials = successes + failures;
        pre(trials > 0);
        const { lower, upper } = probabilityBounds({ successes, trials }, 0.05);
        expect(lower).toBeLessThanOrEqual(successes / trials);
        expect(upper).toBeGreaterThanOrEqual(successes / trials);
        const mirrored = probabilityBounds({ successes: failures, trials }, 0.05);
        expect(mirrored.lower).toBeCloseTo(1 - upper, 9);
        const once = binomialInterval(successes, trials);
        expect(upper - lower).toBeGreaterThan(0.9 * (once.upper - once.lower));
        const tenfold = probabilityBounds({ successes: 10 * successes, trials: 10 * trials }, 0.05);
        expect(tenfold.upper - tenfold.lower).toBeLessThan(upper - lower);
      }),
      { seed: 14, numRuns: 200 },
    );
  });

  it("knows nothing before the first trial", () => {
    expect(probabilityBounds({ successes: 0, trials: 0 }, 0.05)).toEqual({ lower: 0, upper: 1 });
  });

  it("says how many trials a small probability takes: hardly more than without looking", () => {
    for (const bound of [0.2, 0.01, 0.001]) {
      const needed = trialsToShow(bound, 0.01);
      expect(probabilityBounds({ successes: 0, trials: needed }, 0.01).upper).toBeLessThan(bound * (1 + 1e-9));
      expect(ruledOut({ successes: 0, trials: needed - 1 }, 0.01)(bound)).toBe(false);
      // (1 − bound)^n ≤ alpha is what a test that sees nothing and looks once needs.
      expect(needed).toBeLessThan((1.35 * Math.log(0.01)) / Math.log1p(-bound) + 1);
    }
  });
});
