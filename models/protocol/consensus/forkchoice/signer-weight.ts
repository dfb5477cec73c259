import { scale } from "./frame-score.js";

/** Signers that make a full weight. Source: protocol.md `forkchoice.signerWeight` (node). */
const signersOfFullWeight = 64n;

/**
 * Weight of a frame in fork choice: ⌊scale/64⌋ for each signer that did not equivocate at that height, by head count and
 * whatever their seniority. 0 when none is left. A frame without any signature (genesis) counts as one signer's.
 * Source: protocol.md `forkchoice.signerWeight` (node go:consensus/time/global_time_reel.go).
 */
export function signerWeight(signers: number, equivocators: number): bigint {
  return (scale / signersOfFullWeight) * BigInt(Math.max(0, signers - equivocators));
}

/** Weight of a frame that carries no signature at all. */
export const unsignedWeight = signerWeight(1, 0);
