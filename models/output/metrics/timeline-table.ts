/** `timeline.csv`: what happened of the scenario's timeline, in order. */
import { dateText } from "../../../sim/units/civil-date.js";
import type { EventEngine, ScenarioGiven } from "../../changes/network.js";
import { startMs } from "../../scenario/timeline/start-date.js";
import { describeEntry, labelOf } from "../../scenario/timeline/describe.js";
import type { Logged } from "../../state/log/log-of.js";
import { phaseNames } from "../../state/timeline.js";
import { type Table, tableOf } from "./columns.js";

/** A row each time that an entry took effect, and one when an outage ended. */
export function timelineTable({ world, scenario }: ScenarioGiven & Logged & EventEngine): Table {
  const { happened } = world.timeline;
  const start = startMs(scenario);
  const entries = scenario.timeline ?? [];
  const rows = Array.from({ length: happened.count }, (_unused, row) => row);
  return tableOf(rows, {
    time_s: (row) => happened.timeUs[row] / 1_000_000,
    frame: (row) => happened.frame[row],
    date: (row) => (start === null ? "" : dateText(start + happened.timeUs[row] / 1000)),
    entry: (row) => happened.entry[row],
    label: (row) => labelOf(entries[happened.entry[row]]),
    phase: (row) => phaseNames[happened.phase[row]],
    what: (row) => describeEntry(entries[happened.entry[row]]),
    affected: (row) => cell(happened.affected[row]),
    value: (row) => cell(happened.value[row]),
  });
}

/** An empty cell where there is no figure. */
const cell = (value: number): number | "" => (Number.isNaN(value) ? "" : value);
