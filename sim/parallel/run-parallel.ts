import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { type MessagePort, Worker } from "node:worker_threads";
import { EventFold } from "../kernel/event-fold.js";
import { InvariantError, type FailureContext } from "../kernel/invariants.js";
import { Barrier } from "./barrier.js";
import { messages } from "./messages.js";
import { makeSharedExchange, Exchange, type SharedExchange } from "./exchange.js";
import type { Cuts } from "./partition.js";
import { type CreatePart, runPart } from "./run-part.js";

export interface ParallelRun<Setup> {
  /** Module that exports `createPart`, a `CreatePart<Setup, Result>`; each worker thread loads it. */
  readonly module: URL;
  /** What `createPart` is given: plain data and shared buffers. */
  readonly setup: Setup;
  readonly cuts: Cuts;
  readonly horizonUs: number;
  /** No part affects another sooner than this after the present; a whole number of microseconds from 1. */
  readonly lookaheadUs: number;
  /** The command that runs into the same failure again. */
  readonly replay: string;
  /** Memory that a worker may take for objects, MB; the engine's own limit if not given. */
  readonly workerMemoryMb?: number;
}

export interface ParallelResult<Result> {
  /** All events of all parts. */
  readonly fold: EventFold;
  /** In the order of parts. */
  readonly results: readonly Result[];
  readonly windowCount: number;
}

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

/** Turns at a barrier before a part goes to sleep, where every part has a core. */
export const spins = 5000;

/**
 * Runs a network in parts, each on a thread of its own, and gives what one thread would have given. One part runs right
 * here. Throws `RangeError` for a lookahead that is none, `InvariantError` where a part throws one, and `Error` for a
 * worker that ends before its time; the other workers are stopped then.
 */
export async function runParallel<Setup, Result>(run: ParallelRun<Setup>): Promise<ParallelResult<Result>> {
  const { lookaheadUs, cuts } = run;
  if (!Number.isSafeInteger(lookaheadUs) || lookaheadUs < 1) throw new RangeError(messages.badLookahead(lookaheadUs));
  const partCount = cuts.length - 1;
  const shared = makeSharedExchange(partCount);
  if (partCount === 1) return runHere(run, shared);
  const reports = await runWorkers(run, shared);
  const fold = new EventFold();
  for (const report of reports) fold.merge(report.fold);
  const results = reports.map(({ result }) => result as Result);
  return { fold, results, windowCount: reports[0].windowCount };
}

async function runHere<Setup, Result>(
  run: ParallelRun<Setup>,
  shared: SharedExchange,
): Promise<ParallelResult<Result>> {
  const { createPart } = (await import(run.module.href)) as { createPart: CreatePart<Setup, Result> };
  const exchange = new Exchange(0, run.cuts, shared, 0);
  const model = createPart(run.setup, exchange);
  const windowCount = runPart(exchange, model, run);
  return { fold: model.kernel.events(), results: [model.result()], windowCount };
}

type Done = Extract<WorkerReport, { kind: "done" }>;

async function runWorkers<Setup>(run: ParallelRun<Setup>, shared: SharedExchange): Promise<readonly Done[]> {
  const { module, replay, ...rest } = run;
  const partCount = run.cuts.length - 1;
  const hasCores = partCount <= availableParallelism();
  const barrier = new Barrier(shared.barrier, partCount, 0);
  const workers = Array.from({ length: partCount }, (_, part) => {
    const workerData: WorkerData = { ...rest, module: module.href, part, shared, spins: hasCores ? spins : 0 };
    return startWorker(workerData, run.workerMemoryMb);
  });
  const reports = await Promise.all(
    workers.map(async (worker, part) => {
      const report = await reportOf(worker, part, partCount);
      if (report.kind === "failed") barrier.abort();
      return report;
    }),
  );
  const failures = reports.filter((report) => report.kind === "failed");
  if (failures.length > 0) throw errorOf(failures, replay);
  return reports.filter((report) => report.kind === "done");
}

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

/** What a worker reports, or that it ended without a word. */
function reportOf(worker: Worker, part: number, partCount: number): Promise<WorkerReport> {
  return new Promise((resolve) => {
    worker.once("message", resolve);
    worker.once("error", (error) => {
      resolve({ kind: "failed", reason: messages.workerFailed(part, partCount, error.message) });
    });
    worker.once("exit", (code) => resolve({ kind: "failed", reason: messages.workerGone(part, partCount, code) }));
  });
}

/** The failure that comes first in simulated time, or, where none has a time, the first part's. */
export function errorOf(failures: readonly Extract<WorkerReport, { kind: "failed" }>[], replay: string): Error {
  const broken = failures.flatMap(({ invariant }) => (invariant === undefined ? [] : [invariant]));
  const [first] = broken.sort((a, b) => a.timeUs - b.timeUs || (a.entity ?? 0) - (b.entity ?? 0));
  return first === undefined ? new Error(`${failures[0].reason}\n  replay:  ${replay}`) : new InvariantError(first);
}
