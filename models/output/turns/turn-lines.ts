/** Turns as lines for the terminal, from the rows of `turns.csv`. */
import { durationText } from "../../../sim/units/readable.js";
import { grouped } from "../metrics/amounts.js";
import type { Table } from "../../../sim/table/result-table.js";

/** Turns that a summary tells. */
const inSummary = 3;

/** A row of `turns.csv`, as text by its columns. */
export type TurnRow = Readonly<Record<string, string>>;

export const turnRows = ({ columns, rowCount }: Table): readonly TurnRow[] =>
  Array.from({ length: rowCount }, (_unused, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, String(values[row])])),
  );

/** `1. At 24 h, frame 8,640: 4 shards lose their quorum, because …`; without the command that shows more. */
export function turnLine(row: TurnRow): string {
  const { turn, frame, time_s: timeS, told, cause, because_of_turn: because, effect } = row;
  const why = cause === "" ? "" : `, because ${cause}`;
  const of = because === "" ? "" : ` (turn ${because})`;
  const also = effect === "" ? "" : `; ${effect}`;
  return `${turn}. At ${durationText(Number(timeS))}, frame ${grouped(Number(frame))}: ${told}${why}${of}${also}.`;
}

/** What happened in a run, for its summary: the first turns, and how many follow. Nothing where there are none. */
export function turnSummary(turns: Table): readonly string[] {
  const rows = turnRows(turns);
  if (rows.length === 0) return [];
  const shown = rows.slice(0, inSummary);
  const rest = rows.slice(inSummary);
  const more = rest.length === 0 ? [] : [`${rest.length} more in turns.csv: ${kindsOf(rest).join(", ")}.`];
  return ["What happened (orrery why RUN says more):", ...shown.map((row) => `  ${turnLine(row)}`), ...more.map((line) => `  ${line}`)]; // prettier-ignore
}

/** Each kind of turn with when it was first: `first halt (30 h)`. */
function kindsOf(rows: readonly TurnRow[]): readonly string[] {
  const first = rows.filter(({ what }, k) => rows.findIndex((row) => row.what === what) === k);
  return first.map(({ what, time_s: timeS }) => `${what} (${durationText(Number(timeS))})`);
}
