import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { EventFold } from "../kernel/event-fold.js";
import { Barrier } from "./barrier.js";
import { messages } from "./messages.js";
import { makeSharedExchange, Exchange, type SharedExchange } from "./exchange.js";
import type { Cuts } from "./partition.js";
import { type CreatePart, runPart } from "./run-part.js";
import { errorOf, startWorker, type WorkerData, type WorkerReport } from "./part-threads.js";

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
