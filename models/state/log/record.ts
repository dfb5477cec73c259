/** Changes as they happen: counted in the ledger by their causes, and recorded in the log where somebody keeps one. */
import type { Cause } from "../ledger/causes.js";
import type { EventFigures } from "./event-log.js";
import type { Subject, Topic } from "./latest-rows.js";
import type { Logged } from "./log-of.js";

/** What happened, by which rule, and what led to it. */
export interface Happening extends EventFigures {
  readonly rule: string;
  /** One or two words that do not vary with figures, for example `place closed`. */
  readonly what: string;
  /** The reason in the words of the log; empty where `what` says it all. */
  readonly why: string;
  readonly cause: Cause;
  /** For how many changes the ledger counts it; one unless told. */
  readonly times?: number;
}

/**
 * A change of an allocation, in this frame unless told. Where its cause names no event it follows from what was said last of
 * the allocation: a confirmation from the answer of its node, the end of a leave from its confirmation. Gives the row of the log, −1 without one.
 */
export function recordOf(logged: Logged, allocation: number, happening: Happening, frame?: number): number {
  const { prover, shard } = logged.world.allocations;
  return record(logged, { prover: prover[allocation], shard: shard[allocation], allocation }, happening, frame);
}

/** A change of a prover as a whole, from the frame in which the network sees it: this one unless told. */
export function recordOfProver(logged: Logged, prover: number, happening: Happening, frame?: number): number {
  return record(logged, { prover, shard: -1, allocation: -1 }, happening, frame);
}

/** A change of a shard. */
export function recordOfShard(logged: Logged, shard: number, happening: Happening, frame?: number): number {
  return record(logged, { prover: -1, shard, allocation: -1 }, happening, frame);
}

/** A change of the whole network. */
export function recordOfAll(logged: Logged, happening: Happening, frame?: number): number {
  return record(logged, { prover: -1, shard: -1, allocation: -1 }, happening, frame);
}

/** The event of that topic that was recorded last of a prover, shard or allocation: what a cause names; without a log, none. */
export function latestOf({ log }: Pick<Logged, "log">, topic: Topic, key: number): { readonly event?: number } {
  const row = log === null ? -1 : log.latest[topic].of(key);
  return row < 0 ? {} : { event: row };
}

function record({ log, world }: Logged, subject: Subject, happening: Happening, frame = world.frame): number {
  const { prover, shard, allocation } = subject;
  const { what, cause, times = 1 } = happening;
  const { nodes, provers } = world;
  const operatorClass = prover < 0 ? -1 : nodes.operatorClass[provers.node[prover]];
  if (!world.ledger.noteAgain(happening, operatorClass, frame))
    world.ledger.note({ what, cause, frame, prover, operatorClass, shard, times });
  if (log === null) return -1;
  const caused = cause.event === undefined ? { ...latestOf({ log }, "allocation", allocation), ...cause } : cause;
  const { rule, why, other, value } = happening;
  const figures = { ...(other !== undefined && { other }), ...(value !== undefined && { value }) };
  const row = log.record({ frame, rule, prover, shard, what, why, ...figures, cause: caused });
  log.latest.note(row, what, subject);
  return row;
}
