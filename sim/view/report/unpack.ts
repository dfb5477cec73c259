/** Rows of pictures as a page holds them, and back: columns have their names once, not in each row. */
import type { Spec, SpecValue } from "../../experiment/picture-spec.js";

/** Rows that all have the same columns; or, where they have not, the rows as they were. */
export type PackedRows =
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly SpecValue[])[] }
  | { readonly values: readonly SpecValue[] };

/** The rows by the names under which specifications ask for them. */
export const unpacked = (data: readonly PackedRows[]): { readonly [name: string]: readonly SpecValue[] } =>
  Object.fromEntries(data.map((packed, k) => [datasetName(k), rowsOf(packed)]));

export const datasetName = (k: number): string => `data${k}`;

const rowsOf = (packed: PackedRows): readonly SpecValue[] =>
  "values" in packed
    ? packed.values
    : packed.rows.map((row): Spec => Object.fromEntries(packed.columns.map((column, k) => [column, row[k]])));
