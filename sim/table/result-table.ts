import { counted } from "../units/readable.js";
import { columnName } from "./column-name.js";

/**
 * One value of a table: a number (NaN and infinities mean "no value"), text, or a whole number of any size; in a column of those an
 * empty text means "no value".
 */
export type Cell = number | string | bigint;

/** The cell as a number, rounded where it is a larger one; NaN: no value. */
export const cellNumber = (cell: Cell): number => (cell === "" ? Number.NaN : Number(cell));

/** A named column; the name carries the unit, for example `time_s`. One of a metric has its name; in files, `columnName` of it. */
export interface Column {
  readonly name: string;
  readonly values: Float64Array | Int32Array | readonly Cell[];
}

/** Columns of equal length under different names: what becomes a CSV file or a picture. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rowCount: number;
}

/** Builds a table. Throws if columns differ in length or a name is empty or taken twice. */
export function table(columns: readonly Column[]): Table {
  const rowCount = columns[0]?.values.length ?? 0;
  const names = new Set<string>();
  for (const { name, values } of columns) {
    if (name === "" || names.has(name)) throw new Error(`a table needs distinct column names, read "${name}"`);
    names.add(name);
    if (values.length !== rowCount)
      throw new Error(`column "${name}" has ${counted(values.length, "row")}, the first column has ${rowCount}`);
  }
  return { columns, rowCount };
}

/** Rows of tables that have the same columns, one table after the other: nothing is copied, however many there are. */
export type JoinedTable = readonly [first: Table, ...rest: Table[]];

/** Throws unless there is a table, and all have the same columns in the same order. */
export function joinTables(tables: readonly Table[]): JoinedTable {
  const [first, ...rest] = tables;
  if (first === undefined) throw new Error("there is no table to join");
  const names = columnNames(first);
  for (const other of rest) {
    if (columnNames(other) !== names)
      throw new Error(`tables to join differ: columns ${names} and ${columnNames(other)}`);
  }
  return [first, ...rest];
}

/** The table with a first column `replication`, which counts from 0. */
export function withReplication(source: Table, replication: number): Table {
  return table([{ name: "replication", values: new Int32Array(source.rowCount).fill(replication) }, ...source.columns]);
}

/** The values of a column, by its name or by that which files have for it. Throws if there is none. */
export function valuesOf(source: Table, name: string): Column["values"] {
  const column =
    source.columns.find((candidate) => candidate.name === name) ??
    source.columns.find((candidate) => columnName(candidate.name) === columnName(name));
  if (column === undefined) throw new Error(`no column "${name}"; there are: ${columnNames(source)}`);
  return column.values;
}

const columnNames = (source: Table): string => source.columns.map(({ name }) => name).join(", ");
