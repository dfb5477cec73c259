/** The entries of a timeline and the faults of the wire in the order of time, as a plan lists them. */
import { countTimes, timeUs } from "../../sim/scenario/timeline/times.js";
import { dateText } from "../../sim/units/civil-date.js";
import { countText } from "../../sim/units/readable.js";
import { describeFault, faultTimes } from "../scenario/timeline/faults.js";
import type { Scenario } from "../scenario/schema.js";
import { startMs } from "../scenario/timeline/start-date.js";
import { datedEntries, whenText } from "../scenario/timeline/entries.js";
import { describeEntry } from "../scenario/timeline/describe.js";

interface TimelineLine {
  /** `Infinity`: when something is so. */
  readonly atUs: number;
  readonly text: string;
}

/** A line each: when, with the date if the scenario has one, and what. Conditions come last. */
export const timelineLines = (scenario: Scenario): readonly string[] => linesOf(scenario).map(({ text }) => text);

/** When the entry of each of these lines takes effect first, microseconds; null: on a condition. */
export const timelineTimes = (scenario: Scenario): readonly (number | null)[] =>
  linesOf(scenario).map(({ atUs }) => (atUs === Number.POSITIVE_INFINITY ? null : atUs));

function linesOf(scenario: Scenario): readonly TimelineLine[] {
  const start = startMs(scenario);
  const entries = datedEntries(scenario).map(({ entry, when }) => {
    const label = entry.label === undefined ? "" : `${entry.label}: `;
    return { when, what: `${label}${describeEntry(entry)}` };
  });
  const faults = (scenario.faults ?? []).map((fault) => ({ when: faultTimes(fault), what: describeFault(fault) }));
  return [...entries, ...faults]
    .map(({ when, what }, k) => {
      const firstUs = timeUs(when, 0);
      const date = firstUs === null || start === null ? "" : ` (${dateText(start + firstUs / 1000)})`;
      const count = when.kind === "times" && when.everyUs > 0 ? countTimes(when, scenario.horizon) : 1;
      const times = count > 1 ? `, ${countText(count)} times` : "";
      const text = `${whenText(when)}${date}${times}: ${what}`;
      return { atUs: firstUs ?? Number.POSITIVE_INFINITY, k, text };
    })
    .sort((a, b) => (a.atUs === b.atUs ? a.k - b.k : a.atUs - b.atUs));
}
