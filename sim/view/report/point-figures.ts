/** What a sweep has measured at its points, by metric, and which metrics the swept fields move. */
import type { SweepResults } from "../../experiment/sweep/results.js";
import { sweepTable } from "../../experiment/sweep/sweep-tables.js";
import { type Cell, valuesOf } from "../../table/result-table.js";

/** A metric at a point: its mean over replications and the interval of it; NaN: nothing was measured, or one replication. */
export interface PointFigure {
  readonly point: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

export interface SweptMetric {
  readonly metric: string;
  readonly unit: string;
  readonly figures: readonly PointFigure[];
}

/** All metrics that are numbers, in the order in which points have them; points in theirs. */
export function sweptMetrics(results: SweepResults): readonly SweptMetric[] {
  const table = sweepTable(results);
  const [points, metrics, units] = ["point", "metric", "unit"].map((name) => valuesOf(table, name));
  const [means, lowers, uppers] = ["mean_value", "lower95", "upper95"].map((name) => valuesOf(table, name));
  const found = new Map<string, { metric: string; unit: string; figures: PointFigure[] }>();
  for (let row = 0; row < table.rowCount; row++) {
    const mean = numberOf(means[row]);
    if (Number.isNaN(mean)) continue;
    const metric = String(metrics[row]);
    if (!found.has(metric)) found.set(metric, { metric, unit: String(units[row]), figures: [] });
    const [lower, upper] = [numberOf(lowers[row]), numberOf(uppers[row])];
    found.get(metric)!.figures.push({ point: Number(points[row]), mean, lower, upper });
  }
  // In the order of the first row of each.
  return [...found.values()];
}

/** What was not measured is an empty text there; so is the mean of texts. */
const numberOf = (cell: Cell): number => (typeof cell === "string" ? Number.NaN : Number(cell));

/** Of a metric that no chance moves: as if its interval were this share of its largest value. */
const leastSpread = 0.05;

/**
 * The metrics that differ most between points, the strongest first: by the distance of the lowest and the highest mean over
 * the intervals of the two. None that is alike at all points, and of several with the same means the first.
 */
export function mostMoved(metrics: readonly SweptMetric[], count: number): readonly SweptMetric[] {
  const seen = new Set<string>();
  return metrics
    .map((metric, k) => ({ metric, k, strength: strengthOf(metric) }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => (a.strength === b.strength ? a.k - b.k : b.strength - a.strength))
    .filter(({ metric: { figures } }) => {
      const means = figures.map(({ point, mean }) => `${point} ${mean}`).join();
      const isNew = !seen.has(means);
      seen.add(means);
      return isNew;
    })
    .slice(0, count)
    .map(({ metric }) => metric);
}

/** Lowest and highest mean of a metric; of equal ones that of the first point. */
export function extremes({ figures }: SweptMetric): { readonly lowest: PointFigure; readonly highest: PointFigure } {
  const lowest = figures.reduce((least, figure) => (figure.mean < least.mean ? figure : least));
  const highest = figures.reduce((most, figure) => (figure.mean > most.mean ? figure : most));
  return { lowest, highest };
}

function strengthOf(metric: SweptMetric): number {
  const { lowest, highest } = extremes(metric);
  const halfWidths = halfWidthOf(lowest) + halfWidthOf(highest);
  const scale = halfWidths + leastSpread * Math.max(Math.abs(lowest.mean), Math.abs(highest.mean));
  return scale > 0 ? (highest.mean - lowest.mean) / scale : 0;
}

const halfWidthOf = ({ lower, upper }: PointFigure): number => {
  const width = (upper - lower) / 2;
  return Number.isFinite(width) ? width : 0;
};
