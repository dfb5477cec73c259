/**
 * Logarithms of likelihood ratios, for importance sampling: how much likelier what was drawn is by its own law than by the one by which it was
 * drawn. Those of a path add up, and exp of the sum is its weight: an event that is counted with the weights of its paths has in
 * the mean the probability that it has by its own law (Hammersley and Handscomb 1964; Bucklew 2004).
 *
 *     an exponential time t that ended       ln(λ/λ′) − (λ − λ′) t
 *     one that had not when the path did              − (λ − λ′) t
 *     one of several choices                 ln(p/p′)
 *
 * λ and p are of its own law, λ′ and p′ of the one that is drawn by. What has a weight must be possible by the latter wherever it is by the former.
 */
import { ln } from "../units/portable-math.js";

export interface TiltedRate {
  /** By its own law, and by the one it was drawn by; both above 0, in the inverse of the unit of time. */
  readonly rate: number;
  readonly drawn: number;
}

/** Of an exponential time: how long it has taken so far, and whether it was over then. Throws `RangeError` for what is no rate or no time. */
export function logRatioOfTime({ rate, drawn }: TiltedRate, time: number, hasEnded: boolean): number {
  if (!(rate > 0 && drawn > 0 && rate < Infinity && drawn < Infinity))
    throw new RangeError(`rates: read ${rate} and ${drawn}, allowed are finite numbers above 0`);
  if (!(time >= 0 && time < Infinity)) throw new RangeError(`time: read ${time}, allowed are finite numbers from 0`);
  return (hasEnded ? ln(rate / drawn) : 0) - (rate - drawn) * time;
}

/** Of a choice that was made: its probability by its own law, and by the one it was drawn by. Throws `RangeError` for what is none. */
export function logRatioOfChoice(probability: number, drawn: number): number {
  if (!(probability > 0 && probability <= 1 && drawn > 0 && drawn <= 1))
    throw new RangeError(`probabilities: read ${probability} and ${drawn}, allowed are numbers above 0 up to 1`);
  return ln(probability / drawn);
}
