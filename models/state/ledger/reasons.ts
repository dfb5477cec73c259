/** Why the node of an allocation asked to leave, or answered as it did: kept until the network acts on it. */
import type { Allocations } from "../allocations.js";
import { type Cause, type CauseCode, causes } from "./causes.js";

const codes = Object.keys(causes) as readonly CauseCode[];

// Reached by key only, so the order of a Map never matters.
const numbers: ReadonlyMap<CauseCode, number> = new Map(codes.map((code, k) => [code, k]));

/** Most reasons name neither a shard nor a share: one object a code says them all. */
const plainReasons: readonly Cause[] = codes.map((code) => ({ code }));

export function noteReason(
  { reason, reasonShard, reasonShare }: Allocations,
  allocation: number,
  { code, shard = -1, share = Number.NaN }: Cause,
): void {
  reason[allocation] = numbers.get(code) ?? 0;
  reasonShard[allocation] = shard;
  reasonShare[allocation] = share;
}

export function reasonOf({ reason, reasonShard, reasonShare }: Allocations, allocation: number): Cause {
  const [shard, share] = [reasonShard[allocation], reasonShare[allocation]];
  const plain = plainReasons[reason[allocation]];
  const { code } = plain;
  if (Number.isNaN(share)) return shard < 0 ? plain : { code, shard };
  return shard < 0 ? { code, share } : { code, shard, share };
}
