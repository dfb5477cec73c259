/** What must hold of a point, as an expectation says it, and how far runs are from it. */
import { distanceTo } from "../search/bound.js";
import { type Measure, measureOf } from "../search/measure.js";
import type { Claim } from "../expect/claim.js";
import { eventText, isSo, type ValueOf } from "../expect/event.js";
import { figureName } from "../figures/figure.js";

export interface Constraint {
  readonly claim: Claim;
  /** As it was written. */
  readonly text: string;
  /** What it is of. */
  readonly measure: Measure;
}

export const constraintOf = (claim: Claim, text: string): Constraint => ({
  claim,
  text,
  measure:
    claim.kind === "every"
      ? { kind: "probability", event: claim.event, text: claim.text, unit: "share" }
      : measureOf(claim),
});

/**
 * How far the runs are from it; 0: it holds. Of a probability, a quantile and what is so in every run a share of runs; of a mean a share of
 * its range, or of its bound, so that constraints in different units can be added. Infinite: not measured.
 */
export function violationOf({ claim }: Constraint, runs: readonly ValueOf[]): number {
  if (claim.kind === "every") {
    const other = runs.filter((valueOf) => isSo(claim.event, valueOf) !== true).length;
    return runs.length === 0 ? Number.POSITIVE_INFINITY : other / runs.length;
  }
  const { shortfall } = distanceTo(claim, runs);
  return claim.kind === "mean" ? shortfall / scaleOf(claim.lower, claim.upper) : shortfall;
}

function scaleOf(lower: number, upper: number): number {
  if (Number.isFinite(lower) && Number.isFinite(upper)) return upper - lower;
  return Math.abs(Number.isFinite(lower) ? lower : upper) || 1;
}

/** What it leaves of the values that something can have: constraints of the same can be held against each other. */
export interface Bounds {
  /** What it is of, with what decides which bounds can be compared. */
  readonly of: string;
  readonly lower: number;
  readonly upper: number;
  /** Whether a bound is itself allowed. */
  readonly isOpen: boolean;
}

export function boundsOf({ claim }: Constraint): Bounds | undefined {
  if (claim.kind === "every") return undefined;
  if (claim.kind === "mean")
    return { of: `mean ${figureName(claim.figure)}`, lower: claim.lower, upper: claim.upper, isOpen: false };
  const of =
    claim.kind === "probability"
      ? `P ${eventText(claim.event)}`
      : `quantile ${claim.share} ${figureName(claim.figure)}`;
  const isBelow = claim.side.startsWith("<");
  return {
    of,
    lower: isBelow ? Number.NEGATIVE_INFINITY : claim.bound,
    upper: isBelow ? claim.bound : Number.POSITIVE_INFINITY,
    isOpen: !claim.side.endsWith("="),
  };
}

/** Whether nothing lies within both. */
export function excludeEachOther(a: Bounds, b: Bounds): boolean {
  if (a.of !== b.of) return false;
  const [lower, upper] = [Math.max(a.lower, b.lower), Math.min(a.upper, b.upper)];
  return lower > upper || (lower === upper && (a.isOpen || b.isOpen));
}
