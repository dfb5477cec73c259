import type { Cause } from "../ledger/causes.js";
import type { World } from "../world.js";
import type { EventFigures, EventLog, Waiting } from "./event-log.js";

/** A world, and its log if somebody keeps one. */
export interface Logged {
  readonly log: EventLog | null;
  readonly world: World;
}

/** Records an event: rule, what, why, and figures where that kind of event has some. */
export type RecordEvent = (rule: string, what: string, why: string, figures?: EventFigures) => void;

/** The log of an allocation in this frame unless told, or undefined where nobody keeps one: `logOf(…)?.(rule, what, why)`. */
export function logOf(logged: Logged, allocation: number, frame?: number): RecordEvent | undefined {
  if (logged.log === null) return undefined;
  const { allocations } = logged.world;
  return recorder(logged, allocations.prover[allocation], allocations.shard[allocation], frame);
}

/**
 * The same where a sentence would be repeated for as long as the allocation waits: it is recorded when it changes, or
 * when another request of the allocation waits.
 */
export function logChangeOf(
  { log, world }: Logged,
  allocation: number,
  reporter: Waiting["reporter"],
  cause?: Cause,
): RecordEvent | undefined {
  if (log === null) return undefined;
  const { allocations, frame } = world;
  const since = Math.max(allocations.joinFrame[allocation], allocations.leaveFrame[allocation]);
  const [prover, shard] = [allocations.prover[allocation], allocations.shard[allocation]];
  return (rule, what, why, figures) =>
    log.recordChange(
      { frame, rule, prover, shard, what, why, ...figures, ...(cause && { cause }) },
      { allocation, reporter, since },
    );
}

/** The log of a prover as a whole, from the frame in which the network sees what happened: this one unless told. */
export function logOfProver(logged: Logged, prover: number, frame?: number): RecordEvent | undefined {
  return logged.log === null ? undefined : recorder(logged, prover, -1, frame);
}

/** The log of a shard. */
export function logOfShard(logged: Logged, shard: number, frame?: number): RecordEvent | undefined {
  return logged.log === null ? undefined : recorder(logged, -1, shard, frame);
}

/** The log of the whole logged. */
export function logOfAll(logged: Logged, frame?: number): RecordEvent | undefined {
  return logged.log === null ? undefined : recorder(logged, -1, -1, frame);
}

function recorder({ log, world }: Logged, prover: number, shard: number, frame = world.frame): RecordEvent {
  return (rule, what, why, figures) => log?.record({ frame, rule, prover, shard, what, why, ...figures });
}
