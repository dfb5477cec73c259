/** Result tables as plain data: the shape that sim/output writes, which models only fill. */

export interface Column {
  readonly name: string;
  readonly values: readonly (number | string | bigint)[];
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rowCount: number;
}

/** A table that may have a million rows: numbers lie in typed arrays. */
export interface LongTable {
  readonly columns: readonly { readonly name: string; readonly values: Float64Array | Column["values"] }[];
  readonly rowCount: number;
}

const table = (columns: readonly Column[]): Table => ({ columns, rowCount: columns[0]?.values.length ?? 0 });

/** A table from rows: every column is read from each row in turn. */
export function tableOf<Row>(
  rows: readonly Row[],
  columns: { readonly [name: string]: (row: Row) => number | string | bigint },
): Table {
  return table(Object.entries(columns).map(([name, read]) => ({ name, values: rows.map((row) => read(row)) })));
}
