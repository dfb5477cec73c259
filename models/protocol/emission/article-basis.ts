import type { BigBytes } from "../../../sim/units/quantity-types.js";
import type { QuilUnits } from "../ground/token.js";
import { integerRootOfPowerOfTwo } from "../ground/integer-math.js";
import { generationOf } from "./generation.js";
import type { PomwState } from "./pomw-basis.js";

/** World, in GB, at which the article's basis is one QUIL. Source: protocol.md 3.4 (page). */
const articleWorldOfOneQuilGB = 1_048_576n;

/** Bytes of the article's GB: 2^30, the only size that makes its 1 048 576 GB the node's 1 PiB. (assumption) */
const articleGBBytes = 1n << 30n;

/**
 * Units that the whole ring `ring` (from 0) earns in one interval by the published article:
 * ⌊units / (d / 1 048 576)^(1 / 2^n) / 2^ring⌋, d = `worldGB`, whole GB rounded up. 1 GB in generation 1 gives 1024 QUIL.
 * Ring 0 divides by 1 where the node divides by 2: twice the node's emission. An empty world gives 0.
 * Source: protocol.md 3.4 (page: "proof of meaningful work").
 */
export function articleBasis(of: {
  readonly generation: number;
  readonly ring: number;
  readonly worldGB: bigint;
  readonly units: QuilUnits;
}): bigint {
  if (of.worldGB === 0n) return 0n;
  const power = of.units ** (1n << BigInt(of.generation));
  return integerRootOfPowerOfTwo((power * articleWorldOfOneQuilGB) / of.worldGB, of.generation) >> BigInt(of.ring);
}

/** The world's size as the article counts it: GB, rounded up. */
function articleWorldGB(worldBytes: BigBytes): bigint {
  return (worldBytes + articleGBBytes - 1n) / articleGBBytes;
}

/** Units that a frame issues by the article, before rings divide them: those of ring 0, which it divides by 1. */
export function articleFrameBasis({ difficulty, worldBytes, units }: PomwState): QuilUnits {
  return articleBasis({ generation: generationOf(difficulty), ring: 0, worldGB: articleWorldGB(worldBytes), units });
}
