/** Which parameters each distribution takes, at both ends of every range, and what it says of others. */
import { describe, expect, it } from "vitest";
import { createStreams } from "../stream.js";
import { choose } from "./choose.js";
import { gamma } from "./continuous.js";
import { binomial, poisson } from "./counts.js";
import { exponentialAt, geometricAt, logNormalAt, normalAt, paretoAt, uniformAt, weibullAt } from "./inverse.js";
import { empirical, zipf } from "./ranks.js";

const source = createStreams("ranges", 0).purpose("range").cursor(0);
const tiny = Number.MIN_VALUE;
const huge = Number.MAX_VALUE;

/** What is drawn → parameters that are taken, and such that are not, with what is read back. */
const cases: readonly {
  readonly name: string;
  readonly draw: (...parameters: number[]) => unknown;
  readonly taken: readonly (readonly number[])[];
  readonly refused: readonly (readonly [parameters: readonly number[], read: string])[];
}[] = [
  {
    name: "uniform",
    draw: (from, to) => uniformAt(0.5, { from, to }),
    taken: [[0, 0], [-1, 1], [1, 1]], // prettier-ignore
    refused: [[[1, 0], "1, 0"], [[0, Infinity], "0, Infinity"], [[-Infinity, 0], "-Infinity, 0"], [[NaN, 0], "NaN, 0"]], // prettier-ignore
  },
  {
    name: "exponential",
    draw: (mean) => exponentialAt(0.5, mean),
    taken: [[0], [tiny], [huge]],
    refused: [[[-tiny], `${-tiny}`], [[Infinity], "Infinity"], [[NaN], "NaN"]], // prettier-ignore
  },
  {
    name: "normal",
    draw: (mean, deviation) => normalAt(0.3, { mean, deviation }),
    taken: [[0, 0], [-5, 1], [5, 1e300]], // prettier-ignore
    refused: [[[0, -tiny], `${-tiny}`], [[0, Infinity], "Infinity"], [[Infinity, 1], "1"], [[NaN, 1], "1"], [[0, NaN], "NaN"]], // prettier-ignore
  },
  {
    name: "log-normal",
    draw: (median, sigma) => logNormalAt(0.3, { median, sigma }),
    taken: [[tiny, 0], [1, 3]], // prettier-ignore
    refused: [[[0, 1], "0"], [[-1, 1], "-1"], [[Infinity, 1], "Infinity"], [[NaN, 1], "NaN"]], // prettier-ignore
  },
  {
    name: "Pareto",
    draw: (min, shape) => paretoAt(0.3, { min, shape }),
    taken: [[tiny, 1], [1, 0.01], [huge, 100]], // prettier-ignore
    refused: [[[0, 1], "0, 1"], [[Infinity, 1], "Infinity, 1"], [[1, 0], "1, 0"], [[1, -1], "1, -1"], [[1, NaN], "1, NaN"]], // prettier-ignore
  },
  {
    name: "Weibull",
    draw: (scale, shape) => weibullAt(0.3, { scale, shape }),
    taken: [[tiny, 1], [1, 0.01], [huge, 100]], // prettier-ignore
    refused: [[[0, 1], "0, 1"], [[Infinity, 1], "Infinity, 1"], [[1, 0], "1, 0"], [[1, -1], "1, -1"], [[NaN, 1], "NaN, 1"]], // prettier-ignore
  },
  {
    name: "geometric",
    draw: (share) => geometricAt(0.3, share),
    taken: [[1e-9], [0.5], [1]],
    refused: [[[9e-10], "9e-10"], [[1.000001], "1.000001"], [[NaN], "NaN"]], // prettier-ignore
  },
  {
    name: "gamma",
    draw: (shape, scale) => gamma(source, { shape, scale }),
    taken: [[0.01, 1], [1000, 1e-9]], // prettier-ignore
    refused: [[[0, 1], "0, 1"], [[1, 0], "1, 0"], [[Infinity, 1], "Infinity, 1"], [[1, Infinity], "1, Infinity"]], // prettier-ignore
  },
  {
    name: "Poisson",
    draw: (mean) => poisson(source, mean),
    taken: [[0], [1e12]],
    refused: [[[-tiny], `${-tiny}`], [[1.1e12], "1100000000000"], [[NaN], "NaN"]], // prettier-ignore
  },
  {
    name: "binomial",
    draw: (trials, share) => binomial(source, { trials, share }),
    taken: [[0, 0.5], [1e12, 0.5], [3, 0], [3, 1]], // prettier-ignore
    refused: [[[-1, 0.5], "-1"], [[1e12 + 1, 0.5], "1000000000001"], [[1.5, 0.5], "1.5"], [[3, -tiny], `${-tiny}`], [[3, 1.01], "1.01"]], // prettier-ignore
  },
  {
    name: "empirical",
    draw: (...weights) => empirical(weights)(source),
    taken: [[1], [0, 1], [tiny]], // prettier-ignore
    refused: [[[], "0"], [[0, 0], "0"], [[1, -1], "-1"], [[Infinity], "Infinity"], [[NaN], "NaN"]], // prettier-ignore
  },
  {
    name: "Zipf",
    draw: (count, exponent) => zipf({ count, exponent })(source),
    taken: [[1, 0], [10, 100]], // prettier-ignore
    refused: [[[0, 1], "0"], [[1.5, 1], "1.5"], [[2 ** 53, 1], "9007199254740992"], [[1, -tiny], `${-tiny}`], [[1, 101], "101"]], // prettier-ignore
  },
  {
    name: "choose",
    draw: (take, from) => choose(source, { take, from }),
    taken: [[0, 0], [0, 5], [5, 5]], // prettier-ignore
    refused: [[[6, 5], "6, 5"], [[-1, 5], "-1, 5"], [[0.5, 5], "0.5, 5"]], // prettier-ignore
  },
];

describe.each(cases)("$name", ({ name, draw, taken, refused }) => {
  it.each(taken.map((parameters) => ({ parameters })))("takes $parameters", ({ parameters }) => {
    expect(() => draw(...parameters)).not.toThrow();
  });

  it.each(refused.map(([parameters, read]) => ({ parameters, read })))(
    "refuses $parameters",
    ({ parameters, read }) => {
      expect(() => draw(...parameters)).toThrow(`${name}: read ${read}, allowed`);
    },
  );
});
