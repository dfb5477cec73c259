import type { Network } from "../../changes/network.js";
import type { EventFigures, Waiting } from "./event-log.js";

/** Records an event: rule, what, why, and figures where that kind of event has some. */
export type RecordEvent = (rule: string, what: string, why: string, figures?: EventFigures) => void;

/** The log of an allocation in this frame, or undefined where nobody keeps one: `logOf(…)?.(rule, what, why)`. */
export function logOf(network: Network, allocation: number): RecordEvent | undefined {
  if (network.log === null) return undefined;
  const { allocations } = network.world;
  return recorder(network, allocations.prover[allocation], allocations.shard[allocation]);
}

/**
 * The same where a sentence would be repeated for as long as the allocation waits: it is recorded when it changes, or
 * when another request of the allocation waits.
 */
export function logChangeOf(
  { log, world }: Network,
  allocation: number,
  voice: Waiting["voice"],
): RecordEvent | undefined {
  if (log === null) return undefined;
  const { allocations, frame } = world;
  const since = Math.max(allocations.joinFrame[allocation], allocations.leaveFrame[allocation]);
  const [prover, shard] = [allocations.prover[allocation], allocations.shard[allocation]];
  return (rule, what, why, figures) =>
    log.recordChange({ frame, rule, prover, shard, what, why, ...figures }, { allocation, voice, since });
}

/** The log of a prover as a whole, from the frame in which the network sees what happened: this one unless told. */
export function logOfProver(network: Network, prover: number, frame?: number): RecordEvent | undefined {
  return network.log === null ? undefined : recorder(network, prover, -1, frame);
}

/** The log of a shard. */
export function logOfShard(network: Network, shard: number, frame?: number): RecordEvent | undefined {
  return network.log === null ? undefined : recorder(network, -1, shard, frame);
}

/** The log of the whole network. */
export function logOfAll(network: Network, frame?: number): RecordEvent | undefined {
  return network.log === null ? undefined : recorder(network, -1, -1, frame);
}

function recorder({ log, world }: Network, prover: number, shard: number, frame = world.frame): RecordEvent {
  return (rule, what, why, figures) => log?.record({ frame, rule, prover, shard, what, why, ...figures });
}
