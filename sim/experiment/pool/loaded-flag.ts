/** Whether a worker of a pool has loaded what it is to run: what goes wrong before is said of a module, and not of a task. */
import { isMainThread, workerData } from "node:worker_threads";

/** What a pool gives to its workers. */
export interface PoolData {
  /** Above 0 once a worker has loaded all; one number that threads share. */
  readonly loaded: Int32Array;
}

export const poolData = (): PoolData => ({
  loaded: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
});

export const hasLoaded = ({ loaded }: PoolData): boolean => Atomics.load(loaded, 0) > 0;

/** Called by a module once all that it imports has run through. */
export function noteLoaded(): void {
  const data = workerData as Partial<PoolData> | null;
  if (!isMainThread && data?.loaded !== undefined) Atomics.add(data.loaded, 0, 1);
}
