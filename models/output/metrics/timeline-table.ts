/** `timeline.csv`: what happened of the scenario's timeline, and of its faults, in order. */
import { dateText } from "../../../sim/units/civil-date.js";
import type { EventEngine, ScenarioGiven } from "../../changes/network.js";
import { startMs } from "../../scenario/timeline/start-date.js";
import { type HappeningWords, wordsOf } from "../../scenario/timeline/happened.js";
import type { Logged } from "../../state/log/log-of.js";
import { phaseNames } from "../../state/timeline.js";
import { type Table, tableOf } from "./columns.js";

/** A row each time that an entry took effect, and one when an outage or a fault ended. Faults are no entries, and have no number. */
export function timelineTable({ world, scenario }: ScenarioGiven & Logged & EventEngine): Table {
  const { happened } = world.timeline;
  const start = startMs(scenario);
  const words = (row: number): HappeningWords | null => wordsOf(scenario, happened.entry[row]);
  const rows = Array.from({ length: happened.count }, (_unused, row) => row);
  return tableOf(rows, {
    time_s: (row) => happened.timeUs[row] / 1_000_000,
    frame: (row) => happened.frame[row],
    date: (row) => (start === null ? "" : dateText(start + happened.timeUs[row] / 1000)),
    entry: (row) => (happened.entry[row] < 0 ? "" : happened.entry[row]),
    label: (row) => words(row)?.label ?? "",
    phase: (row) => phaseNames[happened.phase[row]],
    what: (row) => words(row)?.text ?? "",
    affected: (row) => cell(happened.affected[row]),
    value: (row) => cell(happened.value[row]),
  });
}

/** An empty cell where there is no figure. */
const cell = (value: number): number | "" => (Number.isNaN(value) ? "" : value);
