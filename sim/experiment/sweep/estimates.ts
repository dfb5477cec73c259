/** What the replications of each design point say of each metric. */
import type { MetricKind } from "../../stats/metric-kind.js";
import { type AnySample, sampleOf } from "../../stats/sample.js";
import type { Cell } from "../../table/result-table.js";
import type { CellMetric, CellResult } from "../store/cell.js";
import { countedCells, type SweepResults } from "./results.js";

export interface MetricEstimate {
  readonly name: string;
  readonly unit: string;
  readonly kind?: MetricKind;
  /** Null of text, and of what is a number in one replication and none in another. */
  readonly sample: AnySample | null;
  /** Text in which all replications agree. */
  readonly text?: string;
}

export interface PointEstimates {
  readonly point: number;
  /** Values of the swept fields, in the order of the sweep's columns. */
  readonly parameters: readonly Cell[];
  /** Replications that count. */
  readonly replications: number;
  readonly metrics: readonly MetricEstimate[];
}

/** Tables, pictures and the report ask for the same, and intervals take their time. */
const known = new WeakMap<SweepResults, readonly PointEstimates[]>();

/** Of each point that has a finished replication, in order; worked out once. */
export function estimatesOf(results: SweepResults): readonly PointEstimates[] {
  const estimates = known.get(results) ?? workedOut(results);
  known.set(results, estimates);
  return estimates;
}

function workedOut(results: SweepResults): readonly PointEstimates[] {
  const { columns } = results.parameters;
  return cellsByPoint(results).map(({ point, cells }) => ({
    point,
    parameters: columns.map(({ values }) => values[point]),
    replications: cells.length,
    metrics: cells[0].metrics.map(({ name, unit, kind }, k) => {
      const values = cells.map((cell) => metricAt(cell, name, k)?.value ?? null);
      const about = { name, unit, ...(kind !== undefined && { kind }), sample: sampleOf(values, kind) };
      const [first] = values;
      return typeof first === "string" && values.every((value) => value === first) ? { ...about, text: first } : about;
    }),
  }));
}

export function cellsByPoint(
  results: SweepResults,
): readonly { readonly point: number; readonly cells: readonly CellResult[] }[] {
  const points: { point: number; cells: CellResult[] }[] = [];
  for (const { point, cell } of countedCells(results)) {
    if (points.at(-1)?.point !== point) points.push({ point, cells: [] });
    points.at(-1)?.cells.push(cell);
  }
  return points;
}

/** Metrics nearly always stand at the same place. */
export function metricAt({ metrics }: CellResult, name: string, k: number): CellMetric | undefined {
  return metrics[k]?.name === name ? metrics[k] : metrics.find((metric) => metric.name === name);
}
