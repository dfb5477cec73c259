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

/** How many workers thin shards wait for, and which of its leaves a node may confirm for them. */
export interface SwapGrants<Id> {
  /** Thin shards that the node is not on. */
  readonly waiting: number;
  readonly freeWorkers: number;
  readonly confirmedDepartures: number;
  /** Leaves to be rejected, by score ascending. */
  readonly worstFirst: (rejected: readonly Id[]) => readonly Id[];
  /** Whether `releasable` lets this node go. */
  readonly isGranted: (id: Id) => boolean;
}

/**
 * `decideLeaves` under `thinShardRescue: releasable`: of the leaves that score too much to be confirmed, the worst first, those are
 * confirmed all the same for which a thin shard waits and which `releasable` grants this node. Rejects come by score ascending,
 * confirms as those by score, then the swaps.
 * Source: protocol.md `proposer.decideLeaves` (node N:quil-engine/src/provers/lifecycle.rs).
 */
export function grantSwaps<Id>({ reject, confirm }: Answers<Id>, grants: SwapGrants<Id>): Answers<Id> {
  const { waiting, freeWorkers, confirmedDepartures, worstFirst, isGranted } = grants;
  let demand = Math.max(0, waiting - freeWorkers - confirmedDepartures - confirm.length);
  const stays: Id[] = [];
  const swaps: Id[] = [];
  for (const id of worstFirst(reject)) {
    if (demand > 0 && isGranted(id)) {
      demand--;
      swaps.push(id);
    } else {
      stays.push(id);
    }
  }
  return { reject: stays, confirm: [...confirm, ...swaps] };
}

/** `grantSwaps` from lists of all shards. */
export function decideSwapLeaves(
  shards: readonly ShardDescriptor[],
  pending: readonly string[],
  { unallocated, freeWorkers, confirmedDepartures, known }: SwapDemand,
  market: Market,
): Answers<string> {
  return grantSwaps(decideLeaves(shards, pending, market), {
    waiting: scoreShards(unallocated, market).filter(({ shard }) => isThin(shard, market.rules)).length,
    freeWorkers,
    confirmedDepartures,
    worstFirst: (rejected) => worstFirst(rejected, shards, market),
    isGranted: (filter) => {
      const members = known?.membersOf(filter);
      if (known === null || members === undefined) return false;
      return releasable(filter, members.active, members.leaving, market.rules).chosen.includes(known.self);
    },
  });
}

/** By score ascending, equal ones in the order of `shards`. */
function worstFirst(filters: readonly string[], shards: readonly ShardDescriptor[], market: Market): readonly string[] {
  const wanted = new Set(filters);
  return scoreShards(shards, market)
    .filter(({ shard }) => wanted.has(shard.filter))
    .toSorted((a, b) => ascending(a.score, b.score))
    .map(({ shard }) => shard.filter);
}
