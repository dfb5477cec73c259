import { z } from "zod";
import { duration, share } from "../../sim/units/schema.js";
import { integerSqrt } from "../protocol/ground/integer-math.js";
import { unitsPerQuil } from "../protocol/ground/token.js";
import { defineCurve } from "./curve.js";

/** Gwei in one coin. */
const gweiPerCoin = 1_000_000_000n;

/**
 * Gwei that an epoch of Ethereum issues at most, if everybody is present: for every whole coin staked
 * ⌊10^9 · factor / ⌊√staked⌋⌋, staked in Gwei; the factor is 64. Source: Ethereum consensus specs (Altair), get_base_reward_per_increment.
 */
export function stakedEpochGwei(stakedGwei: bigint, factor: bigint): bigint {
  const increments = stakedGwei / gweiPerCoin;
  return increments === 0n ? 0n : increments * ((gweiPerCoin * factor) / integerSqrt(increments * gweiPerCoin));
}

/** Parts of a million million that a share is rounded to. */
const parts = 1e12;

/** As Ethereum's: the square root of what is staked, here a share of the supply; a coin is one QUIL. */
export const rootOfStake = defineCurve({
  id: "root of stake",
  about: "as Ethereum's: with the square root of what is staked, which is a share of the supply",
  parameters: {
    staked: share().prefault("28 %").describe("how much of the supply is staked; about Ethereum's in 2025, assumption here"),
    factor: z.int().min(1).max(1_000_000).default(64).describe("Ethereum's BASE_REWARD_FACTOR"),
    epoch: duration()
      .refine((us) => us > 0, "an epoch takes time; write a span such as 384 s")
      .prefault("384 s")
      .describe("time in which that is issued; Ethereum's epoch has 32 slots of 12 s"),
  },
  create: ({ staked, factor, epoch }, { paceUs }) => ({
    unitsPerFrame: ({ supplyUnits }) => {
      const stakedUnits = (supplyUnits * BigInt(Math.round(staked * parts))) / BigInt(parts);
      const gwei = stakedEpochGwei((stakedUnits * gweiPerCoin) / unitsPerQuil, BigInt(factor));
      return (gwei * unitsPerQuil * BigInt(paceUs)) / (gweiPerCoin * BigInt(epoch));
    },
    dependsOnFrame: true,
    dependsOnSupply: true,
  }),
}); // prettier-ignore
