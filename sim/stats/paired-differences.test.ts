import { describe, expect, it } from "vitest";
import { exponential, normal } from "../random/distributions/continuous.js";
import { poisson } from "../random/distributions/counts.js";
import type { Source } from "../random/source.js";
import { createStreams } from "../random/stream.js";
import type { MetricKind } from "./metric-kind.js";
import { pairedDifference, type PairedDifference, type PairedValues } from "./paired-differences.js";
import { pairsNeeded } from "./two-stage.js";

const paired = (a: readonly number[], b: readonly number[]): PairedValues => ({
  a,
  b,
  differences: b.map((value, k) => value - a[k]),
});

/** Hours of sleep that ten patients won by two drugs (Student 1908), which R has as `sleep`. */
const sleep = paired(
  [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
  [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
);

describe("paired differences", () => {
  it("are those of Student's sleep data, as t.test of R has them", () => {
    const { effect, lower95, upper95, probability, method } = pairedDifference(sleep);
    expect(effect).toBeCloseTo(-1.58, 12);
    expect([lower95, upper95]).toEqual([expect.closeTo(-2.4598858, 7), expect.closeTo(-0.7001142, 7)]);
    expect(probability).toBeCloseTo(0.002833, 6);
    expect(method).toBe("t");
  });

  it("are practically nothing by two one-sided tests, as the vignette of TOSTER has them of the same data", () => {
    // t_TOST(extra ~ group, paired = TRUE, eqb = 0.5): t = -2.777 with p = 0.989 against the lower bound, -5.348 against the upper.
    expect(pairedDifference(sleep, { margin: 0.5 }).probabilityBeyond).toBeCloseTo(0.989, 3);
    // The same from the other side, and where half an hour and 2.29 more are nothing: p = 0.05 at the bound of the 90 % interval.
    expect(pairedDifference(paired(sleep.b, sleep.a), { margin: 0.5 }).probabilityBeyond).toBeCloseTo(0.989, 3);
    expect(pairedDifference(sleep, { margin: 1.58 + 1.8331129 * 0.3889587 }).probabilityBeyond).toBeCloseTo(0.05, 6);
  });

  it("of what is true or not are tested by the pairs that differ: 1 against 8 has p = 0.0391", () => {
    // McNemar's exact test: mcnemar.exact of R, or twice the binomial tail 10 / 512.
    const both = [1, 1, 1, 0, 0, 0];
    const a = [...both, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    const b = [...both, 0, 1, 1, 1, 1, 1, 1, 1, 1];
    const { probability, method } = pairedDifference(paired(a, b), { kind: "share" });
    expect(method).toBe("sign");
    expect(probability).toBeCloseTo(20 / 512, 12);
  });

  it("that are all the same are known to the digit, and as likely as so many equal signs", () => {
    const shifted = pairedDifference(paired([1, 2, 3, 4], [3, 4, 5, 6]), { margin: 3 });
    expect(shifted).toMatchObject({ effect: 2, lower95: 2, upper95: 2, method: "equal", standardised: Infinity });
    expect(shifted.probability).toBeCloseTo(2 / 16, 12);
    expect(shifted.probabilityBeyond).toBeCloseTo(1 / 16, 12);
    const same = pairedDifference(paired([1, 2, 3, 4], [1, 2, 3, 4]));
    expect(same).toMatchObject({ effect: 0, standardised: 0, probability: 1, gain: null });
  });

  it("of a single pair are an effect and nothing else", () => {
    expect(pairedDifference(paired([1], [4]))).toMatchObject({ pairs: 1, effect: 3, lower95: null, probability: null });
  });

  it("say how many unpaired replications they are worth", () => {
    // Both sides have variance 2.5, the differences 0.3.
    const { gain } = pairedDifference(paired([1, 2, 3, 4, 5], [2, 3, 4, 6, 6]));
    expect(gain).toBeCloseTo((2.5 + 3.2) / 0.2, 12);
  });
});

const streams = createStreams("paired", 0);

/** Of 1,000 sets of pairs the share whose interval holds the true difference of 1. */
function coverageOf(
  name: string,
  {
    sizeOf,
    kind,
    draw,
  }: { sizeOf: (drawn: () => number) => readonly number[]; kind?: MetricKind; draw: (source: Source) => number },
): number {
  const purpose = streams.purpose(name);
  const covering = Array.from({ length: 1000 }, (_, k) => {
    const source = purpose.cursor(k);
    const common: number[] = [];
    const differences = sizeOf(() => {
      common.push(5 * draw(source));
      return 1 + draw(source) - draw(source);
    });
    const pilot = differences.length > 8 ? 8 : undefined;
    const a = common.slice(0, differences.length);
    const of: PairedDifference = pairedDifference(
      paired(
        a,
        a.map((value, pair) => value + differences[pair]),
      ),
      { kind, pilot },
    );
    return of.lower95! <= 1 && 1 <= of.upper95!;
  }).filter(Boolean).length;
  return covering / 1000;
}

const eight = (drawn: () => number): number[] => Array.from({ length: 8 }, drawn);
const twoStage = (drawn: () => number): number[] => {
  const first = eight(drawn);
  return [...first, ...Array.from({ length: pairsNeeded(first, 0.8) - 8 }, drawn)];
};
const normalOf1 = (source: Source): number => normal(source, { mean: 0, deviation: 1 });

describe("intervals of 1,000 synthetic pairings", () => {
  it.each([
    { name: "normal", draw: normalOf1, sizeOf: eight },
    { name: "exponential", draw: (source: Source) => exponential(source, 1), sizeOf: eight },
    { name: "counts", kind: "count" as const, draw: (source: Source) => poisson(source, 4), sizeOf: eight },
    { name: "as many as make it narrow", draw: normalOf1, sizeOf: twoStage },
  ])("hold the difference in 93 to 97 %: $name", ({ name, ...of }) => {
    const covered = coverageOf(name, of);
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
  });
});

describe("the number of pairs that an interval needs", () => {
  it("is four times as large for one that is half as wide, and never below those that are there", () => {
    const first = [1, 2, 3, 4, 6];
    expect(pairsNeeded(first, 100)).toBe(5);
    // t = 2.776, deviation 1.924: (5.341 / 0.5)^2 = 114.1
    expect(pairsNeeded(first, 0.5)).toBe(115);
    expect(pairsNeeded(first, 1)).toBe(29);
  });

  it("is as many as there are where all are the same", () => {
    expect(pairsNeeded([2, 2, 2], 0.1)).toBe(3);
  });
});
