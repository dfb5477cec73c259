/** After how many replications a check looks, and how many it may take: the same whoever computes them. */
import { ln } from "../../units/portable-math.js";
import { trialsToShow } from "../../stats/sequential/bernoulli-sequence.js";
import type { Claim } from "./claim.js";

const firstLook = 10;
const growth = 1.5;
/** So many times what it takes if all goes well; and no fewer than this. */
const patience = 4;
const budgetMin = 200;

/** Replications at the look behind one after so many; 0: the first. Never more than the budget. */
export const nextLook = (replications: number, budget: number): number =>
  Math.min(budget, replications === 0 ? firstLook : Math.ceil(replications * growth));

/** Replications without which a claim cannot hold with the error `alpha`, however clear it is. */
export function fewestFor(claim: Claim, alpha: number): number {
  switch (claim.kind) {
    case "mean":
      return firstLook;
    case "every":
      return wholeRuns(claim.confidence, alpha);
    case "probability":
      return trialsToShow(claim.side.startsWith("<") ? claim.bound : 1 - claim.bound, alpha);
    case "quantile":
      return trialsToShow(claim.side.startsWith("<") ? 1 - claim.share : claim.share, alpha);
  }
}

/** Runs without an exception that show, with the error `alpha`, that in a share `confidence` of all runs there is none (Wilks 1941). */
export const wholeRuns = (confidence: number, alpha: number): number => Math.ceil(ln(alpha) / ln(confidence));

/** Replications after which a claim that is still open stays so. */
export const budgetFor = (claim: Claim, alpha: number): number =>
  Math.max(budgetMin, patience * fewestFor(claim, alpha));
