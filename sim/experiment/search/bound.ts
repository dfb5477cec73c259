/** How far a point is from what must hold, as the runs so far have it. */
import { deviation, mean } from "d3-array";
import type { Claim } from "../expect/claim.js";
import type { ValueOf } from "../expect/event.js";
import { comparisons } from "../figures/figure.js";
import { measureOf, valuesIn } from "./measure.js";

export type Bound = Exclude<Claim, { readonly kind: "every" }>;

export interface Distance {
  /** 0: it holds; else how much is missing: of a probability or a quantile a share of runs, of a mean in its unit. Infinite: not measured. */
  readonly shortfall: number;
  /** How many standard errors the estimate lies on the right side of its bound; below zero: on the wrong one. */
  readonly errors: number;
}

/** What was not measured in a run speaks against it, as where expectations are judged. */
export function distanceTo(bound: Bound, runs: readonly ValueOf[]): Distance {
  const values = valuesIn(measureOf(bound), runs);
  const known = values.filter((value) => value !== null);
  if (known.length < values.length || values.length === 0) return unmeasured;
  if (bound.kind === "mean") {
    const middle = mean(known) ?? Number.NaN;
    const error = (deviation(known) ?? 0) / Math.sqrt(known.length);
    return distance(Math.min(middle - bound.lower, bound.upper - middle), error);
  }
  const n = known.length;
  const isBelow = bound.side.startsWith("<");
  // Runs on the side on which there are to be enough of them.
  const good = known.filter((value) =>
    bound.kind === "quantile" ? comparisons[bound.side](value, bound.bound) : isBelow ? value === 0 : value === 1,
  ).length;
  const wanted = bound.kind === "quantile" ? bound.share : bound.bound;
  const needed = (bound.kind === "quantile") === isBelow ? wanted : 1 - wanted;
  // So that the error is never none (Laplace).
  const smooth = (good + 1) / (n + 2);
  const beyond = good / n - needed;
  const isStrict = bound.kind === "probability" && !bound.side.endsWith("=");
  return distance(isStrict && beyond === 0 ? -Number.MIN_VALUE : beyond, Math.sqrt((smooth * (1 - smooth)) / n));
}

const unmeasured: Distance = { shortfall: Number.POSITIVE_INFINITY, errors: Number.NEGATIVE_INFINITY };

const distance = (beyond: number, error: number): Distance => ({
  shortfall: Math.max(0, -beyond),
  errors: beyond === 0 ? 0 : error === 0 ? beyond * Number.POSITIVE_INFINITY : beyond / error,
});
