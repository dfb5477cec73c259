/** The value of a figure in a run that is over. */
import { mserTruncation } from "../../stats/over-time/mser.js";
import {
  firstTimeS,
  integralHours,
  isAlways,
  lastOf,
  maxOf,
  minOf,
  secondsWhile,
  timeAverage,
} from "../../stats/over-time/reductions.js";
import { isMeasured, type StepSeries } from "../../stats/over-time/step-series.js";
import { sinceStartUs, valueAt } from "./run-moment.js";
import { type Bound, comparisons, type Figure } from "./figure.js";

type Value = number | bigint;

/** What a scenario says of its runs. */
export interface RunSays {
  /** Undefined: MSER finds it for each metric. */
  readonly warmUpUs: number | undefined;
  /** Milliseconds from 1970 to the start; undefined: it has no date. */
  readonly startMs?: number | undefined;
}

/** Null: there is no such value. */
export function figureValue(
  { reduction, bound, at }: Pick<Figure, "reduction" | "bound" | "at">,
  series: StepSeries,
  { warmUpUs, startMs }: RunSays,
): Value | null {
  const isSo = (value: Value): boolean => bound !== undefined && holds(bound, value);
  switch (reduction) {
    case "last":
      return lastOf(series);
    case "at": {
      const us = at === undefined ? null : sinceStartUs(at, startMs);
      return us === null ? null : valueAt(series, us);
    }
    case "min":
      return minOf(series);
    case "max":
      return maxOf(series);
    case "mean": {
      const fromS = warmUpS(series, warmUpUs);
      return fromS === null ? null : timeAverage(series, fromS);
    }
    case "warmUp":
      return inHours(warmUpS(series, warmUpUs));
    case "integral":
      return integralHours(series);
    case "timeAbove":
    case "timeBelow":
      return inHours(secondsWhile(series, isSo));
    case "first":
      return inHours(firstTimeS(series, isSo));
    case "always":
      return isAlways(series, isSo) ? 1 : 0;
  }
}

/** Of the looks in a window, none of which is warm-up; null: there are none. */
export function figureInWindow(figure: Pick<Figure, "reduction" | "bound">, series: StepSeries | null): Value | null {
  if (series === null) return null;
  if (figure.reduction === "last") return Array.from(series.values).findLast(isMeasured) ?? null;
  return figureValue(figure, series, { warmUpUs: 0 });
}

const inHours = (seconds: number | null): number | null => (seconds === null ? null : seconds / 3600);

const holds = ({ comparison, value: limit }: Bound, value: Value): boolean => comparisons[comparison](value, limit);

/** Where the warm-up ends, seconds since the start; null: MSER finds no steady state. */
function warmUpS({ timeS, values }: StepSeries, warmUpUs: number | undefined): number | null {
  if (warmUpUs !== undefined) return warmUpUs / 1e6;
  const measured = Array.from(values, (_value, k) => k).filter((k) => isMeasured(values[k]));
  const cut = mserTruncation(measured.map((k) => Number(values[k])));
  return cut === null ? null : timeS[measured[cut]];
}
