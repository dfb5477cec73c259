/** What a run publishes, folded into its fingerprint: a figure that is written wrong shows there, whatever led to it. */
import type { Fingerprint } from "../../../sim/kernel/fingerprint.js";
import type { LongTable } from "./columns.js";

/** Kinds of values, so that the text "1" is not the number 1. */
const kinds = { number: 1, string: 2, bigint: 3 } as const;

/**
 * Folds tables under their names, in the order in which they are given: names, rows, and all columns with theirs. An empty cell (NaN) is
 * for typed columns, of the series, whose rows are checked as they are recorded; in any other it is a bug, and throws.
 */
export function foldTables(fold: Fingerprint, tables: readonly (readonly [name: string, table: LongTable])[]): void {
  for (const [name, { columns, rowCount }] of tables) {
    fold.text(name).word(rowCount).word(columns.length);
    for (const { name: column, values } of columns) {
      fold.text(column);
      if (!(values instanceof Float64Array)) for (const value of values) foldValue(fold, value);
      else if (!values.some(Number.isNaN)) fold.word(kinds.number).column(values, rowCount);
      else for (const value of values) foldValue(fold, Number.isNaN(value) ? "" : value);
    }
  }
}

function foldValue(fold: Fingerprint, value: number | string | bigint): void {
  if (typeof value === "number") fold.word(kinds.number).number(value);
  else if (typeof value === "string") fold.word(kinds.string).text(value);
  else fold.word(kinds.bigint).bigint(value);
}
