import { parseString } from "fast-csv";
import {
  type DrawDifference,
  isSameEvent,
  type Pair,
  type TraceDifference,
} from "../../experiment/trace/difference.js";
import { outside, type TracedDraw, type TracedEvent } from "../../experiment/trace/traced.js";
import { UnreadableResult } from "../../files/unreadable-result.js";
import { messages } from "../messages.js";
import { differingLine, LineFile } from "../../files/line-file.js";
import type { TraceFolder } from "./trace-folder.js";

/** How two traces stand to each other. */
export type TraceRelation =
  | { readonly kind: "same"; readonly replication: number; readonly last: TracedEvent | undefined }
  /** One ends where the other, of index `longer`, goes on. */
  | { readonly kind: "prefix"; readonly longer: 0 | 1; readonly replication: number; readonly difference: TraceDifference } // prettier-ignore
  | { readonly kind: "different"; readonly replication: number; readonly difference: TraceDifference };

/** Common events that are shown before a difference. */
const shown = 3;
const traceHeader = "replication,event,time_us,handler,target,source,payload,draws,drawn,folded";
const drawsHeader = "replication,event,purpose,entity,second,counter,value";

/** Compares two traces. Throws `UnreadableResult` for a file that is not a trace. */
export async function compareTraces(one: TraceFolder, other: TraceFolder): Promise<TraceRelation> {
  return withFiles([one.trace, other.trace], async (files) => {
    for (const [k, file] of files.entries()) {
      if (file.lineAt(0) !== traceHeader) throw new UnreadableResult(messages.notATrace([one, other][k].trace));
    }
    const start = differingLine(...files);
    if (start < 0) {
      const [last] = files[0].linesBefore(files[0].bytes);
      const row = last === traceHeader ? undefined : await readEvent(last);
      return { kind: "same", replication: row?.replication ?? 0, last: row?.event };
    }
    const [a, b] = [await readEvent(files[0].lineAt(start)), await readEvent(files[1].lineAt(start))];
    const replication = Math.min(a?.replication ?? Infinity, b?.replication ?? Infinity);
    const isSame = a !== undefined && b !== undefined && isSameEvent(a.event, b.event);
    const difference: TraceDifference = {
      events: [a?.event, b?.event],
      draw: isSame && a.event.drawn !== b.event.drawn ? await differingDrawOf(one, other) : null,
      before: await eventsBefore(files[0], start, replication),
    };
    const longer = longerOf(difference.events);
    return longer === null
      ? { kind: "different", replication, difference }
      : { kind: "prefix", longer, replication, difference };
  });
}

/** Which of the traces goes on where the other ends; null: neither does so. */
function longerOf([a, b]: TraceDifference["events"]): 0 | 1 | null {
  const ends = [a, b].map((event) => event === undefined || event.handler === outside.end);
  return ends[0] === ends[1] ? null : ends[0] ? 1 : 0;
}

async function eventsBefore(file: LineFile, start: number, replication: number): Promise<TracedEvent[]> {
  const before: TracedEvent[] = [];
  for (const line of file.linesBefore(start)) {
    const row = line === traceHeader ? undefined : await readEvent(line);
    if (before.length === shown || row === undefined || row.replication !== replication) break;
    before.unshift(row.event);
  }
  return before;
}

/** The first line in which the logs of draws differ; null where they do not tell. */
async function differingDrawOf(one: TraceFolder, other: TraceFolder): Promise<DrawDifference | null> {
  if (one.draws === undefined || other.draws === undefined) return null;
  return withFiles([one.draws, other.draws], async (files) => {
    if (files.some((file) => file.lineAt(0) !== drawsHeader)) return null;
    const start = differingLine(...files);
    if (start < 0) return null;
    const lines = files.map((file) => file.lineAt(start));
    // The first of the two that differ belongs to the event in question; the other may be of a later one.
    const ofEvent = Math.min(...lines.map(orderOf));
    const draws = await Promise.all(
      lines.map(async (line) => (orderOf(line) === ofEvent ? readDraw(line) : undefined)),
    );
    let number = 1;
    for (const line of files[0].linesBefore(start)) {
      if (orderOf(line) !== ofEvent) break;
      number++;
    }
    return { number, draws: [draws[0], draws[1]] };
  });
}

async function withFiles<Result>(
  [one, other]: Pair<string>,
  act: (files: readonly [LineFile, LineFile]) => Promise<Result>,
): Promise<Result> {
  const files = [new LineFile(one), new LineFile(other)] as const;
  try {
    return await act(files);
  } finally {
    for (const file of files) file.close();
  }
}

type Row = Readonly<Record<string, string>>;

async function readRow(header: string, line: string): Promise<Row> {
  for await (const row of parseString<Row, Row>(`${header}\n${line}`, { headers: true })) return row as Row;
  return {};
}

async function readEvent(line: string | undefined): Promise<{ replication: number; event: TracedEvent } | undefined> {
  if (line === undefined) return undefined;
  const row = await readRow(traceHeader, line);
  const number = (name: string): number => Number(row[name]);
  const event: TracedEvent = {
    number: number("event"),
    timeUs: number("time_us"),
    handler: row["handler"],
    target: number("target"),
    source: number("source"),
    payload: number("payload"),
    draws: number("draws"),
    drawn: number("drawn"),
    folded: number("folded"),
  };
  return { replication: number("replication"), event };
}

/** By this, draws of one event can be told from those of a later one; `Infinity` beyond the end, NaN for the header. */
function orderOf(line: string | undefined): number {
  if (line === undefined) return Infinity;
  const [replication, event] = line.split(",", 2);
  return Number(replication) * 2 ** 32 + Number(event);
}

async function readDraw(line: string | undefined): Promise<TracedDraw | undefined> {
  if (line === undefined) return undefined;
  const row = await readRow(drawsHeader, line);
  const number = (name: string): number => Number(row[name]);
  return {
    purpose: row["purpose"],
    entity: number("entity"),
    second: row["second"] === "" ? -1 : number("second"),
    counter: number("counter"),
    value: number("value"),
  };
}
