/** One value of a table: a number (NaN and infinities mean "no value"), text, or a whole number of any size. */
export type Cell = number | string | bigint;

/** A named column; the name carries the unit, for example `time_s` or `supply.total_quil`. */
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
      throw new Error(`column "${name}" has ${values.length} rows, the first column has ${rowCount}`);
  }
  return { columns, rowCount };
}

/** Rows of all tables, in the order given. Throws unless all have the same columns in the same order. */
export function concatTables(tables: readonly Table[]): Table {
  const [first, ...rest] = tables;
  if (first === undefined) return table([]);
  if (rest.length === 0) return first;
  const names = columnNames(first);
  for (const other of rest) {
    if (columnNames(other) !== names)
      throw new Error(`tables to join differ: columns ${names} and ${columnNames(other)}`);
  }
  return table(
    first.columns.map(({ name }, k) => ({ name, values: concatValues(tables.map((part) => part.columns[k])) })),
  );
}

/** The table with a first column `replication`, which counts from 0. */
export function withReplication(source: Table, replication: number): Table {
  return table([{ name: "replication", values: new Int32Array(source.rowCount).fill(replication) }, ...source.columns]);
}

/** The values of a column. Throws if there is none of that name. */
export function valuesOf(source: Table, name: string): Column["values"] {
  const column = source.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new Error(`no column "${name}"; there are: ${columnNames(source)}`);
  return column.values;
}

const columnNames = (source: Table): string => source.columns.map(({ name }) => name).join(", ");

/** Stays a typed array where every part is one of the same type: a large table then costs 4 or 8 bytes a cell. */
function concatValues(parts: readonly Column[]): Column["values"] {
  const values = parts.map((part) => part.values);
  const length = values.reduce((sum, part) => sum + part.length, 0);
  if (values.every((part) => part instanceof Int32Array)) return fill(new Int32Array(length), values);
  if (values.every((part) => part instanceof Float64Array)) return fill(new Float64Array(length), values);
  return values.flatMap((part): readonly Cell[] => Array.from<Cell>(part));
}

function fill<Values extends Int32Array | Float64Array>(target: Values, parts: readonly ArrayLike<number>[]): Values {
  let offset = 0;
  for (const part of parts) {
    target.set(part, offset);
    offset += part.length;
  }
  return target;
}
