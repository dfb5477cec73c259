/** A recorded run as tables: every event a row of trace.csv, every draw a row of draws.csv. */
import { type Table, table } from "../../table/result-table.js";
import type { NumberColumn } from "./number-column.js";
import type { RunRecorder } from "./run-recorder.js";

/** The columns of trace.csv, after `replication`. The recording must be whole, from its start. */
export function traceTable(recorder: RunRecorder): Table {
  const { timeUs, kind, target, source, payload, draws, drawn, folded } = recorder.columns;
  return table([
    { name: "event", values: Int32Array.from({ length: recorder.rowCount }, (_unused, row) => row) },
    { name: "time_us", values: timeUs.view() },
    { name: "handler", values: namesOf(kind, (one) => recorder.handlerOf(one)) },
    { name: "target", values: target.view() },
    { name: "source", values: source.view() },
    { name: "payload", values: payload.view() },
    { name: "draws", values: draws.view() },
    { name: "drawn", values: drawn.view() },
    { name: "folded", values: folded.view() },
  ]);
}

/** The columns of draws.csv, after `replication`; `second` is empty where the stream is that of one entity. */
export function drawTable({ columns, draws }: RunRecorder): Table {
  const { purpose, entity, second, counter, value } = draws.columns;
  return table([
    { name: "event", values: eventOfEachDraw(columns.draws.view(), draws.total) },
    { name: "purpose", values: namesOf(purpose, (one) => draws.purposeAt(one)) },
    { name: "entity", values: entity.view() },
    { name: "second", values: second.view().map((one) => (one < 0 ? NaN : one)) },
    { name: "counter", values: counter.view() },
    { name: "value", values: value.view() },
  ]);
}

const namesOf = (column: NumberColumn, name: (value: number) => string): readonly string[] =>
  Array.from(column.view(), name);

function eventOfEachDraw(drawsOfEvents: Float64Array, total: number): Int32Array {
  const events = new Int32Array(total);
  let row = 0;
  drawsOfEvents.forEach((draws, event) => {
    events.fill(event, row, row + draws);
    row += draws;
  });
  return events;
}
