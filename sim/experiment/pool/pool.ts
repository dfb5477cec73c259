/** Worker threads that take tasks: started once, at the first task, with all modules loaded once in each. */
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Piscina } from "piscina";
import { type FailureRecord, recordOf } from "../failure.js";
import { placeOf } from "../../program/place-of.js";
import { RunRefusal } from "../../units/run-refusal.js";
import { messages } from "../messages.js";
import { hasLoaded, type PoolData, poolData } from "./loaded-flag.js";

export interface PoolOptions {
  /** Module whose default export takes a task; the source, or compiled. */
  readonly worker: URL;
  /** How many threads, from 1. */
  readonly workers: number;
  /** Most JavaScript heap of each, in megabytes; typed arrays lie outside it. */
  readonly heapMegabytes: number;
}

/**
 * Most memory of each worker for objects that have just been made, in megabytes. Four times what an engine takes by itself:
 * fewer objects live to be moved, and a replication takes a tenth less (bench/README.md).
 */
const youngMegabytes = 192;

/** A worker that died under a task, or never came to life. */
export class WorkerLost extends Error {
  override readonly name = "WorkerLost";
  constructor(
    readonly record: (which: string) => FailureRecord,
    cause: unknown,
  ) {
    super(record("a task").text, { cause });
  }
}

export interface Pool {
  readonly workers: number;
  /**
   * Gives the worker's answer; rejects with `WorkerLost` if it dies, with `RunRefusal` if it cannot load a module that this thread could, and with
   * what it throws if it throws.
   */
  run(task: unknown): Promise<unknown>;
  /** Ends all threads, whatever they are doing. */
  close(): Promise<void>;
}

/** Nothing is started or loaded before the first task. */
export function openPool(options: PoolOptions): Pool {
  let started: Promise<Started> | undefined;
  return {
    workers: options.workers,
    async run(task) {
      const { threads, broken, data } = await (started ??= start(options));
      const answer: Promise<unknown> = threads.run(task).catch((error: unknown) => {
        throw lost(error, options, data);
      });
      return await Promise.race([answer, broken]);
    },
    async close() {
      if (started !== undefined) await (await started).threads.destroy();
    },
  };
}

interface Started {
  readonly threads: Piscina;
  /** Rejects when no worker can start: then every task fails at once, instead of waiting for one. */
  readonly broken: Promise<never>;
  readonly data: PoolData;
}

async function start(options: PoolOptions): Promise<Started> {
  const { Piscina: Threads } = await import("piscina");
  const { worker, workers, heapMegabytes } = options;
  const data = poolData();
  const threads = new Threads({
    filename: fileURLToPath(worker),
    minThreads: workers,
    maxThreads: workers,
    recordTiming: false,
    workerData: data,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMegabytes,
      maxYoungGenerationSizeMb: Math.min(youngMegabytes, Math.floor(heapMegabytes / 4)),
    },
    ...sourceLoader(worker),
  });
  const broken = new Promise<never>((_, reject) => {
    threads.on("error", (error: unknown) => reject(lost(error, options, data, messages.workersCannotStart)));
  });
  // Nobody may be waiting when it happens.
  broken.catch(() => {});
  return { threads, broken, data };
}

/** TypeScript needs its loader in every thread; compiled modules need none. */
function sourceLoader({ pathname }: URL): { execArgv?: string[] } {
  if (!pathname.endsWith(".ts")) return {};
  return { execArgv: ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href] };
}

function lost(
  error: unknown,
  { heapMegabytes }: PoolOptions,
  data: PoolData,
  say?: (why: string) => string,
): WorkerLost | RunRefusal {
  const { kind, text: why, stack } = recordOf(error);
  if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") {
    return new WorkerLost(
      (which) => ({ kind: "memory", text: messages.outOfMemory(which, heapMegabytes), stack: "" }),
      error,
    );
  }
  if (!hasLoaded(data) && kind === "other") {
    const { place, what } = placeOf(error);
    if (isOfModule(error, place)) return new RunRefusal(messages.notLoadedInWorker(place, what), { cause: error });
  }
  return new WorkerLost(
    (which) => ({ kind: "other", text: say?.(why) ?? messages.workerEnded(which, why), stack }),
    error,
  );
}

/**
 * Whether it was thrown by a module as it was loaded: all that comes with the program loads in every thread, and what is added to it is its
 * author's to mend. Neither the system's refusal of a thread is, nor what a library throws, nor a task that cannot be sent.
 */
function isOfModule(error: unknown, place: string): boolean {
  const { code, name } = error as NodeJS.ErrnoException;
  if (code === "ERR_WORKER_INIT_FAILED" || name === "DataCloneError") return false;
  return place !== "" && !/[\\/]node_modules[\\/]/.test(place);
}
