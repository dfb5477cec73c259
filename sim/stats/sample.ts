/** What several replications say of a metric: they are a sample, and its mean is known up to an interval. */
import { max, min, quantileSorted, sort } from "d3-array";
import { bcaInterval } from "./bca-interval.js";
import { binomialInterval } from "./binomial-interval.js";
import { estimate, type Estimate } from "./estimate.js";
import { exactEstimate } from "./exact-estimate.js";
import { exactQuantile } from "./exact-quantile.js";
import type { MetricKind } from "./metric-kind.js";

/**
 * How an interval was found:
 *
 *     binomial  shares that are 0 or 1 in every replication: exact (Clopper and Pearson)
 *     bca       counts and shares of six replications or more: bias-corrected and accelerated bootstrap
 *     t         everything else: Student's t, cut off where the metric can have no values
 *     equal     all replications have the same value, and the interval is that value
 */
export type IntervalMethod = "binomial" | "bca" | "t" | "equal";

export interface Sample<Value> {
  /** How many replications measured something. */
  readonly n: number;
  /** Null unless all replications measured something, since the rest would not be the mean of what was asked. */
  readonly mean: Value | null;
  /** Sample standard deviation (n − 1); like the interval null of a single value. */
  readonly deviation: Value | null;
  /** Bounds of the 95 % confidence interval of the mean, within what the metric can be. */
  readonly lower95: Value | null;
  readonly upper95: Value | null;
  /** How they were found. */
  readonly method: IntervalMethod | null;
  /** Values that half, 5 % and 95 % of replications stay below, between two of them in proportion. */
  readonly median: Value | null;
  readonly p05: Value | null;
  readonly p95: Value | null;
  readonly lowest: Value | null;
  readonly highest: Value | null;
  /** In how many replications it is exactly zero. */
  readonly zeros: number;
}

/** Of numbers, or of whole amounts, which are exact. */
export type AnySample = Sample<number> | Sample<bigint>;

type Measured = number | bigint;
type Interval<Value> = Pick<Sample<Value>, "lower95" | "upper95" | "method">;

/** Fewer values hardly show a skew, and resamples of them hardly differ: measured in `coverage.test.ts`. */
export const minBootstrap = 6;
/** Beyond it the mean is normal for all purposes, and resampling would cost seconds. */
export const maxBootstrap = 1000;

/**
 * The sample of values in the order of replications; what is null or not finite was not measured. Null if one of them is
 * text, or numbers and whole amounts are mixed.
 */
export function sampleOf(values: readonly (Measured | string | null)[], kind?: MetricKind): AnySample | null {
  const measured = values.filter((value) => value !== null && (typeof value !== "number" || Number.isFinite(value)));
  const isWhole = measured.length === values.length;
  if (measured.every((value) => typeof value === "number")) return sampleOfNumbers(measured, isWhole, kind);
  return measured.every((value) => typeof value === "bigint") ? sampleOfAmounts(measured, isWhole, kind) : null;
}

function sampleOfNumbers(values: readonly number[], isWhole: boolean, kind: MetricKind | undefined): Sample<number> {
  if (!isWhole) return partOf({ n: values.length, lowest: min(values), highest: max(values), zeros: zerosIn(values) });
  const of = estimate(values);
  const sorted = sort(values);
  return {
    n: of.count,
    mean: of.mean,
    deviation: of.deviation,
    ...intervalOf(values, of, kind),
    median: quantileSorted(sorted, 0.5)!,
    p05: quantileSorted(sorted, 0.05)!,
    p95: quantileSorted(sorted, 0.95)!,
    lowest: sorted[0],
    highest: sorted[sorted.length - 1],
    zeros: zerosIn(values),
  };
}

function sampleOfAmounts(values: readonly bigint[], isWhole: boolean, kind: MetricKind | undefined): Sample<bigint> {
  const sorted = sort(values);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (!isWhole) return partOf({ n: values.length, lowest, highest, zeros: zerosIn(values) });
  const { count: n, mean, deviation, lower, upper } = exactEstimate(values);
  return {
    n,
    mean,
    deviation,
    ...(lower === null || upper === null
      ? unknown
      : {
          lower95: kind !== undefined && lower < 0n ? 0n : lower,
          upper95: upper,
          method: deviation === 0n && lowest === highest ? "equal" : "t",
        }),
    median: exactQuantile(sorted, 50),
    p05: exactQuantile(sorted, 5),
    p95: exactQuantile(sorted, 95),
    lowest,
    highest: highest!,
    zeros: zerosIn(values),
  };
}

const unknown = { lower95: null, upper95: null, method: null } as const;

/** Of replications some of which measured nothing: how many did, and between which values. */
const partOf = <Value>({
  n,
  lowest = null,
  highest = null,
  zeros,
}: {
  readonly n: number;
  readonly lowest: Value | null | undefined;
  readonly highest: Value | null | undefined;
  readonly zeros: number;
}): Sample<Value> => ({
  n,
  mean: null,
  deviation: null,
  ...unknown,
  median: null,
  p05: null,
  p95: null,
  lowest,
  highest,
  zeros,
});

const zerosIn = (values: readonly Measured[]): number => values.filter((value) => value === 0 || value === 0n).length;

function intervalOf(
  values: readonly number[],
  { count, mean, deviation, lower, upper }: Estimate<number>,
  kind: MetricKind | undefined,
): Interval<number> {
  if (lower === null || upper === null) return unknown;
  if (kind === "share" && values.every((value) => value === 0 || value === 1)) {
    const exact = binomialInterval(values.filter((value) => value === 1).length, count);
    return { lower95: exact.lower, upper95: exact.upper, method: "binomial" };
  }
  if (deviation === 0) return { lower95: mean, upper95: mean, method: "equal" };
  if ((kind === "count" || kind === "share") && count >= minBootstrap && count <= maxBootstrap) {
    const drawn = bcaInterval(values);
    return { lower95: drawn.lower, upper95: drawn.upper, method: "bca" };
  }
  return {
    lower95: kind === undefined || kind === "balance" ? lower : Math.max(0, lower),
    upper95: kind === "share" ? Math.min(1, upper) : upper,
    method: "t",
  };
}
