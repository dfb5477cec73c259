/**
 * What one metric was over a run: a value at every look, taken to hold until the next. What happened between two looks is not
 * in it. A number that is not finite, and an empty text among whole amounts, was not measured: its step counts for no time, and it is no value.
 */
export interface StepSeries {
  /** When was looked, seconds since the start; ascending. */
  readonly timeS: ArrayLike<number>;
  /** As many; whole amounts of any size are BigInts, all or none. */
  readonly values: ArrayLike<number | bigint>;
}

export const isMeasured = (value: number | bigint): boolean => typeof value === "bigint" || Number.isFinite(value);

/** Goes through the steps that were measured, in order; the last look is a step of no length. */
export function eachStep(
  { timeS, values }: StepSeries,
  look: (value: number | bigint, fromS: number, untilS: number) => void,
): void {
  for (let k = 0; k < values.length; k++) {
    if (!isMeasured(values[k])) continue;
    look(values[k], timeS[k], k + 1 < values.length ? timeS[k + 1] : timeS[k]);
  }
}
