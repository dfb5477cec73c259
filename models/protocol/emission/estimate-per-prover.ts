import type { BigBytes } from "../../../sim/units/quantity-types.js";
import type { QuilUnits } from "../ground/token.js";
import { integerSqrt } from "../ground/integer-math.js";
import type { EmissionSwitches } from "./basis.js";

/**
 * Units a frame that dashboards and planners expect for one prover of a ring, truncated at every step. The integer
 * root of `dataShards` makes it differ from what is minted when the leaf count is no square. 0 when basis, world or
 * leaves is 0, or when the ring's power of two reaches 64. Sizes in bytes, `ring` from 0.
 * Source: protocol.md `emission.estimatePerProver` (node rs:quil-engine/src/shard_info.rs).
 */
export function estimatePerProver(
  of: {
    readonly basis: QuilUnits;
    readonly shardBytes: bigint;
    readonly worldBytes: BigBytes;
    readonly ring: number;
    readonly dataShards: bigint;
  },
  { ringDivisor, ringSize }: Pick<EmissionSwitches, "ringDivisor" | "ringSize">,
): QuilUnits {
  const shift = of.ring + (ringDivisor === "ringPlusOne" ? 1 : 0);
  if (of.basis === 0n || of.worldBytes === 0n || of.dataShards === 0n || shift >= 64) return 0n;
  const partOfRing = ((of.shardBytes * of.basis) / of.worldBytes) >> BigInt(shift);
  return partOfRing / integerSqrt(of.dataShards) / BigInt(ringSize);
}
