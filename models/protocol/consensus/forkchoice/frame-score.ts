/** One whole in the fixed point of fork choice: 2^64 − 1. Source: protocol.md `forkchoice.rho` (node). */
export const scale = (1n << 64n) - 1n;

const clampToScale = (value: bigint): bigint => (value < 0n ? 0n : value > scale ? scale : value);

/** Nearness of a frame's maker: `scale` at distance 0, 0 at `rMax` > 0 and beyond. Source: protocol.md `forkchoice.rho` (node). */
export function rho(distance: bigint, rMax: bigint): bigint {
  return clampToScale(((rMax - distance) * scale) / rMax);
}

/** A frame as fork choice sees it. */
export interface ScoredFrame {
  /** Distance of the maker, 0 to rMax. */
  readonly distance: bigint;
  /** Weight by signers (`forkchoice.signerWeight`), not seniority points, whatever the field is called elsewhere. */
  readonly weight: bigint;
  readonly prover: string;
}

/** The signers' part of a score, at most one whole. */
export function weightPart(weight: bigint): bigint {
  return clampToScale(weight);
}

/** Score of one frame: (wr·ρ + wp·π) / wd, truncated. */
export function frameScore(
  { distance, weight }: ScoredFrame,
  { rMax, wr, wp, wd }: { readonly rMax: bigint; readonly wr: bigint; readonly wp: bigint; readonly wd: bigint },
): bigint {
  return (wr * rho(distance, rMax) + wp * weightPart(weight)) / wd;
}
