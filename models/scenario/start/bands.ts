/** What a start says of its shards, in one form: how many lie in which range, and how many allocations there are in all. */

/** So many shards with a count from `min` to `max`; an infinite `max` is open. */
export interface Band {
  readonly name: string;
  readonly shards: number;
  readonly min: number;
  readonly max: number;
}

export interface StartFigures {
  readonly active: number;
  /** Joins on shards, those that lapsed among them. */
  readonly joining: number;
  readonly leaving: number;
  /** By active provers, the most first. */
  readonly health: readonly Band[];
  /** By the provers of the shard, the deepest first; none: nothing is known. */
  readonly rings: readonly Band[];
  /** Active and joining provers of every shard at least, where rings do not say it. */
  readonly joined: number;
  /** Whether rings are those of active provers alone. */
  readonly ringsOfActive: boolean;
  /** Of the joining, leaving and rejected, the records of provers that do nothing any more. */
  readonly stale: { readonly joining: number; readonly leaving: number; readonly rejected: number };
}

/** Why no network is as it is said to be: where below `start`, and what is wrong. */
export interface StartFault {
  readonly path: string;
  readonly message: string;
}

export const isFault = (found: object): found is StartFault => "message" in found;

/** Active provers that a shard of each health has, in the words of the pages that publish the histogram. */
export const healthRanges = {
  healthy: { min: 6, max: Number.POSITIVE_INFINITY },
  warning: { min: 3, max: 5 },
  halt: { min: 0, max: 2 },
  occupiedHalt: { min: 1, max: 2 },
  unassigned: { min: 0, max: 0 },
};
