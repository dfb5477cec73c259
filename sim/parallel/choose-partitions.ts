import { type Cuts, cutEvenly } from "./partition.js";

/** Events that a part should have in a window: below, synchronization costs more than sharing the work saves. */
const minEventsPerWindow = 1000;

/**
 * How many parts a run should be divided into, from 1 to `workers`. `eventsPerWindow`: how many events all parts together
 * handle from one synchronization to the next, about.
 */
export function chooseWorkerCount({
  eventsPerWindow,
  workers,
}: {
  readonly eventsPerWindow: number;
  readonly workers: number;
}): number {
  return Math.max(1, Math.min(workers, Math.floor(eventsPerWindow / minEventsPerWindow)));
}

/** Where to cut a network for as many parts as pay; see `cutEvenly`. */
export function choosePartitions(
  entityCount: number,
  load: { readonly eventsPerWindow: number; readonly workers: number },
  blocks?: readonly number[],
): Cuts {
  return cutEvenly(entityCount, chooseWorkerCount(load), blocks);
}
