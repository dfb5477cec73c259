/** What can be wrong with scenarios, replications, cells and parts of a sweep, in words that users can act on. */
import { counted, countText } from "../units/readable.js";
export const messages = {
  badTraceWindow: (text: string): string =>
    `--trace-window ${text}: write two moments of simulated time, as '120s..125s' or '1 h..1.5 h'.`,
  badTraceMoment: (text: string, why: string): string => `--trace-window ${text}: ${why}.`,
  emptyTraceWindow: (text: string): string => `--trace-window ${text}: the second moment must come after the first.`,
  traceWindowBeyond: (from: string, name: string, horizon: string): string =>
    `--trace-window begins at ${from}, and ${name} ends after ${horizon}.`,
  traceWindowTooLarge: ({ events, max, fits }: { events: number; max: number; fits: string }): string =>
    `--trace-window: about ${counted(events, "event")}, and viewers bear ${max}. In the mean of this run a window of ${fits} has so many.`,
  storedRun: (): string => "this is no scenario; a stored run is gone on from by orrery run --from",
  otherModel: (): string =>
    "model: this scenario is of another model than what reads it, which knows none of its other fields either",
  badName: (name: string, rule: string): string => `"${name}" cannot name a scenario; allowed: ${rule}.`,
  scenarioRefused: (count: number): string =>
    `${count === 1 ? "1 error" : `${count} errors`}. Nothing was run or written.`,
  tooManyCells: ({ points, replications }: { points: number; replications: number }, max: number): string =>
    `${counted(points, "design point")} of ${counted(replications, "replication")} each are ${counted(points * replications, "run")}; at most ${countText(max)} are possible. ` +
    "Write fewer points or --replications.",
  cellNotStored: (path: string, why: string): string =>
    `A finished cell cannot be stored: ${why}${path === "" ? "" : `, ${path}`}. Cells stored before are kept: the same command goes on from there.`,
  outOfMemory: (which: string, megabytes: number): string =>
    `${which} needed more memory than one worker may use (${megabytes} MB). Fewer workers leave more for each: --workers 1.`,
  noMemory: (why: string): string =>
    `The system gave no more memory (${why}). Raise its limit (ulimit -v, or that of the container), close other programs, or let fewer run at once: --workers 1.`,
  workerEnded: (which: string, why: string): string => `the worker that ran ${which} ended before its time: ${why}`,
  workersCannotStart: (why: string): string => `a worker could not start: ${why}`,
  notLoadedInWorker: (place: string, what: string): string =>
    `${place === "" ? "" : `${place}: `}a module cannot be loaded by a worker: ${what}\n` +
    "Allowed in the module of a plug-in, and in what it imports: all that runs through as it is loaded, in a worker thread too (docs/plugins.md).",
  noSweep: (): string => "has no sweep: name fields and their values under sweep",
  badReplications: (read: readonly number[], count: number): string =>
    `replications: read [${read.join(", ")}]; allowed are whole numbers from 0 to ${count - 1} in ascending order, at least one`,
  badWorkerCount: (read: number): string => `workers: read ${read}; allowed are whole numbers from 1`,
  badCount: (name: string, read: number, min: number): string =>
    `${name}: read ${read}; allowed are whole numbers from ${min}`,
  badAmount: (name: string, read: number | undefined): string => `${name}: read ${read}; allowed are numbers above 0`,
  noSuchMetric: (name: string): string => `metrics: read ${name}, which not both scenarios have`,
  precisionNeedsMetrics: (): string => "precision: needs metrics, which it is asked of",
  replayInLibrary: (file: string, replication: number): string => `replication ${replication} of ${file}`,
  valueInLibrary: (
    file: string,
    values: readonly (readonly [path: string, value: number | string])[],
    replication: number,
  ): string => `replication ${replication} of ${file} with ${values.map((one) => one.join(" = ")).join(", ")}`,
  cellInLibrary: (file: string, point: number, replication: number): string =>
    `replication ${replication} of design point ${point} of ${file}`,
} as const;
