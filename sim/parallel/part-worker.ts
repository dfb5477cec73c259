/** The thread of one part: makes its model, runs it, and says what came of it. */
import thread from "node:process";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { InvariantError } from "../kernel/invariants.js";
import { Barrier, BarrierAborted } from "./barrier.js";
import { messages } from "./messages.js";
import { Exchange } from "./exchange.js";
import type { WorkerData, WorkerReport } from "./part-threads.js";
import { type CreatePart, runPart } from "./run-part.js";

const data = workerData as WorkerData;

async function run(): Promise<WorkerReport> {
  const { createPart } = (await import(data.module)) as { createPart: CreatePart<unknown, unknown> };
  const exchange = new Exchange(data.part, data.cuts, data.shared, data.spins);
  const model = createPart(data.setup, exchange);
  const windowCount = runPart(exchange, model, data);
  return { kind: "done", fold: model.kernel.events().state(), result: model.result(), windowCount };
}

function failureOf(error: unknown): WorkerReport {
  if (error instanceof BarrierAborted) return { kind: "aborted" };
  const reason = error instanceof Error ? error.message : String(error);
  const text = messages.workerFailed(data.part, data.cuts.length - 1, reason);
  if (!(error instanceof InvariantError)) return { kind: "failed", reason: text };
  const { what, rule, timeUs, frame, entity, run, replay, lastEvents } = error;
  const known = {
    ...(rule !== undefined && { rule }),
    ...(frame !== undefined && { frame }),
    ...(entity !== undefined && { entity }),
    ...(run !== undefined && { run }),
  };
  return { kind: "failed", reason: text, invariant: { what, timeUs, replay, lastEvents, ...known } };
}

let hasReported = false;

/** Of a part that is led: its report is there before the others learn that it has ended, and it stays until that is read. */
function reportTo(port: MessagePort, barrier: Barrier, report: WorkerReport): void {
  port.postMessage(report);
  hasReported = true;
  if (report.kind === "done") barrier.wait();
  else barrier.abort();
  barrier.waitUntilRead();
}

const { port } = data;
if (port === undefined) {
  run().then(
    (report) => parentPort?.postMessage(report),
    (error: unknown) => parentPort?.postMessage(failureOf(error)),
  );
} else {
  const barrier = new Barrier(data.shared.barrier, data.cuts.length - 1, 0);
  // Who leads waits at the barrier, and hears of no thread that ends.
  thread.once("exit", () => {
    if (!hasReported) barrier.abort();
  });
  run().then(
    (report) => reportTo(port, barrier, report),
    (error: unknown) => reportTo(port, barrier, failureOf(error)),
  );
}
