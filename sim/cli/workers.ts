/** How many worker threads: as typed, or as many as the machine carries. */
import { availableParallelism, totalmem } from "node:os";
import { openPool, type Pool } from "../experiment/pool/pool.js";
import { type Arguments, type CommandOptions, UsageError } from "./command.js";
import { messages } from "./terminal/messages.js";
import type { Plan } from "../experiment/model.js";

export const workersOption: CommandOptions = {
  workers: {
    type: "string",
    requiresArg: true,
    describe: "threads that share the replications (default: one a core, as far as memory holds)",
  },
};

const maxWorkers = 256;
/** What all workers together may fill of the machine's memory. */
const memoryShare = 0.75;
const minHeapMegabytes = 512;

/** The number typed, or undefined. Throws `UsageError`. */
export function workersTyped(args: Arguments): number | undefined {
  const text = args.text("workers");
  if (text === undefined) return undefined;
  const workers = Number(text);
  if (!/^\d{1,4}$/.test(text) || workers < 1 || workers > maxWorkers) throw new UsageError(messages.badWorkers(text));
  return workers;
}

/** How many workers share `count` replications; by default no more than memory holds, as far as the plan knows. */
export function workersFor(
  typed: number | undefined,
  count: number,
  { memoryBytes }: Pick<Plan, "memoryBytes">,
): number {
  const roomFor = Math.floor((memoryShare * totalmem()) / Math.max(1, memoryBytes));
  return Math.min(count, typed ?? Math.max(1, Math.min(availableParallelism(), roomFor)));
}

/** Threads for a model, or undefined where the main thread does the work. Close it when all is done. */
export function poolFor(worker: URL | undefined, workers: number): Pool | undefined {
  if (worker === undefined || workers < 2) return undefined;
  const share = (memoryShare * totalmem()) / workers / 1e6;
  return openPool({ worker, workers, heapMegabytes: Math.max(minHeapMegabytes, Math.floor(share)) });
}
