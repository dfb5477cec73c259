/** How far a simulated network is from the measured one that its scenario brings along. */
import { columnName } from "../../sim/table/column-name.js";

/** The `observed` block of a scenario. */
export interface Observed {
  readonly timeDays: readonly number[];
  readonly columns: { readonly [metric: string]: readonly number[] };
}

/** A column of a CSV file by its name. */
export type Columns = ReadonlyMap<string, readonly string[]>;

export interface Comparison {
  readonly metric: string;
  /** On the first and on the last of the compared days. */
  readonly measuredFirst: number;
  readonly measuredLast: number;
  readonly simulatedLast: number;
  /** Mean over the days of |simulated − measured|. */
  readonly meanAbsoluteDeviation: number;
}

/** CSV without quoted cells, as tables of numbers and identifiers are. */
export function readColumns(csv: string): Columns {
  const [head, ...rows] = csv
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  return new Map(head.map((name, k) => [name, rows.map((row) => row[k])]));
}

/**
 * Compares each observed metric with the rows of `series.csv` of that very time, days counted from the start, the last
 * at most `untilDay`. Throws if a day or a metric has no simulated value: report steps must meet the measured days.
 */
export function compareObserved({ timeDays, columns }: Observed, series: Columns, untilDay = Infinity): Comparison[] {
  const days = timeDays.filter((day) => day <= untilDay);
  const times = new Map(columnOf(series, "time_s").map((time, row) => [Number(time), row]));
  const rows = days.map((day) => {
    const row = times.get(day * 86_400);
    if (row === undefined) throw new Error(`series.csv has no row at day ${day}`);
    return row;
  });
  return Object.entries(columns).map(([metric, values]) => {
    const column = columnOf(series, columnName(metric));
    const simulated = rows.map((row) => Number(column[row]));
    const last = days.length - 1;
    const deviation = simulated.reduce((sum, value, k) => sum + Math.abs(value - values[k]), 0);
    return {
      metric,
      measuredFirst: values[0],
      measuredLast: values[last],
      simulatedLast: simulated[last],
      meanAbsoluteDeviation: deviation / days.length,
    };
  });
}

/** Shards of the last frame in `shards.csv` by the deepest ring that active provers alone reach; `none` without any. */
export function activeRings(
  shards: Columns,
  ringSize: number,
): { readonly rings: readonly number[]; readonly none: number } {
  const frames = columnOf(shards, "frame").map(Number);
  const last = frames.reduce((latest, frame) => Math.max(latest, frame), 0);
  const active = columnOf(shards, "active")
    .filter((_count, row) => frames[row] === last)
    .map(Number);
  const rings: number[] = [];
  for (const provers of active.filter((count) => count > 0)) {
    const ring = Math.floor((provers - 1) / ringSize);
    while (rings.length <= ring) rings.push(0);
    rings[ring]++;
  }
  return { rings, none: active.filter((count) => count === 0).length };
}

function columnOf(columns: Columns, name: string): readonly string[] {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`the run has no column ${name}`);
  return column;
}
