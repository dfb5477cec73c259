/** Runs scenarios with a log, and gives what they wrote as an audit reads it. */
import type { LongTable } from "../models/output/metrics/columns.js";
import type { WrittenEvent, WrittenRow, WrittenRun } from "../models/checks/replay/written-run.js";
import type { Scenario } from "../models/scenario/schema.js";
import type { RunResult } from "../models/run.js";
import { createSimulation } from "../models/simulation.js";
import { identity } from "./network-kit.js";

/** Everything that a run with a log wrote, as text would read. */
export function writtenRun(scenario: Scenario, seed = "1", untilUs = Number.POSITIVE_INFINITY): WrittenRun {
  const simulation = createSimulation(scenario, { ...identity(seed), events: true });
  simulation.advance(untilUs);
  return writtenBy(scenario, simulation.finish());
}

/** The same of a run that has ended. */
export function writtenBy(scenario: Scenario, { tables }: Pick<RunResult, "tables">): WrittenRun {
  const { events, provers, series, shards, operators, rings } = tables;
  if (events === undefined || provers === undefined) throw new Error("the run keeps no log");
  return {
    scenario,
    events: rowsOf(events).map(eventOf),
    provers: rowsOf(provers),
    series: rowsOf(series),
    shards: rowsOf(shards),
    operators: rowsOf(operators),
    rings: rowsOf(rings),
  };
}

const rowsOf = ({ columns, rowCount }: LongTable): WrittenRow[] =>
  Array.from({ length: rowCount }, (_unused, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, textOf(values[row])])),
  );

/** NaN is written as an empty cell. */
const textOf = (cell: number | string | bigint): string =>
  typeof cell === "number" && Number.isNaN(cell) ? "" : String(cell);

const index = (text: string): number => (text === "" ? -1 : Number(text));
const figure = (text: string): number => (text === "" ? Number.NaN : Number(text));

const eventOf = (row: WrittenRow): WrittenEvent => ({
  frame: Number(row["frame"]),
  rule: row["rule"],
  prover: index(row["prover"]),
  shard: index(row["shard"]),
  what: row["what"],
  why: row["why"],
  other: figure(row["other"]),
  value: figure(row["value"]),
  filter: row["shard_filter"],
  cause: row["cause"],
});
