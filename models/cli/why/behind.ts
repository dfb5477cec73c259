/** What is behind a failed expectation in one run: the turns that led to what decides it, and the events of its log. */
import type { DecidingRow } from "../../../sim/experiment/expect/deciding-row.js";
import type { RunResult } from "../../../sim/experiment/model.js";
import type { Table } from "../../../sim/table/result-table.js";
import { durationText } from "../../../sim/units/readable.js";
import { turnLine, type TurnRow, turnRows } from "../../output/turns/turn-lines.js";
import { because } from "./because.js";
import { chainLines, momentOf, subjectOf } from "./chain.js";
import { amount } from "./metric-moves.js";
import type { Row } from "./read-log.js";

type Told = Pick<RunResult, "tables">;

/** The turns from the first cause on up to the one that decides, in order of time; empty: no turn tells. */
export function turnsBehind({ tables }: Told, decided: DecidingRow | null): readonly TurnRow[] {
  const rows = tables["turns"] === undefined ? [] : turnRows(tables["turns"]);
  const chain: TurnRow[] = [];
  // A turn that has itself among its causes would be followed for ever.
  for (let next = deciding(rows, decided); next !== undefined && !chain.includes(next);) {
    chain.unshift(next);
    const { because_of_turn: number } = next;
    next = rows.find(({ turn }) => turn === number);
  }
  return chain;
}

/** The last turn that began by then and is of that metric, else the first between the rows, else the last that led to anything. */
function deciding(rows: readonly TurnRow[], decided: DecidingRow | null): TurnRow | undefined {
  const before = rows.filter((row) => decided === null || Number(row["time_s"]) <= decided.timeS);
  if (decided === null) return before.at(-1);
  const own = before.findLast(({ metric }) => metric === decided.metric.name);
  // What did not happen has no turn that led to it.
  if (!decided.isEvent) return own;
  return (
    own ??
    before.find((row) => Number(row["time_s"]) >= (decided.beforeS ?? 0)) ??
    before.findLast(({ what }) => what !== "step") ??
    before.at(-1)
  );
}

/**
 * By which chain of events a run comes to what decides, without names and numbers: kinds of turns with the words of their causes, and
 * whether it is so from the first row on, comes about, or is what never happened.
 */
export function wayOf(run: Told, decided: DecidingRow | null): string {
  const kinds = turnsBehind(run, decided).map(({ what, cause }) => `${what}: ${wordsOf(cause)}`);
  const when =
    decided === null ? "" : !decided.isEvent ? "never" : decided.beforeS === null ? "from the start" : "later";
  return [...kinds, when].join("; ");
}

const wordsOf = (cause: string): string =>
  cause
    .split(/[:,(]/)[0]
    .replaceAll(/\d[\d,.]*( %)?/g, "")
    .trim();

/** What events are called that change a metric, where the metric counts them. */
const eventsOfMetric: { readonly [metric: string]: string | undefined } = {
  "coverage.haltedShards": "halts",
  "coverage.proverOnlyFrames": "halts",
  "lifecycle.evictions": "evicted",
  "lifecycle.kicks": "kicked",
  "lifecycle.leaves": "leave asked for",
  "population.peersOnline": "goes offline",
  "population.peers": "is gone",
};

/** The event of the log that decides, and those that led to it; empty where the log does not tell. */
export function eventsBehind({ tables }: Told, decided: DecidingRow | null): readonly string[] {
  const { events } = tables;
  const what = decided === null ? undefined : eventsOfMetric[decided.metric.name];
  if (events === undefined || decided === null || !decided.isEvent || what === undefined) return [];
  const chains = eventsOf(events, what, decided).map((row) => chainOf(events, row));
  const chain = chains.find((rows) => rootCauses.includes(rows[rows.length - 1]["cause"])) ?? chains.at(0);
  if (chain === undefined) return [];
  const [event, ...led] = chain;
  const found = new Map(led.map((row) => [row["event_id"], row]));
  return [
    `${momentOf(event)}: ${subjectOf(event)} ${event["what"]} ${because(event)}`.trimEnd(),
    ...chainLines(event, found),
  ];
}

/** What begins a chain, where it is known: an event that leads back to it explains more than one that does not. */
const rootCauses = ["timeline", "attack", "failed_audit", "signed_twice", "operator_leaves", "outage"];
/** Events that are followed back, to find one that explains. */
const followedMax = 200;

/** An event and all that led to it, the nearest first. */
function chainOf(events: Table, row: number): readonly Row[] {
  const rows = [rowAt(events, row)];
  for (let id = rows[0]["cause_event_id"]; id !== "";) {
    const cause = rowAt(events, Number(id));
    rows.push(cause);
    id = cause["cause_event_id"];
  }
  return rows;
}

/** Such events between the rows, the first ones; where there is none, the last before. */
function eventsOf(events: Table, what: string, { timeS, beforeS }: DecidingRow): readonly number[] {
  const [whats, times] = [columnOf(events, "what"), columnOf(events, "time_s")];
  const found: number[] = [];
  let last: number | undefined;
  for (let row = 0; row < events.rowCount && Number(times[row]) <= timeS; row++) {
    if (whats[row] !== what) continue;
    if (beforeS !== null && Number(times[row]) <= beforeS) last = row;
    else if (found.push(row) === followedMax) break;
  }
  return found.length > 0 || last === undefined ? found : [last];
}

const columnOf = ({ columns }: Table, name: string): Table["columns"][number]["values"] =>
  columns.find((column) => column.name === name)?.values ?? [];

/** A row as the file of the table would have it. */
const rowAt = ({ columns }: Table, row: number): Row =>
  Object.fromEntries(
    columns.map(({ name, values }) => [name, Number.isNaN(values[row]) ? "" : String(values[row])] as const),
  );

/** When it was decided, and by which value. */
export function decidedLine(decided: DecidingRow | null): string {
  if (decided === null) return "It is decided when the run ends: no series has what it is about.";
  const { metric, timeS, beforeS, value, valueBefore, isEvent } = decided;
  const now = `${metric.name} is ${amount(Number(value))}${metric.unit === "" ? "" : ` ${metric.unit}`}`;
  if (!isEvent)
    return `It is decided when the run ends, at ${durationText(timeS)}: what it waits for did not happen; ${now}.`;
  const before =
    beforeS === null || valueBefore === null
      ? ", from the first row on"
      : `, ${amount(Number(valueBefore))} at ${durationText(beforeS)}`;
  return `It is decided at ${durationText(timeS)}: ${now}${before}.`;
}

export const turnsText = (turns: readonly TurnRow[]): readonly string[] => turns.map(turnLine);
