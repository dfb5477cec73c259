/** What a comparison of two runs can find. */
import type { Pair, TraceDifference } from "../trace/difference.js";
import type { TracedEvent } from "../trace/traced.js";
import type { ResultDifference } from "./compare-results.js";
import type { StateDifference } from "./compare-state.js";

export type Finding =
  /** An event, what it drew or what it folded. */
  | ({ readonly kind: "event" } & TraceDifference)
  /** The state, though events, draws and what was folded were the same until then. */
  | ({ readonly kind: "state" } & StateDifference & StateLocation)
  /** An error stopped one of the runs, or each a different one. */
  | { readonly kind: "error"; readonly errors: Pair<string>; readonly before: readonly TracedEvent[] }
  /** The results, though everything that led to them was the same. */
  | ({ readonly kind: "result" } & ResultDifference)
  /** The results of a run that was stored at a moment and went on from there; the first value is that of the uninterrupted one. */
  | ({ readonly kind: "stored"; readonly atUs: number } & ResultDifference);

/** Where in time the states began to differ. */
export interface StateLocation {
  /** The latest moment at which they were the same; null: they never were. */
  readonly sameAtUs: number | null;
  /** The earliest at which they differ. */
  readonly differsAtUs: number;
  /** Events after the one and up to the other: one of them did it. */
  readonly events: readonly TracedEvent[];
  /** Whether the runs were repeated to place it more exactly, and what came of it. */
  readonly again: "not tried" | "placed" | "not seen";
}
