import type { BigBytes } from "../../../sim/units/quantity-types.js";
import type { QuilUnits } from "../ground/token.js";
import { divBySqrtRoundHalfAway, divRoundHalfAway, rootWith53Places } from "../ground/integer-math.js";
import { RuleError } from "../ground/rule.js";
import { type EmissionSwitches, emissionBasis } from "./basis.js";
import type { IssuanceArithmetic, PomwState } from "./pomw-basis.js";

/** One allocation of a prover on one shard, as the reward sees it. */
export interface RewardAllocation {
  /** Ring, from 0, at most 255 (the node keeps 8 bits). */
  readonly ring: number;
  /** Size of the shard, bytes. */
  readonly stateBytes: BigBytes;
  /** Leaves of the shard's data tree (node) or shards proven by the worker (article); its square root divides. */
  readonly shards: bigint;
}

/** Everything an allocation's reward divides and multiplies. */
interface Terms {
  readonly basis: QuilUnits;
  readonly worldBytes: BigBytes;
  readonly allocation: RewardAllocation;
  /** Power of two that the ring divides by, before overflow. */
  readonly ringShift: number;
}

type RewardSwitches = Pick<EmissionSwitches, "emissionRule" | "issuanceArithmetic" | "ringDivisor">;

const scaleOf16Decimals = 10n ** 16n;

/**
 * Units that the whole ring of an allocation earns in a frame: basis · stateBytes/worldBytes / 2^(ring+1) / √shards,
 * truncated (`ringDivisor: ring` leaves out the +1). An empty world pays 0.
 * Throws `RuleError` for shards = 0 except in `bits53`, where that pays 0.
 *
 * Quirks kept (`emission.calculate.quirks`): in `decimals` the divisor is a signed 64-bit shift of an 8-bit ring, so a
 * shift of 63 is negative, beyond it nothing is paid, and ring 255 wraps to divisor 1; `bits53` treats rings above 62 as 62.
 * Source: protocol.md `emission.calculate` (node go:consensus/reward; rs:quil-engine/src/rewards.rs).
 */
export function allocationReward(
  basis: QuilUnits,
  worldBytes: BigBytes,
  allocation: RewardAllocation,
  { issuanceArithmetic, ringDivisor }: Pick<RewardSwitches, "issuanceArithmetic" | "ringDivisor">,
): QuilUnits {
  if (allocation.shards === 0n && issuanceArithmetic !== "bits53")
    throw new RuleError("shards: 0 has no square root to divide by");
  if (worldBytes === 0n || allocation.shards === 0n) return 0n;
  const ringShift = allocation.ring + (ringDivisor === "ringPlusOne" ? 1 : 0);
  return rewardBy[issuanceArithmetic]({ basis, worldBytes, allocation, ringShift });
}

/** Amounts, one a prover: the sum over its allocations, each truncated. Throws as `allocationReward` does. */
export function calculateRewards(
  state: PomwState,
  provers: readonly (readonly RewardAllocation[])[],
  switches: RewardSwitches,
): readonly QuilUnits[] {
  const basis = emissionBasis(state, switches);
  return provers.map((allocations) =>
    allocations.reduce((sum, one) => sum + allocationReward(basis, state.worldBytes, one, switches), 0n),
  );
}

const rewardBy: Readonly<Record<IssuanceArithmetic, (terms: Terms) => bigint>> = {
  /** Go: every division rounded to 16 decimals, halves away from zero; numbers here carry 16 decimals. */
  decimals: ({ basis, worldBytes, allocation: { stateBytes, shards }, ringShift }) => {
    const shift = BigInt(ringShift) % 256n;
    if (shift >= 64n) return 0n;
    const divisor = BigInt.asIntN(64, 1n << shift);
    const partOfWorld = divRoundHalfAway(stateBytes * scaleOf16Decimals, worldBytes);
    const partOfRing = divRoundHalfAway(partOfWorld * basis, divisor);
    return divBySqrtRoundHalfAway(partOfRing, shards) / scaleOf16Decimals;
  },
  /** Rust: one division, the root with 53 binary places. */
  bits53: ({ basis, worldBytes, allocation: { stateBytes, shards, ring }, ringShift }) => {
    const shift = BigInt(Math.min(ring, 62) + ringShift - ring);
    return ((stateBytes * basis) << 53n) / ((worldBytes * rootWith53Places(shards)) << shift);
  },
  /** IEEE doubles from left to right. */
  float53: ({ basis, worldBytes, allocation: { stateBytes, shards }, ringShift }) => {
    const part = (Number(stateBytes) / Number(worldBytes)) * Number(basis);
    return BigInt(Math.trunc(part / Number(1n << BigInt(ringShift)) / Math.sqrt(Number(shards))));
  },
};
