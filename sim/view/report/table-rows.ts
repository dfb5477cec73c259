/** Tables of a result as tables of a report: as many rows as a page holds. */
import { headerOf } from "../../table/column-name.js";
import type { JoinedTable, Table } from "../../table/result-table.js";
import type { ReportTable } from "./parts.js";

/** Rows of a table that stand in the page. */
export const maxRows = 200;

/** The first rows of a table that may have parts; `title` is also the name of its file. */
export function reportTable(title: string, parts: JoinedTable): ReportTable {
  const [{ columns }] = parts;
  // Of one replication the column that says so is no news.
  const kept = columns.map((_, k) => k).filter((k) => columns[k].name !== "replication" || parts.length > 1);
  return {
    title,
    about: "",
    columns: headerOf(columns.map(({ name }) => name)).filter((_, k) => kept.includes(k)),
    rows: firstRows(parts).map((row) => kept.map((k) => row[k])),
    rowCount: parts.reduce((sum, { rowCount }) => sum + rowCount, 0),
    file: `${title}.csv`,
  };
}

/** Row by row, up to the limit. */
function firstRows(parts: readonly Table[]): ReportTable["rows"][number][] {
  const rows: ReportTable["rows"][number][] = [];
  for (const { columns, rowCount } of parts) {
    const count = Math.min(rowCount, maxRows - rows.length);
    for (let row = 0; row < count; row++) rows.push(columns.map(({ values }) => values[row]));
  }
  return rows;
}
