import type { Pair } from "../trace/difference.js";
import type { Table } from "../../table/result-table.js";
import type { RunResult } from "../model.js";
import { columnName } from "../../table/column-name.js";
import { exactText } from "./exact-text.js";

/** Where two results differ first. */
export interface ResultDifference {
  /** In words: `series.csv, row 3, column emission_issued_units`. Rows count from 1, below the header. */
  readonly where: string;
  readonly values: Pair<string>;
}

/** Compares tables, metrics, fingerprint and summary lines, in this order; null: they are the same. */
export function differingResult([one, other]: Pair<RunResult>): ResultDifference | null {
  const tables = new Set([...Object.keys(one.tables), ...Object.keys(other.tables)]);
  for (const name of tables) {
    const found = differingTable(name, [one.tables[name], other.tables[name]]);
    if (found !== null) return found;
  }
  return (
    differingItem("metric", [one.metrics.map(metricText), other.metrics.map(metricText)]) ??
    differing("fingerprint", [one.fingerprint, other.fingerprint]) ??
    differingItem("line of the summary", [one.summaryLines, other.summaryLines])
  );
}

function differingTable(name: string, [a, b]: Pair<Table | undefined>): ResultDifference | null {
  const file = `${name}.csv`;
  if (a === undefined || b === undefined) {
    return differing(file, [presenceOf(a), presenceOf(b)]);
  }
  const shape =
    differing(`${file}, header`, [headerOf(a), headerOf(b)]) ??
    differing(`${file}, number of rows`, [String(a.rowCount), String(b.rowCount)]);
  if (shape !== null) return shape;
  for (let row = 0; row < a.rowCount; row++) {
    for (const [k, { name: column, values }] of a.columns.entries()) {
      const [x, y] = [values[row], b.columns[k].values[row]];
      if (!Object.is(x, y))
        return { where: `${file}, row ${row + 1}, column ${columnName(column)}`, values: [exactText(x), exactText(y)] };
    }
  }
  return null;
}

const presenceOf = (table: Table | undefined): string => (table === undefined ? "missing" : "there");

const headerOf = ({ columns }: Table): string => columns.map(({ name }) => name).join(",");

function differingItem(what: string, [a, b]: Pair<readonly string[]>): ResultDifference | null {
  for (let k = 0; k < Math.max(a.length, b.length); k++) {
    const found = differing(`${what} ${k + 1}`, [a[k] ?? "missing", b[k] ?? "missing"]);
    if (found !== null) return found;
  }
  return null;
}

const differing = (where: string, values: Pair<string>): ResultDifference | null =>
  values[0] === values[1] ? null : { where, values };

const metricText = ({ name, value, unit }: RunResult["metrics"][number]): string => `${name} = ${value} ${unit}`;
