/** A moment inside a run, at which a figure is read: a time since the start, or a date. */
import { dateText } from "../../units/civil-date.js";
import { durationText } from "../../units/readable.js";
import { isMeasured, type StepSeries } from "../../stats/over-time/step-series.js";
import { figureMessages as messages } from "./messages.js";

export type RunMoment = {
  /** In one way of writing: `3 y`, `2033-01-01`, `2033`. */
  readonly text: string;
} & (
  | { readonly kind: "since start"; readonly us: number }
  /** From one moment, milliseconds from 1970, to another: of a year its first and its last; of a date both are one. */
  | { readonly kind: "date"; readonly fromMs: number; readonly toMs: number }
);

/** What is known of a run before it begins. */
export interface RunSpan {
  readonly horizonUs: number;
  /** Milliseconds from 1970 to its start; undefined: it has no date. */
  readonly startMs: number | undefined;
}

/** Microseconds since the start, which may lie outside of the run; of a year its end. Null: a date, of a run that has none. */
export function sinceStartUs(moment: RunMoment, startMs: number | undefined): number | null {
  if (moment.kind === "since start") return moment.us;
  return startMs === undefined ? null : (moment.toMs - startMs) * 1000;
}

/** Why a run does not have the moment; null: it has. A year is one of the run if part of it is, and if that is its beginning. */
export function whyNoMoment(moment: RunMoment, { horizonUs, startMs }: RunSpan): string | null {
  const end = durationText(horizonUs / 1e6);
  if (moment.kind === "since start") return moment.us <= horizonUs ? null : messages.afterRun(moment.text, end);
  if (startMs === undefined) return messages.noDate(moment.text);
  const endMs = startMs + horizonUs / 1000;
  const isYear = moment.fromMs < moment.toMs;
  const isInside = isYear
    ? moment.fromMs < endMs && moment.toMs > startMs
    : moment.toMs >= startMs && moment.toMs <= endMs;
  return isInside ? null : messages.outsideRun(moment.text, dateText(startMs), dateText(endMs));
}

/** The last row at or before a moment, microseconds since the start; −1: there is none. */
export function rowAt(timeS: ArrayLike<number | bigint>, us: number): number {
  let row = timeS.length - 1;
  while (row >= 0 && Number(timeS[row]) * 1e6 > us) row--;
  return row;
}

/** What the last row at or before the moment says; null: nothing was measured there. */
export function valueAt({ timeS, values }: StepSeries, us: number): number | bigint | null {
  const row = rowAt(timeS, us);
  return row >= 0 && isMeasured(values[row]) ? values[row] : null;
}
