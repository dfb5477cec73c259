/** Whether a join of simulated provers is accepted, filter by filter or as a whole. */
import type { Network } from "../../changes/network.js";
import { isFreshJoin, joinGate, refusesWholeJoins } from "../../protocol/lifecycle/transition.js";
import { Message } from "../../changes/message-port.js";
import type { Cause, CauseCode } from "../../state/ledger/causes.js";
import { Status } from "../../state/allocations.js";

/** Why a proposal is refused: by which rule, in words for the log. */
export interface Refusal {
  readonly rule: string;
  readonly why: string;
  readonly cause: Cause;
}

const byGate = (why: string, code: CauseCode): Refusal => ({ rule: "lifecycle.joinGate", why, cause: { code } });

/** What the gate is asked about: one object for all, as millions ask. */
const attempt = {
  existingStatus: null,
  joinFrame: 0,
  leaveFrame: 0,
  frame: 0,
  kickFrame: 0,
  changePending: false,
  isRetired: false,
};

/** Why the gate or the age of its message refuses a proposal by itself; null: nothing does. A refused one times out at the prover's. */
export function refusalOf(
  { world, rules }: Pick<Network, "world" | "rules">,
  allocation: number,
  frame: number,
): Refusal | null {
  const { allocations, provers, shards } = world;
  const shard = allocations.shard[allocation];
  attempt.frame = frame;
  attempt.kickFrame = provers.kickFrame[allocations.prover[allocation]];
  attempt.changePending = shards.splitFrame[shard] > 0;
  attempt.isRetired = shards.retired[shard] === 1;
  if (attempt.isRetired) return byGate("the shard is gone", "shard_gone");
  if (!isFreshJoin(allocations.joinFrame[allocation], frame))
    return {
      rule: "lifecycle.joinFreshness",
      why: "its proof is more than 10 frames old",
      cause: { code: "proof_too_old" },
    };
  if (joinGate(attempt, rules.lifecycle)) return null;
  return attempt.kickFrame === 0
    ? byGate("the shard has a split or merge noted", "change_noted")
    : byGate("the prover was evicted or kicked", "prover_barred");
}

/**
 * Proposals that another filter of their join refuses, where one refuses all (`refusesWholeJoins`). `due` are the requests of a
 * frame as pairs (kind, allocation); those of one message stand in a row.
 */
export function refusedWithOthers(network: Network, due: ArrayLike<number>, frame: number): ReadonlySet<number> {
  const refused = new Set<number>();
  if (!refusesWholeJoins(network.rules)) return refused;
  const { prover, status } = network.world.allocations;
  for (let k = 0; k < due.length;) {
    if (due[k] !== Message.join) {
      k += 2;
      continue;
    }
    const sender = prover[due[k + 1]];
    const open: number[] = [];
    for (; k < due.length && due[k] === Message.join && prover[due[k + 1]] === sender; k += 2)
      if (status[due[k + 1]] === Status.proposed) open.push(due[k + 1]);
    if (open.some((allocation) => refusalOf(network, allocation, frame) !== null))
      for (const allocation of open) refused.add(allocation);
  }
  return refused;
}

/** In the words of the log, where nothing else refuses the proposal. */
export const refusedByOther = byGate("another filter of the join was refused", "other_filter_refused");
