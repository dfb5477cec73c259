import { type QuilUnits, unitsPerQuil } from "../ground/token.js";

/** Frames after which the world that 2.0 assumed grows by one GB. Source: protocol.md 3.5 (node). */
const framesPerAssumedGB = 184_320;
/** Assumed world at frame 0, in those steps: 4 GB. Source: protocol.md 3.5 (node). */
const framesAtStart = 737_280;
const worldOfOneQuilGB = 1_048_576;

/** World size in GB that 2.0 assumed at a frame: 4 at the start, one more every 184 320 frames. */
export function assumedWorldGB(frame: number): number {
  return Math.floor((framesAtStart + frame) / framesPerAssumedGB);
}

/**
 * Units that ring `ring` (from 0, the first ring of provers) shared in a frame of 2.0.3–2.0.6:
 * 8·10^9 · (1 / √(G / 1 048 576)) / 2^ring with G the assumed world, in doubles step by step, truncated.
 * Source: protocol.md `emission.v20.basis` (node 20: token_handle_mint.go).
 */
export function v20Basis(frame: number, ring: number): QuilUnits {
  const reciprocal = 1 / Math.sqrt(assumedWorldGB(frame) / worldOfOneQuilGB);
  const perRing = reciprocal / Number(1n << BigInt(ring));
  return BigInt(Math.trunc(perRing * Number(unitsPerQuil)));
}
