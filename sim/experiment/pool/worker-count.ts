/** How many worker threads the machine carries, and the pool of so many. */
import { availableParallelism, totalmem } from "node:os";
import type { Plan } from "../model.js";
import { openPool, type Pool } from "./pool.js";

/** More threads than anybody has cores. */
export const maxWorkers = 256;
/** What all workers together may fill of the machine's memory. */
const memoryShare = 0.75;
const minHeapMegabytes = 512;

/** How many workers share `count` replications; by default no more than memory holds, as far as the plan knows. */
export function workersFor(
  wanted: number | undefined,
  count: number,
  { memoryBytes }: Pick<Plan, "memoryBytes">,
): number {
  const roomFor = Math.floor((memoryShare * totalmem()) / Math.max(1, memoryBytes));
  return Math.min(count, wanted ?? Math.max(1, Math.min(availableParallelism(), roomFor)));
}

/** How many threads a run of one replication may use, as many as there are cores unless told. */
export const threadsForOne = (wanted: number | undefined): number => wanted ?? availableParallelism();

/** Threads for a model, or undefined where the main thread does the work. Close it when all is done. */
export function poolFor(worker: URL | undefined, workers: number): Pool | undefined {
  if (worker === undefined || workers < 2) return undefined;
  return openPool({ worker, workers, heapMegabytes: heapShareMegabytes(workers) });
}

/** What each of so many workers may fill. */
export const heapShareMegabytes = (workers: number): number =>
  Math.max(minHeapMegabytes, Math.floor((memoryShare * totalmem()) / workers / 1e6));
