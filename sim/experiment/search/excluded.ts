/** What a search cannot exclude: which share of the space may be better than the best that it found. */
import { exp, ln } from "../../units/portable-math.js";

export interface Excluded {
  /** Independent draws, and those of them that are better than the best on the same random numbers. */
  readonly draws: number;
  readonly better: number;
  /** No larger share of the space is better, with the confidence. */
  readonly share: number;
  readonly confidence: number;
}

const confidence = 0.95;

/**
 * On common random numbers every point has one value, and is better than the best or is not: the draws are a sample of the space. None
 * better: a share q of the space is missed by n draws with probability (1 − q)ⁿ. Some better: their share is known to √(ln(1/α) / 2n)
 * whichever point it is that they are better than (Massart 1990, after Dvoretzky, Kiefer and Wolfowitz). Each has half of the error,
 * since which of the two is used depends on the draws.
 */
export function excludedBy(draws: number, better: number): Excluded {
  const alpha = (1 - confidence) / 2;
  const share = better === 0 ? 1 - exp(ln(alpha) / draws) : better / draws + Math.sqrt(-ln(alpha) / (2 * draws));
  return { draws, better, share: Math.min(1, share), confidence };
}
