/** Whether a response turns back: looked for in pairs, since replication k is the same draws at every value. */
import { probabilityBounds } from "../../stats/sequential/bernoulli-sequence.js";
import type { Observed } from "./logistic-fit.js";

/** Two values at which the response goes against its direction. */
export interface Reversal {
  readonly lower: number;
  readonly upper: number;
  /** Pairs in which only the lower value has the event, and only the upper one. */
  readonly onlyLower: number;
  readonly onlyUpper: number;
}

export interface Monotony {
  /** Pairs of values that were compared. */
  readonly compared: number;
  /** The surest that goes against the direction; undefined: none does. */
  readonly reversal: Reversal | undefined;
}

/**
 * Of pairs that differ, no more than half go against a monotone response (the condition of McNemar's test); an anytime-valid
 * interval of their share that lies above a half says that it is none, with the error `alpha` over all pairs of values.
 */
export function monotonyOf(observed: readonly Observed[], direction: "rising" | "falling", alpha: number): Monotony {
  const sorted = observed.toSorted((a, b) => a.x - b.x);
  const pairs = sorted.flatMap((lower, k) => sorted.slice(k + 1).map((upper) => [lower, upper] as const));
  let surest: { readonly reversal: Reversal; readonly share: number } | undefined;
  for (const [lower, upper] of pairs) {
    const common = Math.min(lower.happened.length, upper.happened.length);
    let [onlyLower, onlyUpper] = [0, 0];
    for (let k = 0; k < common; k++) {
      if (lower.happened[k] && !upper.happened[k]) onlyLower++;
      if (!lower.happened[k] && upper.happened[k]) onlyUpper++;
    }
    const against = direction === "rising" ? onlyLower : onlyUpper;
    const share = probabilityBounds({ successes: against, trials: onlyLower + onlyUpper }, alpha / pairs.length).lower;
    if (share > 0.5 && share > (surest?.share ?? 0))
      surest = { reversal: { lower: lower.x, upper: upper.x, onlyLower, onlyUpper }, share };
  }
  return { compared: pairs.length, reversal: surest?.reversal };
}
