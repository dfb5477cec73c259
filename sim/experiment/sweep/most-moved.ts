/** Which metrics a sweep is about: those that its parameters move most, beside what chance moves. */
import { fsum, max, mean, min } from "d3-array";
import type { PointEstimates } from "./estimates.js";

/** A metric at every point. */
export interface Response {
  readonly name: string;
  readonly unit: string;
  /** Means by point, in the order of the estimates; NaN where not all replications measured it. */
  readonly means: readonly number[];
}

/** Of a metric that moves just as another one does there is one. */
const sameShape = 1e-9;

/**
 * Metrics whose means differ between points, most moved first: by how far they move relative to their size, times the share
 * of all variance that lies between points. Several that move alike, such as units and their thousands, are told once.
 */
export function mostMoved(estimates: readonly PointEstimates[], atMost: number): readonly Response[] {
  const moved = responsesOf(estimates)
    .map((response, k) => ({ response, k, score: scoreOf(response, estimates) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.k - b.k);
  const chosen: Response[] = [];
  const shapes: (readonly number[])[] = [];
  for (const { response } of moved) {
    if (chosen.length === atMost) break;
    const shape = shapeOf(response);
    if (shapes.some((known) => isAlike(known, shape))) continue;
    shapes.push(shape);
    chosen.push(response);
  }
  return chosen;
}

/** The metrics of the first point, at all points. */
function responsesOf(estimates: readonly PointEstimates[]): readonly Response[] {
  return (estimates[0]?.metrics ?? []).map(({ name, unit }, k) => ({
    name,
    unit,
    means: estimates.map(({ metrics }) => {
      const own = metrics[k]?.name === name ? metrics[k] : metrics.find((metric) => metric.name === name);
      return Number(own?.sample?.mean ?? Number.NaN);
    }),
  }));
}

function scoreOf({ name, means }: Response, estimates: readonly PointEstimates[]): number {
  const known = means.filter(Number.isFinite);
  const [lowest, highest] = [min(known) ?? 0, max(known) ?? 0];
  if (known.length < 2 || lowest === highest) return 0;
  const middle = fsum(known) / known.length;
  const between = fsum(known.map((value) => (value - middle) ** 2)) / known.length;
  const within = mean(estimates, ({ metrics }) => {
    const sample = metrics.find((metric) => metric.name === name)?.sample;
    return Number(sample?.deviation ?? 0) ** 2;
  })!;
  const relative = (highest - lowest) / Math.max(Math.abs(lowest), Math.abs(highest));
  return (between / (between + within)) * relative;
}

/** As shares of the largest, so that between two points not all that rises is alike. */
function shapeOf({ means }: Response): readonly number[] {
  const size = max(means.filter(Number.isFinite), Math.abs)!;
  return means.map((value) => value / size);
}

const isAlike = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((value, k) => Math.abs(value - other[k]) < sameShape || (Number.isNaN(value) && Number.isNaN(other[k])));
