/** The moments at which an entry of a timeline happens, as far as they are known before the run. */
import type { Condition } from "./condition.js";
import type { Moment, WhenWritten } from "./when.js";

/** An entry with moments in microseconds since the start of the run. */
export type When =
  | {
      readonly kind: "times";
      readonly firstUs: number;
      readonly everyUs: number;
      readonly untilUs: number;
      readonly count: number;
    }
  | { readonly kind: "condition"; readonly condition: Condition; readonly forUs: number; readonly atMost: number };

/**
 * How often an entry may happen, or a fault begin: each time is an event, of all nodes that it is about. More of them are refused
 * before a run, and nobody looks at more.
 */
export const maxTimes = 10_000;

/** Microseconds since the start; NaN for a date where the start has none. `startMs`: the start, since 1970. */
export const sinceStart = (moment: Moment, startMs: number | null): number =>
  "sinceStartUs" in moment ? moment.sinceStartUs : (moment.dateMs - (startMs ?? Number.NaN)) * usPerMs;

const usPerMs = 1000;

/** When an entry that `refuseWhen` found nothing in happens. */
export function whenOf(entry: WhenWritten, startMs: number | null): When {
  const { at, every, from, until, times, when } = entry;
  if (when !== undefined)
    return { kind: "condition", condition: when, forUs: entry.for ?? 0, atMost: entry.atMost ?? 1 };
  if (at !== undefined)
    return { kind: "times", firstUs: sinceStart(at, startMs), everyUs: 0, untilUs: Number.POSITIVE_INFINITY, count: 1 };
  const everyUs = every ?? 0;
  return {
    kind: "times",
    firstUs: from === undefined ? everyUs : sinceStart(from, startMs),
    everyUs,
    untilUs: until === undefined ? Number.POSITIVE_INFINITY : sinceStart(until, startMs),
    count: times ?? Number.POSITIVE_INFINITY,
  };
}

/** The n-th time, from 0; null if there is none, or none that is known. */
export function timeUs(when: When, n: number): number | null {
  if (when.kind === "condition" || n >= when.count) return null;
  const atUs = when.firstUs + n * when.everyUs;
  return atUs <= when.untilUs ? atUs : null;
}

/** How many known times there are up to a moment. */
export function countTimes(when: When, untilUs: number): number {
  if (when.kind === "condition") return 0;
  const { firstUs, everyUs, count } = when;
  const lastUs = Math.min(untilUs, when.untilUs);
  if (!(firstUs <= lastUs)) return 0;
  return everyUs > 0 ? Math.min(count, Math.floor((lastUs - firstUs) / everyUs) + 1) : Math.min(count, 1);
}

/** All known times up to a moment, at most `max` of them. */
export function timesUpTo(when: When, untilUs: number, max: number): number[] {
  const times: number[] = [];
  for (let n = 0; times.length < max; n++) {
    const atUs = timeUs(when, n);
    if (atUs === null || !(atUs <= untilUs)) break;
    times.push(atUs);
  }
  return times;
}
