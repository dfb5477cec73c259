import type { BigBytes } from "../../../sim/units/quantity-types.js";
import type { QuilUnits } from "../ground/token.js";
import { divRoundHalfAway, integerRootOfPowerOfTwo } from "../ground/integer-math.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { generationOf } from "./generation.js";

export type IssuanceArithmetic = RuleSwitches["issuanceArithmetic"];

/** World size at which every generation's basis is one QUIL a frame: 1 PiB. Source: protocol.md 3.1 (node). */
export const worldOfOneQuilBytes = 1n << 50n;

/** What a frame's emission is computed from. */
export interface PomwState {
  /** Sequential squarings of the frame. */
  readonly difficulty: bigint;
  /** Size of everything stored in the network, bytes. */
  readonly worldBytes: BigBytes;
  /** Units in one QUIL, 8 000 000 000 on the network. */
  readonly units: QuilUnits;
}

/**
 * Basis of emission: the units that one frame would mint if one ring-independent prover held the whole world,
 * ⌊units · (2^50 / worldBytes)^(1 / 2^n)⌋ with n the generation of the difficulty. An empty world gives 0.
 *
 * It falls as the world grows, by a flatter curve in every later generation; all curves meet at 1 PiB. Hence a new
 * generation *lowers* emission while the world is smaller than that, and raises it above.
 *
 * The arithmetics differ in generation 0 and, by a last unit, for worlds near 2^60 bytes. Source: protocol.md `emission.pomwBasis`
 * (node go:consensus/reward; rs:quil-engine/src/rewards.rs).
 */
export function pomwBasis(state: PomwState, arithmetic: IssuanceArithmetic): QuilUnits {
  return state.worldBytes === 0n ? 0n : basisBy[arithmetic](state, generationOf(state.difficulty));
}

const scaleOf16Decimals = 10n ** 16n;

const basisBy: Readonly<Record<IssuanceArithmetic, (state: PomwState, n: number) => bigint>> = {
  /** Go: the ratio rounded to 16 decimals, its root exact enough to truncate correctly. */
  decimals: ({ worldBytes, units }, n) => {
    const ratio = divRoundHalfAway(worldOfOneQuilBytes * scaleOf16Decimals, worldBytes);
    return integerRootOfPowerOfTwo((units ** (1n << BigInt(n)) * ratio) / scaleOf16Decimals, n);
  },
  /** Rust: no root and a truncated ratio in generation 0, else a root with 53 binary places. */
  bits53: ({ worldBytes, units }, n) => {
    if (n === 0) return units * (worldOfOneQuilBytes / worldBytes);
    const places = 53n << BigInt(n);
    return (units * integerRootOfPowerOfTwo((worldOfOneQuilBytes << places) / worldBytes, n)) >> 53n;
  },
  /** IEEE doubles, every step rounded: divide, roots, reciprocal, multiply, truncate. */
  float53: ({ worldBytes, units }, n) => {
    let root = Number(worldBytes) / Number(worldOfOneQuilBytes);
    for (let k = 0; k < n; k++) root = Math.sqrt(root);
    return BigInt(Math.trunc((1 / root) * Number(units)));
  },
};
