import { describe, expect, it } from "vitest";
import { countBetween, chiSquared, probabilitiesBetween } from "../../../test/goodness-of-fit.js";
import type { Source } from "../source.js";
import { createStreams } from "../stream.js";
import { exponential, gamma, logNormal, normal, pareto, uniform, weibull } from "./continuous.js";
import { normalAt } from "./inverse.js";

const streams = createStreams("distributions", 0);
const draws = 40_000;

interface Case {
  readonly name: string;
  readonly sample: (source: Source) => number;
  readonly density: (x: number) => number;
  /** Where the support begins, or a place below which nothing measurable lies. */
  readonly from: number;
  readonly edges: readonly number[];
  readonly firstDraws: readonly number[];
}

const bell = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
const upTo = (last: number, step: number): number[] => Array.from({ length: last / step }, (_, k) => (k + 1) * step);

const cases: readonly Case[] = [
  {
    name: "uniform on [−1, 3)",
    sample: (source) => uniform(source, { from: -1, to: 3 }),
    density: () => 0.25,
    from: -1,
    edges: upTo(4, 0.125)
      .map((x) => x - 1)
      .slice(0, -1),
    firstDraws: [1.2683896016078324, 2.021428417790528, -0.9279047947693391],
  },
  {
    name: "exponential with mean 2",
    sample: (source) => exponential(source, 2),
    density: (x) => 0.5 * Math.exp(-x / 2),
    from: 0,
    edges: upTo(12, 0.25),
    firstDraws: [2.842128051700209, 2.07237137138583, 1.072391549633617],
  },
  {
    name: "normal with mean 5 and deviation 2",
    sample: (source) => normal(source, { mean: 5, deviation: 2 }),
    density: (x) => bell((x - 5) / 2) / 2,
    from: -15,
    edges: upTo(14, 0.25).map((x) => x - 2),
    firstDraws: [8.202320520214219, 4.881275002365928, 1.7210672354657723],
  },
  {
    name: "log-normal with median 3 and sigma 0.5",
    sample: (source) => logNormal(source, { median: 3, sigma: 0.5 }),
    density: (x) => bell(Math.log(x / 3) / 0.5) / (0.5 * x),
    from: 1e-3,
    edges: upTo(12, 0.25),
    firstDraws: [1.5124168828500393, 6.531123367034498, 2.2986160227591563],
  },
  {
    name: "Pareto from 2 with shape 1.5",
    sample: (source) => pareto(source, { min: 2, shape: 1.5 }),
    density: (x) => (1.5 / 2) * (x / 2) ** -2.5,
    from: 2,
    edges: upTo(30, 0.5).map((x) => x + 2),
    firstDraws: [3.534067988140489, 4.910773950865872, 6.6038653863750545],
  },
  {
    name: "Weibull with scale 2 and shape 3",
    sample: (source) => weibull(source, { scale: 2, shape: 3 }),
    density: (x) => 1.5 * (x / 2) ** 2 * Math.exp(-((x / 2) ** 3)),
    from: 0,
    edges: upTo(4, 0.125),
    firstDraws: [2.5589548281301973, 1.45546281846977, 1.9872528145509236],
  },
  {
    name: "gamma with shape 4 and scale 0.5",
    sample: (source) => gamma(source, { shape: 4, scale: 0.5 }),
    density: (x) => (16 / 6) * x ** 3 * Math.exp(-2 * x),
    from: 0,
    edges: upTo(6, 0.125),
    firstDraws: [1.1134518284032142, 2.9609319333299804, 0.5205314532176216],
  },
  {
    // Of shape 1/2 and scale 2: the square of a standard normal, so its root has twice the density of one.
    name: "root of a gamma with shape below 1",
    sample: (source) => Math.sqrt(gamma(source, { shape: 0.5, scale: 2 })),
    density: (x) => 2 * bell(x),
    from: 0,
    edges: upTo(4, 0.125),
    firstDraws: [0.8303699425888224, 0.36162143729840746, 1.1793340912614505],
  },
];

describe("continuous distributions", () => {
  it.each(cases)("$name passes χ² on 40,000 draws, false alarm 1e-6", ({ name, sample, density, from, edges }) => {
    const source = streams.purpose(name).cursor(0);
    const values = Array.from({ length: draws }, () => sample(source));
    const { statistic, critical } = chiSquared(countBetween(edges, values), probabilitiesBetween(edges, density, from));
    expect(statistic).toBeLessThan(critical);
  });

  it.each(cases)("$name begins with its frozen draws", ({ name, sample, firstDraws }) => {
    const source = streams.purpose(name).cursor(1);
    expect([sample(source), sample(source), sample(source)]).toEqual(firstDraws);
  });

  it("are finite at both ends of the uniform", () => {
    for (const u of [0, 1 - 2 ** -53]) {
      const source: Source = { uniform: () => u, word: () => 0 };
      for (const sample of [
        () => exponential(source, 1),
        () => normal(source, { mean: 0, deviation: 1 }),
        () => logNormal(source, { median: 1, sigma: 1 }),
        () => pareto(source, { min: 1, shape: 1 }),
        () => weibull(source, { scale: 1, shape: 1 }),
      ])
        expect(Number.isFinite(sample())).toBe(true);
    }
  });

  it("mirror the normal exactly about its mean", () => {
    const standard = { mean: 0, deviation: 1 };
    for (const u of [0, 0.125, 0.3125, 0.5 - 2 ** -53])
      expect(normalAt(1 - u - 2 ** -53, standard)).toBe(-normalAt(u, standard));
  });

  it("refuse parameters outside their range", () => {
    const source = streams.purpose("refused").cursor(0);
    expect(() => exponential(source, -1)).toThrow(RangeError);
    expect(() => exponential(source, NaN)).toThrow(RangeError);
    expect(() => normal(source, { mean: 0, deviation: -1 })).toThrow(RangeError);
    expect(() => logNormal(source, { median: 0, sigma: 1 })).toThrow(RangeError);
    expect(() => pareto(source, { min: 0, shape: 1 })).toThrow(RangeError);
    expect(() => weibull(source, { scale: 1, shape: 0 })).toThrow(RangeError);
    expect(() => gamma(source, { shape: 0, scale: 1 })).toThrow(RangeError);
    expect(() => uniform(source, { from: 1, to: 0 })).toThrow(RangeError);
  });
});
