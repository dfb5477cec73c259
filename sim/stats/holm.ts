/**
 * Probabilities of several tests, corrected so that with 95 % none of those below 5 % is there by chance, whatever the tests
 * have to do with each other: the smallest times their number, the next times one less, and none below one before it. In the
 * order given. Source: Holm 1979, A Simple Sequentially Rejective Multiple Test Procedure.
 */
export function holmCorrected(probabilities: readonly number[]): number[] {
  const order = probabilities.map((_, k) => k).sort((a, b) => probabilities[a] - probabilities[b] || a - b);
  const corrected = Array.from<number>({ length: probabilities.length });
  let largest = 0;
  for (const [rank, k] of order.entries()) {
    largest = Math.min(1, Math.max(largest, (probabilities.length - rank) * probabilities[k]));
    corrected[k] = largest;
  }
  return corrected;
}
