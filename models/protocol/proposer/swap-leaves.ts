/** How a node gives up allocations that score enough, for thin shards that wait for its workers. */
import { ascending } from "../ground/compare.js";
import { type Answers, decideLeaves } from "./decide.js";
import { releasable } from "./releasable.js";
import { type Market, type ShardDescriptor, isThin, scoreShards } from "./strategy.js";

/** What a node knows of the members of a shard that it has asked to leave. */
export interface ShardMembers {
  /** Effective Active, head count. */
  readonly active: number;
  /** Addresses of those that are leaving, itself among them. */
  readonly leaving: readonly string[];
}

export interface SwapDemand {
  /** Shards that the node is not on. */
  readonly unallocated: readonly ShardDescriptor[];
  readonly freeWorkers: number;
  /** Own workers that serve a confirmed leave, and will be free. */
  readonly confirmedDepartures: number;
  /** The node, and who is on the shards; null = nobody is moved. */
  readonly known: { readonly self: string; readonly membersOf: (filter: string) => ShardMembers | undefined } | null;
}

/**
 * `decideLeaves` under `thinShardRescue: releasable`: of the leaves that score too much to be confirmed, the worst first, those are
 * confirmed all the same for which a thin shard waits and which `releasable` grants this node. Rejects come by score ascending,
 * confirms as those by score, then the swaps.
 * Source: protocol.md `proposer.decideLeaves` (node N:quil-engine/src/provers/lifecycle.rs).
 */
export function decideSwapLeaves(
  shards: readonly ShardDescriptor[],
  pending: readonly string[],
  { unallocated, freeWorkers, confirmedDepartures, known }: SwapDemand,
  market: Market,
): Answers<string> {
  const { reject, confirm } = decideLeaves(shards, pending, market);
  const waiting = scoreShards(unallocated, market).filter(({ shard }) => isThin(shard, market.rules)).length;
  let demand = Math.max(0, waiting - freeWorkers - confirmedDepartures - confirm.length);
  const stays: string[] = [];
  const swaps: string[] = [];
  for (const filter of worstFirst(reject, shards, market)) {
    const members = known?.membersOf(filter);
    const isGranted =
      known !== null &&
      members !== undefined &&
      releasable(filter, members.active, members.leaving, market.rules).chosen.includes(known.self);
    if (demand > 0 && isGranted) {
      demand--;
      swaps.push(filter);
    } else {
      stays.push(filter);
    }
  }
  return { reject: stays, confirm: [...confirm, ...swaps] };
}

/** By score ascending, equal ones in the order of `shards`. */
function worstFirst(filters: readonly string[], shards: readonly ShardDescriptor[], market: Market): readonly string[] {
  const wanted = new Set(filters);
  return scoreShards(shards, market)
    .filter(({ shard }) => wanted.has(shard.filter))
    .toSorted((a, b) => ascending(a.score, b.score))
    .map(({ shard }) => shard.filter);
}
