import type { Network } from "../network.js";

/** Records an event of one allocation: rule, what, why. */
export type AllocationLog = (rule: string, what: string, why: string) => void;

/** The log of an allocation in this frame, or undefined where nobody keeps one: `logOf(…)?.(rule, what, why)`. */
export function logOf({ log, world }: Network, allocation: number): AllocationLog | undefined {
  if (log === null) return undefined;
  const prover = world.allocations.prover[allocation];
  const shard = world.allocations.shard[allocation];
  return (rule, what, why) => log.record({ frame: world.frame, rule, prover, shard, what, why });
}
