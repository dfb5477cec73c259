import { type Cell, cellNumber, type Table, valuesOf } from "../table/result-table.js";
import type { Spec } from "../experiment/picture-spec.js";
import { isSampled, quantileOf, singlesOf } from "./series-sample.js";
import { thinned } from "./thinned.js";
import { type TimeAxis, timeAxisOf } from "./time-axis.js";

/** A column of the series, and its name in the legend. */
export interface Measure {
  readonly column: string;
  readonly label: string;
}

/** A column as numbers; token amounts lose digits that no picture shows. NaN: no value. */
export const numbersOf = (source: Table, name: string): number[] =>
  Array.from<Cell, number>(valuesOf(source, name), cellNumber);

/** A column as text. */
export const textsOf = (source: Table, name: string): string[] =>
  Array.from<unknown, string>(valuesOf(source, name), String);

/** The time axis that covers all rows of the series. */
export function timeAxisOfSeries(series: Table): TimeAxis {
  const times = valuesOf(series, "time_s");
  return timeAxisOf(Number(times.at(0) ?? 0), Number(times.at(-1) ?? 0));
}

/** Rows `{time, label: value, …}` for vega, time in the axis' unit; what was not measured is null. */
export function timeRows(series: Table, measures: readonly Measure[], axis: TimeAxis): Spec[] {
  const times = valuesOf(series, "time_s");
  const columns = measures.map(({ column, label }) => ({ label, values: valuesOf(series, column) }));
  // Only what is drawn is turned into numbers: there may be a million rows.
  return thinned(series.rowCount).map((row) => ({
    time: Number(times[row]) / axis.unitS,
    ...Object.fromEntries(columns.map(({ label, values }) => [label, finiteOrNull(cellNumber(values[row]))])),
  }));
}

/** Rows `{time, measure, p05, p25, p75, p95}` of the measures of a sample; none in a series of one replication. */
export function bandRows(series: Table, measures: readonly Measure[], axis: TimeAxis): Spec[] {
  const times = valuesOf(series, "time_s");
  const rows = thinned(series.rowCount, maxBandPoints);
  return measures
    .filter(({ column }) => isSampled(series, column))
    .flatMap(({ column, label }) => {
      const bounds = bandBounds.map((bound) => [bound, valuesOf(series, quantileOf(column, bound))] as const);
      return rows.map((row) => ({
        time: Number(times[row]) / axis.unitS,
        measure: label,
        ...Object.fromEntries(bounds.map(([bound, values]) => [bound, finiteOrNull(Number(values[row]))])),
      }));
    });
}

const bandBounds = ["p05", "p25", "p75", "p95"] as const;
/** Bands have soft edges, and thin lines are many: both need fewer points than a line that one reads. */
const maxBandPoints = 200;
const maxThinPoints = 150;
/** Thin lines of a panel, and of one measure at least. */
const maxThinLines = 24;
const minThinLines = 3;

/** Lines of single replications: rows `{time, "label #k": value, …}`, and the names of the lines. */
export function thinRows(
  series: Table,
  measures: readonly Measure[],
  axis: TimeAxis,
): { readonly rows: readonly Spec[]; readonly lines: readonly string[] } {
  const times = valuesOf(series, "time_s");
  const atMost = Math.max(minThinLines, Math.floor(maxThinLines / measures.length));
  const lines = measures.flatMap(({ column, label }) =>
    singlesOf(series, column, atMost).map((name, k) => ({
      line: `${label}${lineMark}${k}`,
      values: valuesOf(series, name),
    })),
  );
  if (lines.length === 0) return { rows: [], lines: [] };
  const rows = thinned(series.rowCount, maxThinPoints).map((row) => ({
    time: Number(times[row]) / axis.unitS,
    ...Object.fromEntries(lines.map(({ line, values }) => [line, finiteOrNull(cellNumber(values[row]))])),
  }));
  return { rows, lines: lines.map(({ line }) => line) };
}

/** Between the label of a measure and the number of its line. */
export const lineMark = " #";

/** The measures as a line shows them: of a sample the medians. */
export const typicalOf = (series: Table, measures: readonly Measure[]): readonly Measure[] =>
  measures.map(({ column, label }) => ({
    label,
    column: isSampled(series, column) ? quantileOf(column, "median") : column,
  }));

/** JSON has no NaN. */
export const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
