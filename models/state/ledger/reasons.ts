/** Why the node of an allocation asked to leave, or answered as it did: kept until the network acts on it. */
import type { Allocations } from "../allocations.js";
import { type Cause, type CauseCode, causes } from "./causes.js";

const codes = Object.keys(causes) as readonly CauseCode[];

// Reached by key only, so the order of a Map never matters.
const numbers: ReadonlyMap<CauseCode, number> = new Map(codes.map((code, k) => [code, k]));

/** What a node says of an allocation, in the words of the log. */
export const answers = ["rejects", "confirms", "asks to leave"] as const;
export type Answer = (typeof answers)[number];

/** Most reasons name neither a shard nor a share: one object a code says them all. */
const plainReasons: readonly Cause[] = codes.map((code) => ({ code }));

export function noteReason(allocations: Allocations, allocation: number, cause: Cause): void {
  noteReasonOfAll(allocations, [allocation], cause);
}

/** The same reason of several. */
export function noteReasonOfAll(
  { reason, reasonShard, reasonShare }: Allocations,
  some: readonly number[],
  { code, shard = -1, share = Number.NaN }: Cause,
): void {
  if (some.length === 0) return;
  const number = numbers.get(code) ?? 0;
  for (const allocation of some) {
    reason[allocation] = number;
    reasonShard[allocation] = shard;
    reasonShare[allocation] = share;
  }
}

/** Notes what their reasons are reasons of. */
export function noteAnswerOfAll({ answered }: Allocations, some: readonly number[], answer: Answer): void {
  const number = answers.indexOf(answer) + 1;
  for (const allocation of some) answered[allocation] = number;
}

const tooLow: CauseCode = "score_too_low";
const tooLowNumber = codes.indexOf(tooLow);

/** What an allocation was measured against. */
export interface Measure {
  /** Best score of all allocations that the node could have; 0: there is none, of which nothing can be a share. */
  readonly best: number;
  /** Shard of that allocation; −1: there is none. It is not told of an allocation on that very shard. */
  readonly bestShard: number;
}

/**
 * Notes that an allocation scores too little, and how little: the same as a cause given to `noteReason`, without the object, as
 * in a herd nodes say so of the same allocations millions of times.
 */
export function noteTooLow(
  { reason, reasonShard, reasonShare, shard }: Allocations,
  allocation: number,
  score: number,
  { best, bestShard }: Measure,
): void {
  reason[allocation] = tooLowNumber;
  reasonShard[allocation] = bestShard === shard[allocation] ? -1 : bestShard;
  reasonShare[allocation] = best > 0 ? score / best : Number.NaN;
}

export function reasonOf({ reason, reasonShard, reasonShare }: Allocations, allocation: number): Cause {
  const shard = reasonShard[allocation];
  const share = reasonShare[allocation];
  const plain = plainReasons[reason[allocation]];
  const { code } = plain;
  if (Number.isNaN(share)) return shard < 0 ? plain : { code, shard };
  return shard < 0 ? { code, share } : { code, shard, share };
}

/**
 * Why its node sent the answer that is heard now, or takes effect now; one of several where it is not known which. A message may be on its way for so long that the node has changed its mind
 * since: then what it says now, and the event that tells so, are no reason for what it said then.
 */
export function reasonFor(allocations: Allocations, allocation: number, ...sent: readonly Answer[]): Cause {
  const last = allocations.answered[allocation];
  return last === 0 || sent.includes(answers[last - 1]) ? reasonOf(allocations, allocation) : changedItsMind;
}

const changedItsMind: Cause = { code: "asked", event: -1 };
