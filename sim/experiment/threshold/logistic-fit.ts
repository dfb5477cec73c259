/**
 * How likely an event is over a parameter x, between two values, by maximum likelihood: logit P = a + b u + c u². The square is there because hardly
 * any response is a straight line between values that can be told from the bound; without it intervals of the crossing missed the truth of known
 * curves far too often. Values of x have replications in common (common random numbers), and the same replication is no news twice: the
 * covariance is that of clusters, a replication each (Liang and Zeger 1986, with working independence), as a jackknife that leaves one out at
 * a time, by a Newton step. Where P crosses a bound, the interval has all x at which the curve does not differ from it (Fieller 1954, for a line).
 */
import { max, min, range } from "d3-array";
import { exp, ln } from "../../units/portable-math.js";
import { tQuantile } from "../../stats/distributions.js";
import { inverseOf, type Matrix, transformed } from "./small-matrix.js";

export interface Observed {
  readonly x: number;
  /** Whether it happened in replication k, at k. */
  readonly happened: readonly boolean[];
}

export interface LogisticFit {
  readonly lower: number;
  readonly upper: number;
  /** Of 1, u, u² with u from −1 at `lower` to 1 at `upper`. */
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
  /** Replications. */
  readonly clusters: number;
}

export interface FittedValue {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

const maxSteps = 60;
/** Steeper than this is a step: the likelihood has no maximum. */
const maxSlope = 100;
const valuesAtLeast = 3;
/** Coefficients of a curve. */
const size = 3;
/** Parts of the range in which the ends of an interval are looked for. */
const parts = 512;

const probability = (logit: number): number => 1 / (1 + exp(-logit));
const logit = (share: number): number => ln(share / (1 - share));

/**
 * Values at which it happened always or never are left out: a probability of 0 or 1 lies on no such curve. Undefined of fewer than three others,
 * and where there is no maximum.
 */
export function fitLogistic(all: readonly Observed[]): LogisticFit | undefined {
  const observed = all.filter(({ happened }) => happened.includes(true) && happened.includes(false));
  if (observed.length < valuesAtLeast) return undefined;
  const xs = observed.map(({ x }) => x);
  const ends = { lower: min(xs) as number, upper: max(xs) as number };
  const rows = observed.map(({ x, happened }): Row => ({
    basis: basisAt(ends, x),
    happened,
    successes: happened.filter(Boolean).length,
  }));
  let coefficients: readonly number[] = range(size).map(() => 0);
  for (let step = 0; step < maxSteps; step++) {
    const { score, information } = likelihoodAt(rows, coefficients);
    const inverse = inverseOf(information);
    if (inverse === undefined) return undefined;
    const moves = transformed(inverse, score);
    const longest = max(moves, Math.abs) as number;
    // A whole step may jump over the top; one of a few units of the logit does not.
    const damped = Math.min(1, 4 / Math.max(longest, 1e-300));
    coefficients = coefficients.map((value, k) => value + damped * moves[k]);
    if (!coefficients.every((value) => Math.abs(value) < maxSlope)) return undefined;
    if (longest < 1e-10) return withCovariance(rows, { ...ends, coefficients });
  }
  return undefined;
}

/** A value that was observed. */
interface Row {
  readonly basis: readonly number[];
  readonly happened: readonly boolean[];
  readonly successes: number;
}

const basisAt = ({ lower, upper }: Pick<LogisticFit, "lower" | "upper">, x: number): readonly number[] => {
  const u = (2 * x - lower - upper) / (upper - lower);
  return [1, u, u * u];
};

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, k) => sum + value * b[k], 0);
const zeros = (): number[] => range(size).map(() => 0);
const zeroMatrix = (): number[][] => range(size).map(zeros);

function addOuter(to: number[][], vector: readonly number[], weight: number): void {
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) to[i][j] += weight * vector[i] * vector[j];
}

function likelihoodAt(rows: readonly Row[], coefficients: readonly number[]) {
  const [score, information] = [zeros(), zeroMatrix()];
  for (const { basis, happened, successes } of rows) {
    const p = probability(dot(coefficients, basis));
    for (let i = 0; i < size; i++) score[i] += (successes - happened.length * p) * basis[i];
    addOuter(information, basis, happened.length * p * (1 - p));
  }
  return { score, information };
}

