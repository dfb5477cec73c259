/** Threads of the parts of a run: what each is started with, what it says at its end, and what a failure of some comes to. */
import type { MessagePort, Worker } from "node:worker_threads";
import { InvariantError, type FailureContext } from "../kernel/invariants.js";
import type { SharedExchange } from "./exchange.js";
import type { ParallelRun } from "./run-parallel.js";
import { startThread } from "./start-thread.js";

/** What a worker thread is started with. */
export interface WorkerData extends Omit<ParallelRun<unknown>, "module" | "replay"> {
  readonly module: string;
  readonly part: number;
  readonly shared: SharedExchange;
  readonly spins: number;
  /** Where it reports to who leads the parts; without it to the thread that started it. */
  readonly port?: MessagePort;
}

/** What a worker says at its end. */
export type WorkerReport =
  | { readonly kind: "done"; readonly fold: Uint32Array; readonly result: unknown; readonly windowCount: number }
  /** It left a barrier because another part failed. */
  | { readonly kind: "aborted" }
  | {
      readonly kind: "failed";
      readonly reason: string;
      readonly invariant?: FailureContext & { readonly what: string; readonly rule?: string };
    };

export const startWorker = (workerData: WorkerData, memoryMb: number | undefined): Worker =>
  startThread("part-worker", workerData, { port: workerData.port, memoryMb });

/** The failure that comes first in simulated time, or, where none has a time, the first part's. */
export function errorOf(failures: readonly Extract<WorkerReport, { kind: "failed" }>[], replay: string): Error {
  const broken = failures.flatMap(({ invariant }) => (invariant === undefined ? [] : [invariant]));
  const [first] = broken.sort((a, b) => a.timeUs - b.timeUs || (a.entity ?? 0) - (b.entity ?? 0));
  return first === undefined ? new Error(`${failures[0].reason}\n  replay:  ${replay}`) : new InvariantError(first);
}
