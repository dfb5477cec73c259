/** How much a series scatters about levels that may change: from differences of neighbours, which few changes touch. */

export interface Noise {
  /** Correlation of a value with the next one, in [0, 0.9]. */
  readonly correlation: number;
  /** Variance of the mean of many values times their number: that of one value where they are independent. */
  readonly longRunVariance: number;
}

/** Standard deviations of a normal variable in its median absolute value: 1 / Φ⁻¹(3/4). */
const deviationsInMedian = 1.482602218505602;

/** Beyond it a stretch of noise and a level look alike, and the estimate of the variance has no bound. */
const maxCorrelation = 0.9;

/**
 * Noise of a series as that of an autoregression of first order, robustly: (median |x[i+2] − x[i]|)² / (median |x[i+1] −
 * x[i]|)² − 1 is its correlation (Chakar, Lebarbier, Lévy-Leduc and Robin, "A robust approach for estimating change-points in
 * the mean of an AR(1) process", Bernoulli 23, 2017). `floor`: least standard deviation of one value.
 */
export function noiseOf(values: ArrayLike<number>, floor: number): Noise {
  const near = medianDifference(values, 1);
  const far = medianDifference(values, 2);
  const correlation = near === 0 ? 0 : Math.min(maxCorrelation, Math.max(0, (far * far) / (near * near) - 1));
  const ofDifference = deviationsInMedian * near;
  const variance = Math.max(floor * floor, (ofDifference * ofDifference) / (2 * (1 - correlation)));
  return { correlation, longRunVariance: (variance * (1 + correlation)) / (1 - correlation) };
}

/** Median of |x[i + lag] − x[i]|; 0 without any. */
function medianDifference(values: ArrayLike<number>, lag: number): number {
  const count = values.length - lag;
  if (count <= 0) return 0;
  const differences = new Float64Array(count);
  for (let k = 0; k < count; k++) differences[k] = Math.abs(values[k + lag] - values[k]);
  differences.sort();
  const middle = count >> 1;
  return count % 2 === 1 ? differences[middle] : (differences[middle - 1] + differences[middle]) / 2;
}
