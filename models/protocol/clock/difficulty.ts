import { targetIntervalMs } from "./frame-time.js";

/** Sequential squarings that no frame falls below, and the value before there is an anchor. Source: node. */
export const difficultyFloor = 50_000n;

/** Lag, in ms, that halves the difficulty: two hours. Source: node. */
const halfLifeMs = 7_200_000n;

/** Where the schedule starts: from here on every difficulty follows from frame number and time alone. */
export interface DifficultyAnchor {
  readonly frame: bigint;
  /** Time of the anchor frame's parent, ms since 1970. */
  readonly parentTimeMs: bigint;
  /** Squarings; 0 = no anchor yet. */
  readonly difficulty: bigint;
}

/** Anchors in use. The two mainnet ones disagree; the node of v2.1-epoch takes the first. Source: protocol.md 1.3, 17. */
export const anchors = {
  mainnet: { frame: 244_200n, parentTimeMs: 1_762_862_400_000n, difficulty: 80_000n },
  genesisFile: { frame: 244_200n, parentTimeMs: 1_744_726_759_481n, difficulty: 160_000n },
} as const satisfies Record<string, DifficultyAnchor>;

const u64Max = (1n << 64n) - 1n;
const fixedPointOne = 65_536n;

/**
 * Squarings demanded of a frame (ASERT): the anchor's, doubled for every two hours that the chain runs ahead of ten
 * seconds a frame and halved for every two hours it lags, never below 50 000. Computed as the node does, in 16-bit
 * fixed point with 64-bit wrapping, so absurd inputs wrap the same way. Times are ms since 1970.
 * Source: protocol.md `clock.difficulty` (node go: aserti3_2d_difficulty_adjuster.go).
 */
export function nextDifficulty(anchor: DifficultyAnchor, frame: bigint, timeMs: bigint): bigint {
  if (anchor.difficulty === 0n) return difficultyFloor;
  const exponent = scheduleExponent(anchor, frame, timeMs);
  const doublings = exponent >> 16n;
  let scaled = BigInt.asUintN(64, anchor.difficulty * powerOfTwo(exponent & 0xffffn));
  if (doublings > 48n) return u64Max;
  if (doublings < 0n) scaled = doublings <= -64n ? 0n : scaled >> -doublings;
  else scaled = BigInt.asUintN(64, scaled << doublings);
  scaled >>= 16n;
  return scaled < difficultyFloor ? difficultyFloor : scaled;
}

/** Half lives ahead of schedule, times 65 536, truncated toward zero. */
function scheduleExponent({ frame: f0, parentTimeMs }: DifficultyAnchor, frame: bigint, timeMs: bigint): bigint {
  const due = BigInt(targetIntervalMs) * BigInt.asIntN(64, frame - f0 + 1n);
  const lag = BigInt.asIntN(64, timeMs - parentTimeMs - due);
  return BigInt.asIntN(64, -lag * fixedPointOne) / halfLifeMs;
}

/** 65 536 · 2^(q / 65 536) for 0 ≤ q < 65 536, by the cubic of the ASERT specification. */
function powerOfTwo(q: bigint): bigint {
  const cubic = 195_766_423_245_049n * q + 971_821_376n * q * q + 5_127n * q * q * q + (1n << 47n);
  return fixedPointOne + (cubic >> 48n);
}
