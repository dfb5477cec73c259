/** What a trace tells of an event and of a draw: the rows of trace.csv and draws.csv. */
import type { Draw } from "../../random/draw-log.js";

/** One handled event, with what its handler drew and folded. */
export interface TracedEvent {
  /** Number of the event within its run, from 1; 0 is what happens before the first. */
  readonly number: number;
  readonly timeUs: number;
  /** Name of the handler, or one of `outside`. */
  readonly handler: string;
  readonly target: number;
  readonly source: number;
  readonly payload: number;
  /** How many draws it made. */
  readonly draws: number;
  /** Digest of these draws, their names and values, below 2^53; 0: none. */
  readonly drawn: number;
  /**
   * Digest of everything that was folded into the run's fingerprint when the handler returned, below 2^53. Of what
   * comes before the first event 0: it shows in that of the first event.
   */
  readonly folded: number;
}

/** In place of a handler's name: what happens before the first event and after the last. */
export const outside = { start: "(start)", end: "(end)" } as const;

export type TracedDraw = Draw;
