import { below, type Source } from "../../random/source.js";

/**
 * Which of `count` stored paths (1 or more) each of `effort` new ones goes on from: every one equally often, and those that get one more
 * are drawn without putting back, so that all have the same mean. In ascending order. Fixed assignment: L'Ecuyer, Demers and
 * Tuffin (2007), which has less variance than drawing each.
 */
export function startsOf(count: number, effort: number, draws: Source): readonly number[] {
  const each = Math.floor(effort / count);
  const shares = Array.from({ length: count }, () => each);
  const order = Array.from(shares, (_, k) => k);
  for (let k = 0; k < effort - each * count; k++) {
    const other = k + below(draws, count - k);
    [order[k], order[other]] = [order[other], order[k]];
    shares[order[k]]++;
  }
  return shares.flatMap((times, k) => Array.from({ length: times }, () => k));
}
