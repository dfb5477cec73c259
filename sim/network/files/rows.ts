/** Lines of a CSV file, one at a time: the file is never held as a whole. */
import type { ErrorList } from "./errors.js";
import { reasons } from "./reasons.js";

/** A text file as its lines come: an array, or whatever reads a file piece by piece. */
export interface LineSource {
  /** As errors name it. */
  readonly file: string;
  readonly lines: Iterable<string>;
}

/** Cells by the name of their column; a column that the file does not have, or an empty cell, is "". */
export interface Row {
  readonly line: number;
  readonly cell: (column: string) => string;
}

export interface Columns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** A longer line is no row of such a table, and is not looked into. */
const maxLineLength = 4096;

/**
 * Rows below the head line. Blank lines and lines that begin with # are left out. What is wrong with lines goes to the
 * list, and such lines are left out.
 */
export function* rowsOf({ file, lines }: LineSource, columns: Columns, errors: ErrorList): Generator<Row> {
  const known = [...columns.required, ...columns.optional];
  let head: readonly string[] | null = null;
  let line = 0;
  for (const whole of lines) {
    line++;
    const text = line === 1 && whole.startsWith("\ufeff") ? whole.slice(1) : whole;
    if (text.length > maxLineLength) {
      errors.add(file, line, reasons.longLine(text.length, maxLineLength));
      // Without a head nothing below it means anything.
      if (head === null) return;
      continue;
    }
    if (text.trim() === "" || text.startsWith("#")) continue;
    const cells = text.split(",").map((cell) => cell.trim());
    if (head === null) {
      const wrong = headProblem(cells, columns.required, known);
      if (wrong !== null) return errors.add(file, line, wrong);
      head = cells;
      continue;
    }
    if (cells.length !== head.length) errors.add(file, line, reasons.cellCount(cells.length, head.length));
    else if (text.includes('"')) errors.add(file, line, reasons.quotes());
    else yield rowOf(line, head, cells);
  }
  if (head === null) errors.add(file, Math.max(1, line), reasons.noHead(columns.required));
}

function headProblem(head: readonly string[], required: readonly string[], known: readonly string[]): string | null {
  const missing = required.filter((name) => !head.includes(name));
  if (missing.length > 0) return reasons.missingColumns(missing, known);
  const unknown = head.filter((name) => !known.includes(name));
  if (unknown.length > 0) return reasons.unknownColumns(unknown, known);
  return new Set(head).size < head.length ? reasons.columnTwice(head) : null;
}

const rowOf = (line: number, head: readonly string[], cells: readonly string[]): Row => ({
  line,
  cell: (column) => cells[head.indexOf(column)] ?? "",
});
