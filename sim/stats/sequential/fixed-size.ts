/** How many trials a test takes that looks once, for comparison with one that looks again and again. */
import { normalQuantile } from "../distributions.js";

/**
 * Trials by which a test of fixed size tells a probability from half of it (from its middle to 1 where it is above a half), with an error
 * of `alpha` to either side. Source: the normal approximation of Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2.4.
 */
export function fixedSize(bound: number, alpha: number): number {
  const rare = Math.min(bound, 1 - bound);
  const other = rare / 2;
  const reach = normalQuantile(1 - alpha) * (deviationOf(rare) + deviationOf(other));
  return Math.ceil((reach / (rare - other)) ** 2);
}

const deviationOf = (probability: number): number => Math.sqrt(probability * (1 - probability));

/** Values by which Student's interval at one look is as narrow as asked, from the deviation that the values have. */
export function fixedSizeOfMean(
  { deviation, halfWidth }: { readonly deviation: number; readonly halfWidth: number },
  alpha: number,
): number {
  return Math.max(2, Math.ceil(((normalQuantile(1 - alpha / 2) * deviation) / halfWidth) ** 2));
}
