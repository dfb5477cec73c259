/** When in a run it was decided that it speaks against a claim. */
import type { Table } from "../../table/result-table.js";
import { type Comparison, comparisons, type Figure } from "../figures/figure.js";
import { rowAt, sinceStartUs } from "../figures/run-moment.js";
import type { MetricInfo } from "../figures/metric-info.js";
import type { Claim } from "./claim.js";
import { decisive, eventClaimed } from "./counterexample.js";
import type { ValueOf } from "./event.js";

type Value = number | bigint;

export interface DecidingRow {
  readonly metric: MetricInfo;
  /** Row of the series, from 0. */
  readonly row: number;
  /** When it is, and when the row before it, seconds since the start; null: it is the first. */
  readonly timeS: number;
  readonly beforeS: number | null;
  readonly value: Value;
  readonly valueBefore: Value | null;
  /** Whether something happened there; else nothing did up to the end. */
  readonly isEvent: boolean;
}

/**
 * Null where the series does not tell: a metric of the end alone, or nothing that was measured. `startMs`: milliseconds from 1970 to the start of the
 * run, where it has a date.
 */
export function decidingRow(claim: Claim, series: Table, run: ValueOf, startMs?: number): DecidingRow | null {
  const { figure, isAgainst } = sought(claim, run);
  const column = series.columns.find(({ name }) => name === figure.metric.name);
  const times = series.columns.find(({ name }) => name === "time_s")?.values;
  if (column === undefined || times === undefined) return null;
  const untilRow = lastRowOf(figure, times, startMs);
  const rows = Array.from({ length: series.rowCount }, (_, row) => row).filter(
    (row) => row <= untilRow && isValue(column.values[row]),
  );
  if (rows.length === 0) return null;
  const valueAt = (k: number): Value => column.values[rows[k]] as Value;
  const found =
    figure.reduction === "last" || figure.reduction === "at"
      ? lastStretch(rows.length, valueAt)
      : firstRow(rows.length, valueAt);
  const k = found ?? rows.length - 1;
  return {
    metric: figure.metric,
    row: rows[k],
    timeS: Number(times[rows[k]]),
    beforeS: k === 0 ? null : Number(times[rows[k - 1]]),
    value: valueAt(k),
    valueBefore: k === 0 ? null : valueAt(k - 1),
    isEvent: found !== null,
  };

  function firstRow(count: number, value: (k: number) => Value): number | null {
    for (let k = 0; k < count; k++) if (isAgainst(value(k))) return k;
    return null;
  }

  /** Where the stretch begins that lasts to the end. */
  function lastStretch(count: number, value: (k: number) => Value): number | null {
    let k = count;
    while (k > 0 && isAgainst(value(k - 1))) k--;
    // What is so from the first row on is what never became otherwise.
    return k === count || k === 0 ? null : k;
  }
}

/** What comes behind the moment that a figure is of decides nothing. */
function lastRowOf({ at }: Figure, times: Table["columns"][number]["values"], startMs: number | undefined): number {
  const us = at === undefined ? null : sinceStartUs(at, startMs);
  return us === null ? Number.POSITIVE_INFINITY : rowAt(times as ArrayLike<number>, us);
}

const isValue = (cell: unknown): boolean =>
  typeof cell === "bigint" || (typeof cell === "number" && !Number.isNaN(cell));

/** A figure, and which values of its metric speak against the claim. */
function sought(claim: Claim, run: ValueOf): { figure: Figure; isAgainst: (value: Value) => boolean } {
  if (claim.kind === "mean")
    return { figure: claim.figure, isAgainst: (value) => Number(value) > claim.upper || Number(value) < claim.lower };
  if (claim.kind === "quantile") {
    const { figure, side, bound } = claim;
    return { figure, isAgainst: byFigure(figure, side, bound, false) };
  }
  const { condition, isSo } = decisive(eventClaimed(claim), true, run);
  return {
    figure: condition.figure,
    isAgainst: byFigure(condition.figure, condition.comparison, condition.bound, isSo),
  };
}

/** What a figure waits for is what its own bound says; of others it is the value that is compared. */
function byFigure(figure: Figure, comparison: Comparison, bound: Value, isSo: boolean): (value: Value) => boolean {
  const { bound: own, reduction } = figure;
  if (own === undefined) return (value) => comparisons[comparison](value, bound) === isSo;
  const holds = (value: Value): boolean => comparisons[own.comparison](value, own.value);
  return reduction === "always" ? (value) => !holds(value) : holds;
}
