/** Threads of the parts of a run: what each is started with, what it says at its end, and what a failure of some comes to. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { type MessagePort, Worker } from "node:worker_threads";
import { InvariantError, type FailureContext } from "../kernel/invariants.js";
import type { SharedExchange } from "./exchange.js";
import type { ParallelRun } from "./run-parallel.js";

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

/** Compiled, the worker is a .js file. Run from source, a thread must learn to read TypeScript before it loads any. */
export function startWorker(workerData: WorkerData, memoryMb: number | undefined): Worker {
  const limits = {
    ...(memoryMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
    ...(workerData.port !== undefined && { transferList: [workerData.port] }),
  };
  if (!import.meta.url.endsWith(".ts")) {
    return new Worker(new URL("./part-worker.js", import.meta.url), { workerData, ...limits });
  }
  const entry = JSON.stringify(new URL("./part-worker.ts", import.meta.url).href);
  // `--import tsx` does nothing in a thread: its loader registers itself in the main thread only.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx"));
  const api = JSON.stringify(new URL("./esm/api/index.mjs", tsx).href);
  const script = `import(${api}).then(({ register }) => { register(); return import(${entry}); })`;
  return new Worker(script, { eval: true, workerData, ...limits });
}

/** The failure that comes first in simulated time, or, where none has a time, the first part's. */
export function errorOf(failures: readonly Extract<WorkerReport, { kind: "failed" }>[], replay: string): Error {
  const broken = failures.flatMap(({ invariant }) => (invariant === undefined ? [] : [invariant]));
  const [first] = broken.sort((a, b) => a.timeUs - b.timeUs || (a.entity ?? 0) - (b.entity ?? 0));
  return first === undefined ? new Error(`${failures[0].reason}\n  replay:  ${replay}`) : new InvariantError(first);
}
