/** A table as a Parquet file: the same columns, rows and names as its CSV file, with their types. */
import { ByteWriter, parquetWrite, type SchemaElement } from "hyparquet-writer";
import { headerOf } from "../table/column-name.js";
import type { Cell, JoinedTable } from "../table/result-table.js";

/** What a column holds: whole numbers of any size are decimals without places, which 38 digits are enough for. */
type Kind = "int" | "double" | "amount" | "text";

const elements: Readonly<Record<Kind, Omit<SchemaElement, "name">>> = {
  int: { type: "INT32" },
  double: { type: "DOUBLE" },
  amount: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, converted_type: "DECIMAL", precision: 38, scale: 0 },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
};

/**
 * The rows of all parts in one file. What is an empty cell in CSV is null. Numbers are doubles, counts in typed arrays 32-bit
 * integers, amounts `DECIMAL(38, 0)`; a column with any text is text. The same table always gives the same bytes.
 */
export function parquetOfParts(parts: JoinedTable): Uint8Array {
  const names = headerOf(parts[0].columns.map(({ name }) => name));
  const columns = names.map((name, k) => {
    const kind = kindOf(parts, k);
    return { name, kind, data: cellsOf(parts, k, kind) };
  });
  const writer = new ByteWriter();
  // Into memory it is written at once.
  void parquetWrite({
    writer,
    columnData: columns.map(({ name, data }) => ({ name, data })),
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, kind }): SchemaElement => ({ name, repetition_type: "OPTIONAL", ...elements[kind] })),
    ],
    createdBy: "orrery",
  });
  return writer.getBytes();
}

const isEmpty = (cell: Cell): boolean => cell === "" || (typeof cell === "number" && !Number.isFinite(cell));

function kindOf(parts: JoinedTable, column: number): Kind {
  const found = new Set<Kind>();
  for (const { columns } of parts) {
    const { values } = columns[column];
    if (values instanceof Int32Array) found.add("int");
    else if (values instanceof Float64Array) found.add("double");
    else for (const cell of values) if (!isEmpty(cell)) found.add(kindOfCell(cell));
  }
  const [only] = found;
  if (found.size === 1) return only;
  return found.size === 0 || found.has("text") ? "text" : "double";
}

const kindOfCell = (cell: Cell): Kind =>
  typeof cell === "string" ? "text" : typeof cell === "bigint" ? "amount" : "double";

function cellsOf(parts: JoinedTable, column: number, kind: Kind): (Cell | null)[] {
  const cells: (Cell | null)[] = [];
  for (const { columns } of parts) {
    for (const cell of columns[column].values as Iterable<Cell>) cells.push(isEmpty(cell) ? null : asKind(cell, kind));
  }
  return cells;
}

function asKind(cell: Cell, kind: Kind): Cell {
  if (kind === "text") return String(cell);
  return kind === "double" ? Number(cell) : cell;
}
