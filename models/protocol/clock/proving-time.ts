/** Squarings a millisecond of the reference machine: 160 000 in ten seconds. Source: protocol.md 1.6 (assumption). */
export const referenceSquaringsPerMs = 16;

/** Milliseconds that a machine needs to prove a frame; `squaringsPerMs` > 0. Source: protocol.md 1.6 (assumption). */
export function provingTimeMs(difficulty: number, squaringsPerMs: number = referenceSquaringsPerMs): number {
  return difficulty / squaringsPerMs;
}
