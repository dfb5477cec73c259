import type { DrawLog } from "../random/draw-log.js";
import type { StateColumn } from "../table/state-column.js";
import type { EventObserver } from "./observer.js";

/**
 * Passive observer of a run's events, draws and state. A trace is one, a comparison of two runs
 * another. It must not change the run.
 */
export interface RunObserver extends EventObserver {
  readonly draws: DrawLog;
  /** Called once, before anything is drawn or scheduled. */
  attach(run: ObservedRun): void;
}

/** What a run shows of itself. */
export interface ObservedRun {
  /** Name of the handler that takes events of this kind. */
  nameOf(kind: number): string;
  /** Whether events of this kind happen to nodes, so that their target is one; all do unless given. */
  isOfNode?(kind: number): boolean;
  /** What was folded into the fingerprint so far, as a whole number below 2^53. */
  folded(): number;
  /** The state as it is now, in an order that the run does not change; read only, and valid until the run goes on. */
  state(): readonly StateColumn[];
}
