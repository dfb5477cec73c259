/** What splitting asks of a random process: paths that can be watched, stored where they are, and gone on from by others. */

/** One run, watched by a level function: a number that says how near it is to a rare event, infinite once that is there. */
export interface Path<Stored> {
  /** The highest level so far. */
  readonly highest: number;
  /** Goes on until the highest level is at least this (true), or the run is over before it is (false). */
  reaches(level: number): boolean;
  /** What it is now, to go on from. */
  store(): Stored;
}

/**
 * Where paths come from. A path is a function of its names alone: asking for the same one again gives the same path, and two of
 * different names draw independent numbers from where they begin.
 */
export interface Paths<Stored> {
  /** From the beginning; `root` counts from 0. */
  begin(root: number): Path<Stored>;
  /** From a stored moment, with draws of its own: `branch` is a name without a slash. */
  goOn(from: Stored, branch: string): Path<Stored>;
}
