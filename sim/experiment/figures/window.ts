/** A figure of a part of a run: of the looks within a time behind a dated event, or of those later than that. */
import { isMeasured, type StepSeries } from "../../stats/over-time/step-series.js";

export interface Window {
  /** `within`: the looks up to so long after the event; `beyond`: those that come later. */
  readonly side: "within" | "beyond";
  readonly spanUs: number;
  /** As it was written. */
  readonly spanText: string;
  /** Name of the event: `outage`. */
  readonly moment: string;
}

/** How windows are written, behind a figure. */
export const windowText = ({ side, spanText, moment }: Window): string => `${side} ${spanText} of timeline.${moment}`;

/**
 * The looks in the window, at seconds since the event happened first; null: it did not happen, or nothing was measured there. A look at the moment
 * of the event shows what was before it, so it is left out; what happens several times has a window each.
 */
export function windowed(series: StepSeries, { side, spanUs }: Window, timesS: readonly number[]): StepSeries | null {
  const times = [...timesS].sort((a, b) => a - b);
  if (times.length === 0) return null;
  const spanS = spanUs / 1e6;
  const timeS: number[] = [];
  const values: (number | bigint)[] = [];
  for (let k = 0; k < series.values.length; k++) {
    const atS = series.timeS[k];
    const endS = endOfPart(atS, { side, spanS, times });
    if (endS === null) continue;
    timeS.push(atS - times[0]);
    values.push(series.values[k]);
    // What a value held on for beyond the window is not of it.
    if (k + 1 < series.values.length && endS < series.timeS[k + 1]) {
      timeS.push(endS - times[0]);
      values.push(Number.NaN);
    }
  }
  return values.some(isMeasured) ? { timeS, values } : null;
}

interface Parts extends Pick<Window, "side"> {
  readonly spanS: number;
  /** Ascending, one at least. */
  readonly times: readonly number[];
}

/** Until when the part of the window lasts that a look is in; null: it is in none. */
function endOfPart(atS: number, { side, spanS, times }: Parts): number | null {
  const last = times.findLast((time) => time < atS);
  if (last === undefined) return null;
  if (side === "within") return atS <= last + spanS ? endOfRun(last, { spanS, times }) : null;
  return atS > last + spanS ? (times.find((time) => time >= atS) ?? Number.POSITIVE_INFINITY) : null;
}

/** Windows that overlap are one. */
function endOfRun(first: number, { spanS, times }: Pick<Parts, "spanS" | "times">): number {
  let endS = first + spanS;
  for (const time of times) if (time > first && time <= endS) endS = time + spanS;
  return endS;
}
