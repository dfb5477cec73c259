/** A table as a Parquet file: the same columns, rows and names as its CSV file, with their types. */
import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import { headerOf } from "../table/column-name.js";
import type { Cell, JoinedTable, Table } from "../table/result-table.js";

/** What a column holds: whole numbers of any size are decimals without places, which 38 digits are enough for. */
type Kind = "int" | "double" | "amount" | "text";

const elements: Readonly<Record<Kind, Omit<SchemaElement, "name">>> = {
  int: { type: "INT32" },
  double: { type: "DOUBLE" },
  amount: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, converted_type: "DECIMAL", precision: 38, scale: 0 },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
};

/** Cells of one row group: of a table of any length so many stand in memory once more. */
const groupCells = 400_000;

/**
 * The rows of all parts in one file, in pieces. What is an empty cell in CSV is null. Numbers are doubles, counts in typed arrays
 * 32-bit integers, amounts `DECIMAL(38, 0)`; a column with any text is text. The same table always gives the same bytes.
 */
export function* parquetOfParts(parts: JoinedTable): Generator<Uint8Array, void, undefined> {
  const columns = headerOf(parts[0].columns.map(({ name }) => name)).map((name, k) => ({
    name,
    kind: kindOf(parts, k),
  }));
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, kind }): SchemaElement => ({ name, repetition_type: "OPTIONAL", ...elements[kind] })),
    ],
    createdBy: "orrery",
  });
  for (const group of rowGroups(parts, Math.ceil(groupCells / columns.length))) {
    const columnData = columns.map(({ name, kind }, k) => ({ name, data: cellsOf(group, k, kind) }));
    // Into memory it is written at once.
    void file.write({ columnData, rowGroupSize: columnData[0].data.length });
    yield taken(writer);
  }
  void file.finish();
  yield taken(writer);
}

/** What has been written since the last time; places in the file are counted on. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

/** Some rows of a part of the table. */
interface Rows {
  readonly part: Table;
  readonly from: number;
  readonly until: number;
}

/** Rows of all parts in order, so many together: a group may hold several parts, and a part lie in several groups. */
function* rowGroups(parts: JoinedTable, rows: number): Generator<readonly Rows[], void, undefined> {
  let group: Rows[] = [];
  let room = rows;
  for (const part of parts) {
    for (let from = 0; from < part.rowCount;) {
      const until = Math.min(part.rowCount, from + room);
      group.push({ part, from, until });
      room -= until - from;
      from = until;
      if (room > 0) continue;
      yield group;
      [group, room] = [[], rows];
    }
  }
  if (group.length > 0) yield group;
}

const isEmpty = (cell: Cell): boolean => cell === "" || (typeof cell === "number" && !Number.isFinite(cell));

function kindOf(parts: JoinedTable, column: number): Kind {
  const found = new Set<Kind>();
  // A typed column without a number goes by the other parts: one replication may have measured nothing.
  let isEmptyTyped = false;
  for (const { columns } of parts) {
    const { values } = columns[column];
    if (values instanceof Int32Array) found.add("int");
    else if (values instanceof Float64Array) {
      if (values.some(Number.isFinite)) found.add("double");
      else isEmptyTyped = true;
    } else {
      for (const cell of values) if (!isEmpty(cell)) found.add(kindOfCell(cell));
    }
  }
  const [only] = found;
  if (found.size === 1) return only;
  if (found.size === 0) return isEmptyTyped ? "double" : "text";
  return found.has("text") ? "text" : "double";
}

const kindOfCell = (cell: Cell): Kind =>
  typeof cell === "string" ? "text" : typeof cell === "bigint" ? "amount" : "double";

function cellsOf(group: readonly Rows[], column: number, kind: Kind): (Cell | null)[] {
  const cells: (Cell | null)[] = [];
  for (const { part, from, until } of group) {
    const { values } = part.columns[column];
    for (let row = from; row < until; row++) cells.push(isEmpty(values[row]) ? null : asKind(values[row], kind));
  }
  return cells;
}

function asKind(cell: Cell, kind: Kind): Cell {
  if (kind === "text") return String(cell);
  return kind === "double" ? Number(cell) : cell;
}
