/** A window simulated: the scenario of its stage from the measured row on, told what happens to its inputs or what to expect of them. */
import { loadScenario, simulate } from "../../models/index.js";
import type { CountColumn, DailyRow } from "./daily-table.js";
import { type PageSeries, pageSeries } from "./page-series.js";
import { slopeBefore } from "./forecasts.js";
import { shardsLeftOut, type Stage } from "./stages.js";
import { haltWithoutEmptySince } from "./usable-days.js";
import type { Window } from "./windows.js";

/** Fed: told the measured inputs of the days ahead. Blind: goes by the start row, and rates of the week before it. */
export const modes = ["fed", "blind"] as const;
export type Mode = (typeof modes)[number];

/** What a run is told of an input on a day ahead. */
export function inputOn(column: CountColumn, { start, ahead, before }: Window, mode: Mode): (day: number) => number {
  const value = start.counts[column] ?? 0;
  const slope = slopeBefore(column, { start, before });
  return (day) => {
    if (day === start.day) return value;
    if (mode === "fed") return ahead.find((row) => row.day === day)?.counts[column] ?? value;
    return Math.max(0, Math.round(value + slope * (day - start.day)));
  };
}

/** From this day on to 04-12, when rings ceased to count joins, the page had one shard with fewer active and joining provers. */
const [filledSince, filledTo] = ["2026-04-06", 8];

/** What the scenario of the stage says otherwise for a window, as `--set` takes it. */
function overridesFor(stage: Stage, window: Window, mode: Mode): string[] {
  const { start, ahead } = window;
  const leftOut = shardsLeftOut(stage, start, start.date);
  const days = [start.day, ...ahead.map(({ day }) => day)];
  const columns = Object.fromEntries(
    stage.inputs.map((column) => [column, days.map(inputOn(column, window, mode))] as const),
  );
  const observed = { source: "the measured table", timeDays: days.map((day) => day - start.day), columns };
  return [
    `date=${start.date}`,
    `shards.count=${(start.counts.shards ?? 0) - leftOut}`,
    ...stage.inputs.flatMap((column, k) => {
      const workers = Math.max(1, start.counts[column] ?? 0);
      return [
        `operators[${k}].count=${Math.min(start.counts.peers ?? 1, workers)}`,
        `operators[${k}].workers.total=${workers}`,
      ];
    }),
    ...(stage.inputs.includes("joining") && start.date >= filledSince ? [`start.joined=${filledTo}`] : []),
    `start.page=${JSON.stringify(pageRow(start, leftOut))}`,
    `observed=${JSON.stringify(observed)}`,
    `horizon=${days[days.length - 1] - start.day} d`,
  ];
}

/** The row as the page showed it, without the shards that are left out. */
function pageRow({ date, counts }: DailyRow, leftOut: number): object {
  const { shards = 0, unassigned, halt = 0, rejected: _records, leaving: _leaving, ...rest } = counts;
  return {
    ...rest,
    date,
    shards: shards - leftOut,
    halt: date < haltWithoutEmptySince ? halt - leftOut : halt,
    ...(unassigned === undefined ? {} : { unassigned: unassigned - leftOut }),
  };
}

/** Simulates it, one replication, and gives what the page would have shown. */
export async function runWindow(file: string, stage: Stage, window: Window, mode: Mode): Promise<PageSeries> {
  const scenario = loadScenario(file, { set: overridesFor(stage, window, mode) });
  const { replications } = await simulate(scenario, { workers: 1 });
  return pageSeries(replications[0].tables, (day) => shardsLeftOut(stage, window.start, day));
}
