import { type Table, valuesOf } from "../table/result-table.js";
import type { Spec } from "../experiment/picture-spec.js";
import { hasBand, highestOf, lowestOf } from "./series-bands.js";
import { panel } from "./theme.js";
import { type TimeAxis, timeAxisOf } from "./time-axis.js";

/** A column of the series, and its name in the legend. */
export interface Measure {
  readonly column: string;
  readonly label: string;
}

/** A column as numbers; token amounts lose digits that no picture shows. NaN: no value. */
export const numbersOf = (source: Table, name: string): number[] =>
  Array.from<unknown, number>(valuesOf(source, name), Number);

/** A column as text. */
export const textsOf = (source: Table, name: string): string[] =>
  Array.from<unknown, string>(valuesOf(source, name), String);

const maxPoints = panel.width;

/**
 * Which of `count` rows are drawn: all, or evenly spread ones with the first and the last. A line has no more points
 * than a picture has pixels; what happens between two of them is in the CSV.
 */
export function thinned(count: number): number[] {
  if (count <= maxPoints) return Array.from({ length: count }, (_, row) => row);
  return Array.from({ length: maxPoints }, (_, k) => Math.round((k * (count - 1)) / (maxPoints - 1)));
}

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
    ...Object.fromEntries(columns.map(({ label, values }) => [label, finiteOrNull(Number(values[row]))])),
  }));
}

/** Rows `{time, measure, lowest, highest}` of the measures that have a band; none in a series of one replication. */
export function bandRows(series: Table, measures: readonly Measure[], axis: TimeAxis): Spec[] {
  const times = valuesOf(series, "time_s");
  return measures
    .filter(({ column }) => hasBand(series, column))
    .flatMap(({ column, label }) => {
      const [lowest, highest] = [lowestOf(column), highestOf(column)].map((name) => valuesOf(series, name));
      return thinned(series.rowCount).map((row) => ({
        time: Number(times[row]) / axis.unitS,
        measure: label,
        lowest: finiteOrNull(Number(lowest[row])),
        highest: finiteOrNull(Number(highest[row])),
      }));
    });
}

/** JSON has no NaN. */
export const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
