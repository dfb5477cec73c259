/**
 * Which of two points is better. One that meets the bound is better than one that does not, of two that do not the one that is nearer, of two
 * that do the one with the better value, of equals the cheaper: Deb's rules (2000), which need no penalty to be chosen.
 */

export interface Score {
  /** How far it is from what must hold, on the scale of what is compared there; 0: it holds, or nothing must. */
  readonly shortfall: number;
  /** Null: not measured in all runs. */
  readonly value: number | null;
  readonly cost: number | null;
}

export type Aim = "maximise" | "minimise";

/** Below zero: `a` is better; zero: neither, as far as anything says. */
export const compareScores = (aim: Aim, a: Score, b: Score): number =>
  compareAsked(aim, a, b) || (a.shortfall > 0 ? 0 : compareValues("minimise", a.cost, b.cost));

/** Whether it is better by what was asked, and not by what decides among equals. */
export const isBetter = (aim: Aim, a: Score, b: Score): boolean => compareAsked(aim, a, b) < 0;

const compareAsked = (aim: Aim, a: Score, b: Score): number =>
  descending(b.shortfall, a.shortfall) || (a.shortfall > 0 ? 0 : compareValues(aim, a.value, b.value));

function compareValues(aim: Aim, a: number | null, b: number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return aim === "maximise" ? descending(a, b) : descending(b, a);
}

const descending = (a: number, b: number): number => (a > b ? -1 : a < b ? 1 : 0);
