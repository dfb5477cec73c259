/** What an experiment tells whoever waits for it, and how it learns that nobody does any more. */

/** Somebody wants an end, as something to look at between two steps. */
export interface Interrupt {
  readonly requested: boolean;
}

/** What is going on: one replication in this thread, or several things on worker threads. */
export type Activity =
  | {
      readonly kind: "replication";
      /** From 0, of how many. */
      readonly replication: number;
      readonly replications: number;
      readonly simulatedUs: number;
      readonly frame: number;
      readonly frameCount: number;
    }
  | {
      readonly kind: "many";
      readonly what: "replications" | "cells" | "pairs" | "runs" | "trees";
      readonly finished: number;
      readonly count: number;
      /** Threads that share the work; undefined: it is done in this one. */
      readonly workers: number | undefined;
    };

/** How far something is; `done` counts from 0 to 1, `frames` over all that was simulated so far. */
export interface ProgressState {
  readonly done: number;
  readonly frames: number;
  readonly activity: Activity;
}

export interface Progress {
  update(state: ProgressState): void;
}
