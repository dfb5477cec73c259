import type { BigBytes } from "../../../sim/units/quantity-types.js";
import type { QuilUnits } from "../ground/token.js";
import type { PomwState } from "../emission/pomw-basis.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { baselineFee, type BasisOf } from "./baseline.js";

/** Fee of one operation, units. */
export interface RequiredFee {
  readonly perByte: QuilUnits;
  /** On an app shard, with the shard's multiplier. */
  readonly appShard: QuilUnits;
  /** On the global chain, where the multiplier is 1. */
  readonly global: QuilUnits;
}

/**
 * Fee that an operation of `costBytes` needs: bytes · ⌊baseline(bytes) / bytes⌋ · multiplier, at least a unit a byte.
 * What costs no bytes is free. Without a fee rule (`feeRule: none`) shards multiply by 1 too.
 * Source: protocol.md `fees.required` (node go:consensus/app/app_consensus_engine.go).
 */
export function requiredFee<State extends PomwState>(
  state: State,
  costBytes: BigBytes,
  multiplier: bigint,
  { basisOf, feeRule }: { readonly basisOf: BasisOf<State> } & Pick<RuleSwitches, "feeRule">,
): RequiredFee {
  if (costBytes === 0n) return { perByte: 0n, appShard: 0n, global: 0n };
  const perByte = baselineFee(state, costBytes, basisOf) / costBytes;
  const global = costBytes * perByte;
  return { perByte, appShard: feeRule === "none" ? global : global * multiplier, global };
}
