import { headerOf } from "../table/column-name.js";
import type { Column, JoinedTable, Table } from "../table/result-table.js";

const rowsPerChunk = 4096;
const needsQuotes = /[",\r\n]/;

/**
 * A table as CSV text (RFC 4180, except that lines end in "\n"): a header (`columnName`), then one line a row, in pieces of
 * some thousand rows so that a table of millions never stands in memory as text.
 *
 * Numbers are the shortest decimals that read back as the same value, with a dot and without thousands; whole numbers of
 * any size are written in full. A number that is NaN or infinite is an empty cell: no value was measured. The same table
 * always gives the same bytes.
 */
export function* csvChunks(table: Table): Generator<string, void, undefined> {
  yield* csvOfParts([table]);
}

/** As one table: its header once, then the rows of all parts. */
export function* csvOfParts(parts: JoinedTable): Generator<string, void, undefined> {
  yield `${headerOf(parts[0].columns.map(({ name }) => name)).join(",")}\n`;
  for (const part of parts) yield* rowChunks(part);
}

function* rowChunks({ columns, rowCount }: Table): Generator<string, void, undefined> {
  const cellOf = columns.map(cellWriter);
  for (let start = 0; start < rowCount; start += rowsPerChunk) {
    const end = Math.min(start + rowsPerChunk, rowCount);
    let text = "";
    for (let row = start; row < end; row++) {
      for (let k = 0; k < cellOf.length; k++) text += k === 0 ? cellOf[k](row) : `,${cellOf[k](row)}`;
      text += "\n";
    }
    yield text;
  }
}

/** One function a column: typed arrays need no look at the kind of each cell. */
function cellWriter({ values }: Column): (row: number) => string {
  if (values instanceof Int32Array) return (row) => String(values[row]);
  if (values instanceof Float64Array) return (row) => numberText(values[row]);
  return (row) => {
    const cell = values[row];
    if (typeof cell === "number") return numberText(cell);
    return typeof cell === "string" ? quote(cell) : cell.toString();
  };
}

const numberText = (value: number): string => (Number.isFinite(value) ? String(value) : "");

const quote = (text: string): string => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
