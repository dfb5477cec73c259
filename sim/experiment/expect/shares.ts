/** Which of several machines judges which expectation: the same whoever asks, so that all together say what one alone would. */
import type { Claim } from "./claim.js";
import { fewestFor } from "./looks.js";

/** A scenario whose expectations are divided. */
export interface Divisible {
  /** What one replication costs, in any unit that all scenarios share. */
  readonly cost: number;
  readonly claims: readonly Claim[];
  /** The error of each claim. */
  readonly alphas: readonly number[];
}

interface Piece {
  readonly scenario: number;
  readonly claim: number;
  /** Replications that it takes at least. */
  readonly replications: number;
  readonly cost: number;
}

/**
 * The share of each expectation, from 0, by scenario. Longest first, each where the last share is done soonest (Graham 1969); replications that a share
 * makes of a scenario anyhow cost nothing more, so that expectations of a file stay together unless that would keep the others waiting.
 */
export function sharesOf(scenarios: readonly Divisible[], count: number): readonly (readonly number[])[] {
  const shares = scenarios.map(({ claims }) => claims.map(() => 0));
  const loads: number[] = Array.from({ length: count }, () => 0);
  const made = scenarios.map(() => loads.map(() => 0));
  const pieces = scenarios.flatMap(({ cost, claims, alphas }, scenario) =>
    claims.map((claim, k): Piece => {
      const replications = fewestFor(claim, alphas[k]);
      return { scenario, claim: k, replications, cost };
    }),
  );
  for (const { scenario, claim, replications, cost } of pieces.sort(byWork)) {
    const further = made[scenario].map((before) => Math.max(0, replications - before) * cost);
    const longest = loads.reduce((max, load) => Math.max(max, load), 0);
    // Whoever waits longest, then the work in all, then who has least to do.
    const best = least(loads, (load, share) => [Math.max(longest, load + further[share]), further[share], load]);
    shares[scenario][claim] = best;
    loads[best] += further[best];
    made[scenario][best] = Math.max(made[scenario][best], replications);
  }
  return shares;
}

const byWork = (a: Piece, b: Piece): number =>
  b.replications * b.cost - a.replications * a.cost || a.scenario - b.scenario || a.claim - b.claim;

/** Index of the first item whose sizes are least, compared from the first on. */
function least(items: readonly number[], sizesOf: (item: number, at: number) => readonly number[]): number {
  const sizes = items.map(sizesOf);
  let best = 0;
  for (let at = 1; at < sizes.length; at++) {
    const k = sizes[at].findIndex((size, place) => size !== sizes[best][place]);
    if (k >= 0 && sizes[at][k] < sizes[best][k]) best = at;
  }
  return best;
}
