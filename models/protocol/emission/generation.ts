/** Factor of difficulty that one generation spans. Source: protocol.md `emission.generation` (node). */
const generationFactor = 10_000n;

/**
 * Generation of the hardware curve: how often `difficulty` (squarings, ≥ 0) divides by 10 000 before it falls below
 * that. 0 below 10^4, 1 from there, 2 from 10^8, at most 4 for 64-bit difficulties.
 * Source: protocol.md `emission.generation` (node go:consensus/reward/proof_of_meaningful_work.go).
 */
export function generationOf(difficulty: bigint): number {
  let generation = 0;
  for (let left = difficulty; left >= generationFactor; left /= generationFactor) generation++;
  return generation;
}
