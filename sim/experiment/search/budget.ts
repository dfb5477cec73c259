/** How many cells each part of a search may take: the same for the same budget. */

export interface SearchBudget {
  /** Points that are drawn at random to begin with. */
  readonly draws: number;
  /** Replications of each of them, of those that stay at last, and of a neighbour before it is compared. */
  readonly firstReplications: number;
  readonly lastReplications: number;
  readonly nearReplications: number;
  /** Cells of all that is searched. */
  readonly searched: number;
  /** Fresh replications of a candidate, and how many candidates there may be. */
  readonly fresh: number;
  readonly candidates: number;
}

export const minBudget = 100;

/** Halvings between the first and the last replications. */
const halvings = 3;
const startShare = 0.5;

/**
 * A fifth is kept for fresh replications of what is found; where something must hold two fifths, for four candidates, since the cheapest
 * that seems to meet a bound owes it to its luck most often. Half of the rest goes to the start: with half of the points and twice the
 * replications each, every halving costs half of what the first look did.
 */
export function budgetOf(cells: number, hasBound: boolean): SearchBudget {
  const lastReplications = cells < 200 ? 8 : cells < 2000 ? 16 : cells < 10_000 ? 32 : 64;
  const firstReplications = lastReplications / 2 ** halvings;
  const candidates = hasBound ? 4 : 1;
  const fresh = Math.floor(cells * (hasBound ? 0.1 : 0.2));
  const searched = cells - candidates * fresh;
  const eachCells = firstReplications * (1 + halvings / 2);
  return {
    draws: Math.max(4, Math.floor((startShare * searched) / eachCells)),
    firstReplications,
    lastReplications,
    nearReplications: lastReplications / 4,
    searched,
    fresh,
    candidates,
  };
}
