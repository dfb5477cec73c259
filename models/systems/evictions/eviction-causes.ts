/** Why a prover is evicted: it was away, or a shard that it is on made no frames. */
import { byBytes } from "../../protocol/ground/compare.js";
import type { RulesInForce } from "../../changes/network.js";
import { idleSince } from "../../changes/allocations/idleness.js";
import type { Cause } from "../../state/ledger/causes.js";
import type { Logged } from "../../state/log/log-of.js";
import { latestOf } from "../../state/log/record.js";

/** For each prover, its allocation that has been idle for longest; of equal ones that on the first shard by filter. */
export function longestIdle(network: RulesInForce & Logged, idle: readonly number[]): ReadonlyMap<number, number> {
  const { allocations, shards } = network.world;
  // Reached by key only, so the order of the Map never matters.
  const found = new Map<number, number>();
  const filterOf = (allocation: number): string => shards.filter[allocations.shard[allocation]];
  for (const allocation of idle) {
    const prover = allocations.prover[allocation];
    const other = found.get(prover);
    const order =
      other === undefined
        ? -1
        : idleSince(network, allocation) - idleSince(network, other) || byBytes(filterOf(allocation), filterOf(other));
    if (order < 0) found.set(prover, allocation);
  }
  return found;
}

/** What kept a prover from taking part, with the shard where it did. */
export interface EvictionCause extends Cause {
  readonly shard: number;
}

/** What kept the prover of that allocation from taking part: its own absence, or that its shard made no frames. */
export function causeOf(logged: Logged, allocation: number): EvictionCause {
  const { allocations, nodes, provers, shards } = logged.world;
  const [prover, shard] = [allocations.prover[allocation], allocations.shard[allocation]];
  if (nodes.online[provers.node[prover]] === 0)
    return { code: "node_offline", shard, ...latestOf(logged, "presence", prover) };
  if (shards.minting[shard] === 0)
    return { code: "shard_makes_no_frames", shard, ...latestOf(logged, "minting", shard) };
  return { code: "idle", shard };
}

/** How an eviction is counted among the losses of allocations, where an eviction that was nobody's fault is told apart. */
export const lostBy = ({ code }: Cause): "evicted_while_online" | "evicted_offline" =>
  code === "node_offline" ? "evicted_offline" : "evicted_while_online";