/** How far the coefficients move when a replication is left out, a Newton step each, squared and added up. */
function withCovariance(
  rows: readonly Row[],
  { coefficients, ...ends }: Pick<LogisticFit, "lower" | "upper" | "coefficients">,
): LogisticFit | undefined {
  const clusters = rows.reduce((max, { happened }) => Math.max(max, happened.length), 0);
  if (clusters <= size) return undefined;
  const { information } = likelihoodAt(rows, coefficients);
  const expected = rows.map(({ basis }) => probability(dot(coefficients, basis)));
  const covariance = zeroMatrix();
  let [withoutOne, having]: readonly [Matrix | undefined, number] = [undefined, -1];
  for (let k = 0; k < clusters; k++) {
    const own = rows.filter(({ happened }) => k < happened.length);
    // Replications that were run at the same values weigh the same.
    if (own.length !== having) {
      const less = information.map((line) => [...line]);
      for (const [row, { basis, happened }] of rows.entries())
        if (k < happened.length) addOuter(less, basis, -expected[row] * (1 - expected[row]));
      [withoutOne, having] = [inverseOf(less), own.length];
    }
    if (withoutOne === undefined) return undefined;
    const score = zeros();
    for (const [row, { basis, happened }] of rows.entries())
      if (k < happened.length)
        for (let i = 0; i < size; i++) score[i] += (Number(happened[k]) - expected[row]) * basis[i];
    addOuter(covariance, transformed(withoutOne, score), (clusters - 1) / clusters);
  }
  return { ...ends, coefficients, covariance, clusters };
}

/** Logit and its standard error at x. */
function logitAt(fit: LogisticFit, x: number): { readonly level: number; readonly error: number } {
  const basis = basisAt(fit, x);
  const variance = dot(basis, transformed(fit.covariance, basis));
  return { level: dot(fit.coefficients, basis), error: Math.sqrt(Math.max(0, variance)) };
}

const quantileOf = ({ clusters }: LogisticFit, confidence: number): number =>
  tQuantile((1 + confidence) / 2, clusters - size);

/** Where the curve crosses a bound (above 0, below 1), an end infinite where the curve ends first; undefined where it does not cross. */
export function crossingOf(fit: LogisticFit, bound: number, confidence: number): FittedValue | undefined {
  const { lower, upper } = fit;
  const wanted = logit(bound);
  const above = (x: number): boolean => logitAt(fit, x).level >= wanted;
  if (above(lower) === above(upper)) return undefined;
  const estimate = boundary(above, lower, upper);
  const quantile = quantileOf(fit, confidence);
  const differs = (x: number): boolean => {
    const { level, error } = logitAt(fit, x);
    return Math.abs(level - wanted) > quantile * error;
  };
  return {
    estimate,
    lower: firstThat(differs, estimate, lower) ?? Number.NEGATIVE_INFINITY,
    upper: firstThat(differs, estimate, upper) ?? Number.POSITIVE_INFINITY,
  };
}

/** The first place on the way at which it is so. */
function firstThat(isSo: (x: number) => boolean, from: number, to: number): number | undefined {
  const at = (part: number): number => from + ((to - from) * part) / parts;
  const part = range(1, parts + 1).find((k) => isSo(at(k)));
  return part === undefined ? undefined : boundary(isSo, at(part - 1), at(part));
}

/** By halving, where an answer changes that is another one at both ends. */
function boundary(answer: (x: number) => boolean, from: number, to: number): number {
  let [low, high] = [from, to];
  const first = answer(from);
  for (let k = 0; k < 50; k++) {
    const middle = (low + high) / 2;
    if (answer(middle) === first) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The curve at x, from `lower` to `upper`, with a pointwise interval. */
export function fittedAt(fit: LogisticFit, x: number, confidence: number): FittedValue {
  const { level, error } = logitAt(fit, x);
  const half = quantileOf(fit, confidence) * error;
  return { estimate: probability(level), lower: probability(level - half), upper: probability(level + half) };
}
