/** Faults planted on purpose in what a run wrote, for tests of its audit. */
import type { WrittenEvent, WrittenRow, WrittenRun } from "../models/checks/replay/written-run.js";

/** The same run with one row of its log written differently, or left out where that gives null. */
export function withEvent(
  run: WrittenRun,
  isIt: (event: WrittenEvent) => boolean,
  change: (event: WrittenEvent) => WrittenEvent | null,
): WrittenRun {
  const at = run.events.findIndex(isIt);
  if (at < 0) throw new Error("there is no such event");
  const changed = change(run.events[at]);
  return { ...run, events: run.events.toSpliced(at, 1, ...(changed === null ? [] : [changed])) };
}

type TableName = "provers" | "series" | "shards" | "operators" | "rings";

/** The same run with one cell of a table written differently. */
export function withCell(
  run: WrittenRun,
  table: TableName,
  column: string,
  change: (cell: string, row: WrittenRow) => string,
) {
  const at = run[table].findLastIndex((row) => row[column] !== "" && row[column] !== "0");
  const row = run[table][at];
  return { ...run, [table]: run[table].with(at, { ...row, [column]: change(row[column], row) }) };
}

export const says = (what: string, rule?: string) => (event: WrittenEvent) =>
  event.what === what && (rule === undefined || event.rule === rule);
export const oneMore = (cell: string): string => String(BigInt(cell) + 1n);
export const leftOut = () => null;
export const later = (frames: number) => (event: WrittenEvent) => ({ ...event, frame: event.frame + frames });
