/** The entries of a scenario's timeline, with when each happens and what it is called. */
import { type When, whenOf } from "../../../sim/scenario/timeline/times.js";
import { counted, durationText } from "../../../sim/units/readable.js";
import type { Scenario } from "../schema.js";
import { startMs } from "./start-date.js";
import { type Happening, happeningOf, type TimelineEntry } from "./schema.js";

export interface DatedEntry {
  readonly entry: TimelineEntry;
  readonly happening: Happening;
  readonly when: When;
  /**
   * Name under which the entry draws: what happens and when, or its label; equal ones are told apart by their order. An
   * entry that is added changes nobody else's.
   */
  readonly name: string;
}

export function datedEntries(scenario: Pick<Scenario, "timeline" | "date" | "network">): readonly DatedEntry[] {
  // Reached by key only, so the order of a Map never matters.
  const known = new Map<string, number>();
  return (scenario.timeline ?? []).map((entry) => {
    const happening = happeningOf(entry);
    const when = whenOf(entry, startMs(scenario));
    const call = entry.label ?? `${happening} ${classOf(entry) ?? ""} ${whenKey(when)}`;
    const before = known.get(call) ?? 0;
    known.set(call, before + 1);
    return { entry, happening, when, name: `${call} ${before}` };
  });
}

/** The class that an entry speaks of, if it does of one. */
const classOf = ({ outage, arrivals, departures }: TimelineEntry): string | undefined =>
  outage?.class ?? arrivals?.class ?? departures?.class;

const whenKey = (when: When): string =>
  when.kind === "times"
    ? `${when.firstUs} ${when.everyUs}`
    : `${when.condition.metric} ${when.condition.comparison} ${when.condition.bound} ${when.forUs}`;

const text = (us: number): string => durationText(us / 1e6);

/** When an entry happens, in words: `at 7 d`, `every 2 h from 1 d`, `when coverage.haltedShards > 0`. */
export function whenText(when: When): string {
  if (when.kind === "condition") {
    const { condition, forUs, atMost } = when;
    const { metric, comparison, bound } = condition;
    const lasting = forUs > 0 ? ` for ${text(forUs)}` : "";
    return `when ${metric} ${comparison} ${bound}${lasting}${atMost > 1 ? `, ${atMost} times at most` : ""}`;
  }
  const { firstUs, everyUs, untilUs, count } = when;
  if (everyUs === 0) return `at ${text(firstUs)}`;
  const until = Number.isFinite(untilUs) ? ` until ${text(untilUs)}` : "";
  const times = Number.isFinite(count) ? `, ${counted(count, "time")} at most` : "";
  return `every ${text(everyUs)} from ${text(firstUs)}${until}${times}`;
}
