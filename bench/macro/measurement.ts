/** What one run of a row took, and the summary of several. */
import { median } from "../median.js";
import type { MacroRow } from "./rows.js";

/** What the simulation itself took, from genesis to the last table. */
export interface Simulating {
  /** Simulated time, seconds. */
  readonly simulatedS: number;
  readonly frames: number;
  /** Events that the kernel handled. */
  readonly events: number;
  /** Wall seconds. */
  readonly simulatingS: number;
}

/** What `orrery plan` says of the whole run. */
export interface Planned {
  readonly plannedS: number;
  readonly plannedBytes: number;
  readonly plannedEvents: number;
}

export interface Measurement extends Simulating, Planned {
  /** Wall seconds of the whole run, tables and pictures included. */
  readonly runS: number;
  readonly peakRssBytes: number;
  readonly fingerprint: string;
}

export interface RowResult extends Measurement {
  readonly name: string;
  readonly repetitions: number;
  readonly requirement: string;
  /** Whether the requirement is met; null if there is none, or the row that it is measured against did not run. */
  readonly isMet: boolean | null;
}

/**
 * Medians of the times, and the largest memory, of each row's measurements. Throws if two runs of one row differ in
 * what they simulated: then there is a bug, and nothing worth timing.
 */
export function summarize(rows: readonly MacroRow[], measured: readonly (readonly Measurement[])[]): RowResult[] {
  const medians = rows.map(({ name }, k): Measurement => {
    const [first, ...others] = measured[k];
    if (others.some(({ fingerprint }) => fingerprint !== first.fingerprint)) {
      throw new Error(`${name}: two runs with one seed have different fingerprints`);
    }
    return {
      ...first,
      runS: median(measured[k].map(({ runS }) => runS)),
      simulatingS: median(measured[k].map(({ simulatingS }) => simulatingS)),
      peakRssBytes: Math.max(...measured[k].map(({ peakRssBytes }) => peakRssBytes)),
    };
  });
  return rows.map((row, k) => ({
    name: row.name,
    repetitions: measured[k].length,
    requirement: row.requirement,
    isMet: isMet(row, medians[k], medians[rows.findIndex(({ name }) => name === row.maxTimes?.row)]),
    ...medians[k],
  }));
}

function isMet(row: MacroRow, own: Measurement, base: Measurement | undefined): boolean | null {
  const { maxSeconds = Infinity, maxBytes = Infinity, maxTimes } = row;
  if (maxTimes !== undefined) return base === undefined ? null : own.simulatingS <= maxTimes.factor * base.simulatingS;
  if (maxSeconds === Infinity && maxBytes === Infinity) return null;
  return own.runS <= maxSeconds && own.peakRssBytes <= maxBytes;
}

/** A measurement from the three lines that `measure-run.ts` prints. */
export function readMeasurement(printed: string): Measurement {
  const [run, simulating, planned] = printed.split("\n");
  const { elapsedS, peakRssBytes, fingerprint } = JSON.parse(run) as {
    readonly elapsedS: number;
    readonly peakRssBytes: number;
    readonly fingerprint: string;
  };
  return {
    ...(JSON.parse(simulating) as Simulating),
    ...(JSON.parse(planned) as Planned),
    runS: elapsedS,
    peakRssBytes,
    fingerprint,
  };
}
