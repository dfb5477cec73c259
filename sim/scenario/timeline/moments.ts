/** The events of a timeline that figures can be of: by their names, before a run and after it. */

/** Dated events of a scenario that windows can be of, and on which day it starts. */
export interface Dated {
  readonly moments: readonly MomentInfo[];
  /** How far looks are apart, microseconds, from the start on; null: it changes in the run. */
  readonly lookEveryUs: number | null;
  /** Milliseconds from 1970 to the start of a run; without it the scenario has no date. */
  readonly startMs?: number | undefined;
}

export interface MomentInfo {
  /** `outage`, `outage.ends`, `outage[label=power cut]`. */
  readonly name: string;
  /** When it happens in every run, microseconds, in their order; null: that depends on the run. */
  readonly timesUs: readonly number[] | null;
}

/** A dated event that happened in a run. */
export interface Moment {
  readonly name: string;
  readonly timeS: number;
}
