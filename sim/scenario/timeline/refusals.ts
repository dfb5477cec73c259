/** Entries of a timeline that can never happen, or that contradict each other: for a plan, before anything runs. */
import { dateText } from "../../units/civil-date.js";
import { durationText } from "../../units/readable.js";
import { timelineMessages as messages } from "./messages.js";
import { countTimes, maxTimes, sinceStart, timesUpTo, whenOf } from "./times.js";
import type { Moment, WhenWritten } from "./when.js";

export interface TimelineRefusal {
  readonly path: string;
  readonly message: string;
  /** A word that names nothing, and those that would. */
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
}

export interface RunSpan {
  /** The start of the run, ms since 1970; null: the scenario has no date. */
  readonly startMs: number | null;
  readonly horizonUs: number;
  /** Names of metrics that conditions can be about. */
  readonly metrics: readonly string[];
}

/** What is wrong with when the entries happen; `timeline[k]` is the path of the k-th. */
export const whenRefusals = (entries: readonly WhenWritten[], span: RunSpan): readonly TimelineRefusal[] =>
  entries.flatMap((entry, k) => refusalsOf(entry, `timeline[${k}]`, span));

function refusalsOf(entry: WhenWritten, path: string, span: RunSpan): TimelineRefusal[] {
  const { horizonUs, metrics } = span;
  const found: TimelineRefusal[] = [];
  const refuse = (field: string, message: string): void => void found.push({ path: `${path}.${field}`, message });
  for (const field of ["at", "from", "until"] as const) {
    const moment = entry[field];
    if (moment === undefined) continue;
    const problem = momentProblem(moment, span, field !== "until");
    if (problem !== null) refuse(field, problem);
  }
  if (found.length > 0) return found;
  const { every, when } = entry;
  if (when !== undefined && !metrics.includes(when.metric)) {
    const message = messages.noMetric(when.metric, metrics);
    found.push({ path: `${path}.when`, message, misspelt: { word: when.metric, known: metrics } });
  }
  if (entry.for !== undefined && entry.for > horizonUs)
    refuse("for", messages.beyondEnd(durationText(entry.for / 1e6), durationText(horizonUs / 1e6)));
  if (every === undefined) return found;
  const times = whenOf(entry, span.startMs);
  if (times.kind !== "times") return found;
  if (times.firstUs > times.untilUs)
    refuse("until", messages.endsFirst(momentText(entry.until), durationText(times.firstUs / 1e6)));
  else if (times.firstUs > horizonUs)
    refuse("every", messages.beyondEnd(durationText(every / 1e6), durationText(horizonUs / 1e6)));
  else {
    const count = countTimes(times, horizonUs);
    if (count > maxTimes) refuse("every", messages.tooOften(count, maxTimes));
  }
  return found;
}

function momentProblem(moment: Moment, { startMs, horizonUs }: RunSpan, mustCome: boolean): string | null {
  const text = momentText(moment);
  const atUs = sinceStart(moment, startMs);
  if (Number.isNaN(atUs)) return messages.needsDate(text);
  if (atUs < 0) return messages.beforeStart(text, dateText(startMs ?? 0));
  const end =
    startMs === null
      ? durationText(horizonUs / 1e6)
      : `${dateText(startMs + horizonUs / 1000)} (${durationText(horizonUs / 1e6)})`;
  return mustCome && atUs > horizonUs ? messages.beyondEnd(text, end) : null;
}

const momentText = (moment: Moment | undefined): string =>
  moment === undefined ? "" : "dateMs" in moment ? dateText(moment.dateMs) : durationText(moment.sinceStartUs / 1e6);

/** What an entry sets, of which a network has one: two entries that set it at one moment contradict each other. */
export interface SetThing {
  /** The same for the same thing. */
  readonly key: string;
  /** In words: "the pace". */
  readonly what: string;
  /** Where it is written, below the entry. */
  readonly field: string;
  /** How long after the entry it is set, microseconds; at once unless given. */
  readonly delayUs?: number;
}

/** Entries that set the same thing at the same known moment, the later one of each two; `sets`: what each entry sets. */
export function contradictions(
  entries: readonly WhenWritten[],
  sets: readonly (readonly SetThing[])[],
  { startMs, horizonUs }: RunSpan,
): readonly TimelineRefusal[] {
  const found: TimelineRefusal[] = [];
  // Reached by key only, so the order of a Map never matters.
  const setBy = new Map<string, number>();
  entries.forEach((entry, k) => {
    const times = timesUpTo(whenOf(entry, startMs), horizonUs, maxTimes);
    for (const { key, what, field, delayUs = 0 } of sets[k]) {
      let other: number | undefined;
      for (const atUs of times) {
        const moment = `${atUs + delayUs} ${key}`;
        const by = setBy.get(moment);
        if (by === undefined) setBy.set(moment, k);
        else if (by !== k) other ??= by;
      }
      if (other !== undefined)
        found.push({ path: `timeline[${k}].${field}`, message: messages.contradiction(what, `timeline[${other}]`) });
    }
  });
  return found;
}
