/** Squarings that no Dusk proof fell below; reached at increment 700 000. Source: protocol.md 3.6 (node). */
export const duskDifficultyFloor = 25_000;

/**
 * Squarings of the proof for increment `increment` (1.4.19–1.4.21): 200 000 less one for every four increments, at least
 * 25 000. From increment 700 000 on a node's increments stop getting faster.
 * Source: protocol.md `emission.dusk.difficulty` (node 14:crypto/wesolowski_frame_prover.go).
 */
export function duskDifficulty(increment: number): number {
  if (increment > 800_000) return duskDifficultyFloor;
  return Math.max(duskDifficultyFloor, 200_000 - Math.floor(increment / 4));
}
