import { describe, expect, it } from "vitest";
import { chiSquared } from "../../../test/goodness-of-fit.js";
import type { Source } from "../source.js";
import { createStreams } from "../stream.js";
import { binomial, geometric, poisson } from "./counts.js";
import { empirical, zipf } from "./ranks.js";

const streams = createStreams("distributions", 0);
const draws = 40_000;

interface Case {
  readonly name: string;
  readonly sample: (source: Source) => number;
  /** Largest value the test tells apart; what lies above it counts as it. */
  readonly max: number;
  /** P(k) / P(k − 1). */
  readonly ratio: (k: number) => number;
  readonly min?: number;
  readonly firstDraws: readonly number[];
}

const poissonCase = (mean: number, max: number, firstDraws: readonly number[]): Case => ({
  name: `Poisson with mean ${mean}`,
  sample: (source) => poisson(source, mean),
  max,
  ratio: (k) => mean / k,
  firstDraws,
});

const binomialCase = (trials: number, share: number, firstDraws: readonly number[]): Case => ({
  name: `binomial of ${trials} trials at ${share}`,
  sample: (source) => binomial(source, { trials, share }),
  max: trials,
  ratio: (k) => ((trials - k + 1) / k) * (share / (1 - share)),
  firstDraws,
});

const zipfCase = (count: number, exponent: number, firstDraws: readonly number[]): Case => ({
  name: `Zipf over ${count} ranks with exponent ${exponent}`,
  sample: zipf({ count, exponent }),
  min: 1,
  max: count,
  ratio: (k) => (k / (k - 1)) ** -exponent,
  firstDraws,
});

const weights = [3, 0, 1, 0.5, 7, 2, 0, 0.25];

const cases: readonly Case[] = [
  poissonCase(0.7, 40, [1, 2, 0]),
  poissonCase(15.9, 200, [13, 14, 14]),
  poissonCase(40, 400, [51, 35, 37]),
  poissonCase(250_000, 500_000, [250191, 249238, 250122]),
  binomialCase(12, 0.3, [3, 4, 2]),
  binomialCase(100, 0.9, [88, 91, 88]),
  binomialCase(1_000, 0.5, [488, 531, 521]),
  binomialCase(100_000, 0.0002, [17, 14, 14]),
  binomialCase(1_000_000, 0.3, [300683, 300524, 299291]),
  {
    name: "geometric at 0.2",
    sample: (source) => geometric(source, 0.2),
    max: 300,
    ratio: () => 0.8,
    firstDraws: [2, 4, 5],
  },
  zipfCase(1_000, 0.8, [434, 9, 146]),
  zipfCase(50, 1, [19, 7, 5]),
  zipfCase(100_000, 2.5, [1, 1, 1]),
  zipfCase(10, 0, [8, 3, 9]),
];

describe("discrete distributions", () => {
  it.each(cases)("$name passes χ² on 40,000 draws, false alarm 1e-6", ({ name, sample, min = 0, max, ratio }) => {
    const source = streams.purpose(name).cursor(0);
    const counts = new Float64Array(max - min + 1);
    for (let draw = 0; draw < draws; draw += 1) counts[Math.min(sample(source), max) - min] += 1;
    const { statistic, critical } = chiSquared(counts, probabilities(min, max, ratio));
    expect(statistic).toBeLessThan(critical);
  });

  it.each(cases)("$name begins with its frozen draws", ({ name, sample, firstDraws }) => {
    const source = streams.purpose(name).cursor(1);
    expect([sample(source), sample(source), sample(source)]).toEqual(firstDraws);
  });

  it("an empirical distribution passes χ² on 40,000 draws, false alarm 1e-6, and never draws a weight of zero", () => {
    const source = streams.purpose("empirical").cursor(0);
    const sample = empirical(weights);
    const counts = weights.map(() => 0);
    for (let draw = 0; draw < draws; draw += 1) counts[sample(source)] += 1;
    const sum = weights.reduce((total, weight) => total + weight, 0);
    expect([counts[1], counts[6]]).toEqual([0, 0]);
    const { statistic, critical } = chiSquared(
      counts.filter((_, k) => weights[k] > 0),
      weights.filter((weight) => weight > 0).map((weight) => weight / sum),
    );
    expect(statistic).toBeLessThan(critical);
    expect(Array.from({ length: 6 }, () => sample(source))).toEqual([4, 4, 4, 5, 7, 0]);
  });

  it("know their certain cases", () => {
    const source = streams.purpose("certain").cursor(0);
    expect(poisson(source, 0)).toBe(0);
    expect(geometric(source, 1)).toBe(0);
    for (const trials of [0, 5, 1_000_000]) {
      expect(binomial(source, { trials, share: 0 })).toBe(0);
      expect(binomial(source, { trials, share: 1 })).toBe(trials);
    }
    expect(zipf({ count: 1, exponent: 1 })(source)).toBe(1);
    expect(empirical([0, 4, 0])(source)).toBe(1);
  });

  it("refuse parameters outside their range", () => {
    const source = streams.purpose("refused").cursor(0);
    expect(() => poisson(source, -1)).toThrow(RangeError);
    expect(() => geometric(source, 0)).toThrow(RangeError);
    expect(() => binomial(source, { trials: 1.5, share: 0.5 })).toThrow(RangeError);
    expect(() => binomial(source, { trials: 1, share: 1.1 })).toThrow(RangeError);
    expect(() => zipf({ count: 0, exponent: 1 })).toThrow(RangeError);
    expect(() => empirical([])).toThrow(RangeError);
    expect(() => empirical([1, -1])).toThrow(RangeError);
  });
});

/** From the ratio of neighbours, summed on a logarithmic scale that keeps 10^−300 from vanishing. */
function probabilities(min: number, max: number, ratio: (k: number) => number): Float64Array {
  const logs = new Float64Array(max - min + 1);
  let greatest = 0;
  for (let k = 1; k < logs.length; k += 1) {
    logs[k] = logs[k - 1] + Math.log(ratio(min + k));
    greatest = Math.max(greatest, logs[k]);
  }
  const weights = logs.map((log) => Math.exp(log - greatest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
