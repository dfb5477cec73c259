/** Where a curve of estimates passes zero: from which size, price or rate on something is a loss that was a gain. */
import { exp, ln } from "../units/portable-math.js";

/** An estimate at one value of what is varied. */
export interface CurvePoint {
  /** Above 0. */
  readonly x: number;
  readonly mean: number;
  /** Bounds of its 95 % interval. */
  readonly lower: number;
  readonly upper: number;
}

export interface TurningPoint {
  /** What is varied, where the mean passes zero. */
  readonly x: number;
  /** Between which values the band of intervals has zero in it, about there; null: as far as the curve goes. */
  readonly lower95: number | null;
  readonly upper95: number | null;
  /** Whether the mean goes from above zero to below it. */
  readonly isFall: boolean;
}

/**
 * All sign changes of the mean, in order of x, interpolated on straight lines over the logarithm of x. The interval of one is where a test at 5 %
 * would not tell the curve from zero (inversion of the test at each x; between points the bounds are interpolated too). A mean of exactly zero
 * belongs to what comes after it. Points must be in ascending order of x; throws `RangeError` if they are not, or an x is not above 0.
 */
export function turningPoints(points: readonly CurvePoint[]): readonly TurningPoint[] {
  points.forEach(({ x }, k) => {
    if (!(x > 0) || (k > 0 && x <= points[k - 1].x)) throw new RangeError(`x must ascend from above 0; read ${x}`);
  });
  const found: TurningPoint[] = [];
  for (let k = 1; k < points.length; k++) {
    const [before, after] = [points[k - 1], points[k]];
    if (before.mean === 0 || before.mean > 0 === after.mean > 0) continue;
    const isFall = before.mean > 0;
    found.push({
      x: zeroBetween(before, after, "mean"),
      lower95: edge(points, { from: k - 1, step: -1, sign: isFall ? 1 : -1 }),
      upper95: edge(points, { from: k, step: 1, sign: isFall ? -1 : 1 }),
      isFall,
    });
  }
  return found;
}

type Bound = "mean" | "lower" | "upper";

/** Where, gone from a point away from the turn, the whole interval has the sign that the mean has there; null where it never has. */
function edge(
  points: readonly CurvePoint[],
  { from, step, sign }: { readonly from: number; readonly step: 1 | -1; readonly sign: 1 | -1 },
): number | null {
  const bound = sign === 1 ? "lower" : "upper";
  for (let k = from; k >= 0 && k < points.length; k += step) {
    if (points[k][bound] * sign <= 0) continue;
    const nearer = points[k - step];
    const [left, right] = step === 1 ? [nearer, points[k]] : [points[k], nearer];
    return zeroBetween(left, right, bound);
  }
  return null;
}

/** Where a line over the logarithm of x passes zero between two points of unlike signs. */
function zeroBetween(left: CurvePoint, right: CurvePoint, bound: Bound): number {
  const share = left[bound] / (left[bound] - right[bound]);
  return exp(ln(left.x) + share * (ln(right.x) - ln(left.x)));
}
