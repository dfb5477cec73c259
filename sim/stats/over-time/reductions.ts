/**
 * One figure from the steps of a metric. Of whole numbers, and looks at whole seconds, sums over time are exact while they are
 * below 2^53; of whole amounts (BigInt) always, and a mean is rounded down. Null: nothing was measured, or for no time.
 */
import { eachStep, isMeasured, type StepSeries } from "./step-series.js";

type Value = number | bigint;

export function lastOf({ values }: StepSeries): Value | null {
  const last = values.length === 0 ? Number.NaN : values[values.length - 1];
  return isMeasured(last) ? last : null;
}

export const minOf = (series: StepSeries): Value | null => extreme(series, (value, found) => value < found);
export const maxOf = (series: StepSeries): Value | null => extreme(series, (value, found) => value > found);

function extreme(series: StepSeries, isBeyond: (value: Value, found: Value) => boolean): Value | null {
  let found: Value | null = null;
  eachStep(series, (value) => {
    if (found === null || isBeyond(value, found)) found = value;
  });
  return found;
}

/** Mean over the time from `fromS` on, each value as long as it held; of a part of a step only that part. */
export function timeAverage(series: StepSeries, fromS: number): Value | null {
  const { sum, overS } = sumOverTime(series, fromS);
  if (overS === 0) return null;
  if (typeof sum === "bigint") {
    const overUs = BigInt(inMicroseconds(overS));
    const whole = sum / overUs;
    return sum % overUs < 0n ? whole - 1n : whole;
  }
  // Rounding takes a mean out of the values by a last digit at most, where all of them are one.
  const [lowest, highest] = [Number(minOf(series)), Number(maxOf(series))];
  return Math.min(highest, Math.max(lowest, sum / overS));
}

/** Sum of values times hours: jobs that wait become job-hours. */
export function integralHours(series: StepSeries): number | null {
  const { sum } = sumOverTime(series, 0);
  if (lastOf(series) === null && minOf(series) === null) return null;
  return typeof sum === "bigint" ? Number(sum) / 3.6e9 : sum / 3600;
}

/** Values times seconds, or whole amounts times microseconds; and the seconds in which they were measured. */
function sumOverTime(series: StepSeries, fromS: number): { sum: Value; overS: number } {
  let [sum, amounts, overS, isAmount] = [0, 0n, 0, false];
  eachStep(series, (value, startS, endS) => {
    const spanS = endS - Math.max(startS, fromS);
    if (spanS <= 0) return;
    overS += spanS;
    if (typeof value === "bigint") {
      isAmount = true;
      amounts += value * BigInt(inMicroseconds(spanS));
    } else sum += value * spanS;
  });
  return { sum: isAmount ? amounts : sum, overS };
}

const inMicroseconds = (seconds: number): number => Math.round(seconds * 1_000_000);

/** Seconds of the steps in whose values it is so. */
export function secondsWhile(series: StepSeries, isSo: (value: Value) => boolean): number {
  let total = 0;
  eachStep(series, (value, fromS, untilS) => {
    if (isSo(value)) total += untilS - fromS;
  });
  return total;
}

/** The first look at which it is so, seconds since the start; null: never. */
export function firstTimeS(series: StepSeries, isSo: (value: Value) => boolean): number | null {
  const { timeS, values } = series;
  for (let k = 0; k < values.length; k++) if (isMeasured(values[k]) && isSo(values[k])) return timeS[k];
  return null;
}

/** Whether it was so at every look. */
export function isAlways(series: StepSeries, isSo: (value: Value) => boolean): boolean {
  let all = true;
  eachStep(series, (value) => {
    all &&= isSo(value);
  });
  return all;
}
