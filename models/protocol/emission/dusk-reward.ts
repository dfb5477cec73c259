/** Units for one increment on one core (1.4.19–1.4.21). Source: protocol.md `emission.dusk.reward` (node). */
const duskUnitsPerIncrementAndCore = 1_200_000n;

/** Units for `increments` proof increments on `cores` cores each. Source: protocol.md `emission.dusk.reward` (node). */
export function duskReward(increments: bigint, cores: bigint): bigint {
  return increments * cores * duskUnitsPerIncrementAndCore;
}
