import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anchors, difficultyFloor, nextDifficulty } from "./difficulty.js";
import { epochOf } from "./epoch.js";
import { targetDurationMs } from "./frame-time.js";
import { provingTimeMs } from "./proving-time.js";

const seed = { seed: 1 };
const anchor = { frame: 1_000n, parentTimeMs: 0n, difficulty: 100_000n };
const hour = 3_600_000n;

/** Difficulty of frame 1000 + n when it comes `lateMs` after its due time. */
const difficultyWhen = (n: bigint, lateMs: bigint): bigint =>
  nextDifficulty(anchor, anchor.frame + n, 10_000n * (n + 1n) + lateMs);

it("a chain on time keeps its anchor's difficulty", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), (n) => {
      expect(difficultyWhen(n, 0n)).toBe(anchor.difficulty);
    }),
    seed,
  );
});

it("two hours late halve it, two hours early double it", () => {
  expect([difficultyWhen(5_000n, 2n * hour), difficultyWhen(5_000n, -2n * hour)]).toEqual([50_000n, 200_000n]);
});

it("later frames of the same number are never harder, and none falls below the floor", () => {
  const lateness = fc.bigInt({ min: -60n * hour, max: 60n * hour });
  fc.assert(
    fc.property(lateness, lateness, (a, b) => {
      const [early, late] = a < b ? [a, b] : [b, a];
      expect(difficultyWhen(100_000n, early)).toBeGreaterThanOrEqual(difficultyWhen(100_000n, late));
      expect(difficultyWhen(100_000n, late)).toBeGreaterThanOrEqual(difficultyFloor);
    }),
    seed,
  );
});

it("without an anchor it is the floor", () => {
  expect(nextDifficulty({ ...anchors.mainnet, difficulty: 0n }, 300_000n, 0n)).toBe(50_000n);
});

it("98 hours early it saturates, in between the node's 64 bits wrap", () => {
  expect(difficultyWhen(10n ** 6n, -98n * hour)).toBe((1n << 64n) - 1n);
  // 32 doublings shift 100 000 · 2^16 past 64 bits: what is left is (100 000 · 2^48 mod 2^64) / 2^16.
  expect(difficultyWhen(10n ** 6n, -64n * hour)).toBe(((100_000n << 48n) % (1n << 64n)) >> 16n);
});

it("an absurd lag shifts everything out and leaves the floor", () => {
  expect(difficultyWhen(0n, 1_000n * 24n * hour)).toBe(difficultyFloor);
});

it("epochs count from frame 0 and always lie ahead", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 10_000 }), (frame, length) => {
      const { epoch, framesToNext } = epochOf(frame, length);
      expect((epoch + 1) * length).toBe(frame + framesToNext);
      expect(framesToNext >= 1 && framesToNext <= length).toBe(true);
    }),
    seed,
  );
});

it("the reference machine proves 160 000 squarings in one target interval", () => {
  expect(provingTimeMs(160_000)).toBe(targetDurationMs(1));
});
