import type { QuilUnits } from "../ground/token.js";
import { v20Basis } from "./v20-basis.js";

/** Last frame of 2.0 at which nothing could be minted. Source: protocol.md 3.5 (node). */
export const v20LastFrameWithoutMint = 46_500;

/**
 * Units that a prover earned in a frame of 2.0.3–2.0.6: the ring's basis split by *cores*, ⌊basis / m⌋ · cores, m = all
 * cores with valid proofs in the ring this frame (1 when 0). 0 up to frame 46 500. Source: protocol.md `emission.v20.share`
 * (node 20: token_handle_mint.go).
 */
export function v20Share(of: {
  readonly frame: number;
  readonly ring: number;
  readonly ringTotalCores: bigint;
  readonly proverCores: bigint;
}): QuilUnits {
  if (of.frame <= v20LastFrameWithoutMint) return 0n;
  const cores = of.ringTotalCores === 0n ? 1n : of.ringTotalCores;
  return (v20Basis(of.frame, of.ring) / cores) * of.proverCores;
}
