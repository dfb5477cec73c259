/** The timeline in lines of a summary. */
import { durationText } from "../../../sim/units/readable.js";
import type { Table } from "./columns.js";

/** As many rows as a reader of a terminal wants. */
const maxLines = 12;

/** What happened, a line each; nothing where nothing did. */
export function timelineSummary({ columns, rowCount }: Table): readonly string[] {
  const valueOf = (name: string, row: number): number | string | bigint =>
    columns.find((column) => column.name === name)?.values[row] ?? "";
  const lines = Array.from({ length: Math.min(rowCount, maxLines) }, (_unused, row) => {
    const [date, phase, affected] = [valueOf("date", row), valueOf("phase", row), valueOf("affected", row)];
    const when = `At ${durationText(Number(valueOf("time_s", row)))}${date === "" ? "" : ` (${date})`}`;
    const what = `${phase === "happens" ? "" : `${phase}: `}${valueOf("what", row)}`;
    return `${when}: ${what}${affected === "" ? "" : ` (${affected})`}.`;
  });
  return rowCount > maxLines ? [...lines, `${rowCount - maxLines} more are in timeline.csv.`] : lines;
}
