/** The tables of a sweep: one row a point and metric, and one row a cell. */
import { cellsByPoint, estimatesOf, metricAt, type MetricEstimate } from "./estimates.js";
import { countedCells, type SweepResults } from "./results.js";
import type { Sample } from "../../stats/sample.js";
import { columnName, headerProblem } from "../../table/column-name.js";
import { type Cell, type Column, type Table, table } from "../../table/result-table.js";

/** An empty cell of a table: no value was measured, or none can be known. */
const empty = "";

/** Figures of a sample under their headers: `mean` and `median` are methods of a pandas table. */
const sampleColumns = {
  n: "n",
  mean_value: "mean",
  deviation: "deviation",
  lower95: "lower95",
  upper95: "upper95",
  method: "method",
  median_value: "median",
  p05: "p05",
  p95: "p95",
} as const;

/** What stands beside the parameters. */
const beside = ["point", "metric", "unit", "replications", ...Object.keys(sampleColumns)];

/** Headers of swept fields, which may be called like anything: each a name of its own that no other tool trips over. */
export function columnsOfParameters(names: readonly string[], others: readonly string[] = beside): string[] {
  const taken = new Set(others);
  return names.map((name, k) => {
    const column = columnName(name);
    const free = [column, `swept_${column}`, `swept_${k}_${column}`].find(
      (candidate) => headerProblem(candidate) === null && !taken.has(candidate),
    );
    const found = free ?? `swept_${k}`;
    taken.add(found);
    return found;
  });
}

/** One row a point and metric: mean, deviation, 95 % interval and quantiles over the replications. */
export function sweepTable(results: SweepResults): Table {
  const { parameters } = results;
  const parameterNames = columnsOfParameters(parameters.columns.map(({ name }) => name));
  const rows = estimatesOf(results).flatMap(({ point, replications, metrics }) =>
    metrics.map((metric) => ({
      point,
      name: metric.name,
      unit: metric.unit,
      count: replications,
      of: figuresOf(metric, replications),
    })),
  );
  return table([
    { name: "point", values: rows.map(({ point }) => point) },
    ...parameters.columns.map(({ values }, k): Column => ({
      name: parameterNames[k],
      values: rows.map(({ point }) => values[point]),
    })),
    { name: "metric", values: rows.map(({ name }) => name) },
    { name: "unit", values: rows.map(({ unit }) => unit) },
    { name: "replications", values: rows.map(({ count }) => count) },
    ...Object.entries(sampleColumns).map(([name, figure]): Column => ({
      name,
      values: rows.map(({ of }) => of[figure] ?? empty),
    })),
  ]);
}

/** One row a cell, a column a metric; points may have different ones. */
export function cellsTable(results: SweepResults): Table {
  const rows = countedCells(results);
  // In the order in which points first have them.
  const names = [...new Set(cellsByPoint(results).flatMap(({ cells }) => cells[0].metrics.map(({ name }) => name)))];
  return table([
    { name: "point", values: rows.map(({ point }) => point) },
    { name: "replication", values: rows.map(({ replication }) => replication) },
    { name: "fingerprint", values: rows.map(({ cell }) => cell.fingerprint) },
    ...names.map((name, k): Column => ({
      name,
      values: rows.map(({ cell }): Cell => metricAt(cell, name, k)?.value ?? empty),
    })),
  ]);
}

/** The units of all metrics, by name, in the order in which points first have them. */
export function unitsOf(results: SweepResults): ReadonlyMap<string, string> {
  return new Map(
    cellsByPoint(results).flatMap(({ cells }) => cells[0].metrics.map(({ name, unit }) => [name, unit] as const)),
  );
}

/** Text where all agree stands for its mean. */
const figuresOf = (
  { sample, text }: MetricEstimate,
  replications: number,
): Partial<Record<(typeof sampleColumns)[keyof typeof sampleColumns], Cell | null>> =>
  text === undefined ? ((sample as Sample<Cell> | null) ?? {}) : { n: replications, mean: text };
