/** A turn of events: what a run comes to, told in at most ten of them. */

/** What can be a turn, in the words of the column `what` of turns.csv. */
export const turnKinds = [
  "nodes offline",
  "nodes gone",
  "quorum lost",
  "evictions",
  "kicks",
  "first halt",
  "prover-only mode",
  "herd of leaves",
  "splits",
  "merges",
  "class without allocations",
  "step",
] as const;

export type TurnKind = (typeof turnKinds)[number];

export interface Turn {
  readonly what: TurnKind;
  /** First and last frame of it. */
  readonly frame: number;
  readonly untilFrame: number;
  /** How much of it, and of what. */
  readonly size: number;
  readonly unit: string;
  /** What it was, without when and why. */
  readonly text: string;
  /** Why, as far as it is known: a phrase that stands after "because" or alone; empty: nothing is known. */
  readonly cause: string;
  /** The turn that led to it; null: none did. */
  readonly becauseOf: Turn | null;
  /** Of nodes that are missing: the classes that they are of. */
  readonly classes?: readonly number[];
  /** Metric that shows it in series.csv. */
  readonly metric: string;
  /** Words of `orrery why RUN` that show more of it. */
  readonly more: string;
  /** Orders turns where there are more than are told: about the share of the network that it touched, times how grave it is. */
  readonly weight: number;
}
