import * as fc from "fast-check";
import { expect, it } from "vitest";
import { articleBasis } from "./article-basis.js";
import { dawnCeremonyDoubling, dawnCeremonyLogarithmic } from "./dawn-ceremony.js";
import { duskDifficulty, duskDifficultyFloor } from "./dusk-difficulty.js";
import { v20Basis } from "./v20-basis.js";
import { v20LastFrameWithoutMint, v20Share } from "./v20-share.js";
import { v201Share } from "./v201-share.js";

const units = 8_000_000_000n;
const share = (frame: number, proverCores: bigint): bigint =>
  v20Share({ frame, ring: 0, ringTotalCores: 100n, proverCores });

it("the article gives 1024 QUIL for 1 GB in ring 0, half in each further ring, and nothing for an empty world", () => {
  const at = (worldGB: bigint, ring: number): bigint => articleBasis({ generation: 1, ring, worldGB, units });
  expect([at(1n, 0), at(1n, 1), at(4n, 0), at(0n, 0)]).toEqual([1024n * units, 512n * units, 512n * units, 0n]);
});

it("Dusk's proofs get cheaper by one squaring in four increments until increment 700 000, then stay", () => {
  fc.assert(
    fc.property(fc.nat({ max: 2_000_000 }), (increment) => {
      const [now, later] = [duskDifficulty(increment), duskDifficulty(increment + 4)];
      expect(now - later).toBe(increment < 700_000 ? 1 : 0);
      expect(later).toBeGreaterThanOrEqual(duskDifficultyFloor);
    }),
    { seed: 1 },
  );
});

it("Dawn's code doubles the reward with each participant where the readme took a logarithm", () => {
  expect([1, 2, 3, 8].map(dawnCeremonyDoubling)).toEqual([161n, 322n, 644n, 20_608n]);
  expect([1, 2, 8, 1024].map(dawnCeremonyLogarithmic)).toEqual([0, 161, 483, 1610]);
  expect(dawnCeremonyLogarithmic(3)).toBeCloseTo(255.1789626, 6);
});

it("2.0 mints nothing up to its opening frame, and splits a ring by cores from then on", () => {
  expect(share(v20LastFrameWithoutMint, 10n)).toBe(0n);
  expect(share(v20LastFrameWithoutMint + 1, 10n)).toBe(409_600_000_000n);
  expect(share(v20LastFrameWithoutMint + 1, 20n)).toBe(2n * share(v20LastFrameWithoutMint + 1, 10n));
});

it("2.0's basis halves in every ring, to the unit", () => {
  for (let ring = 0; ring < 40; ring++) expect(v20Basis(200_000, ring + 1)).toBe(v20Basis(200_000, ring) / 2n);
});

it("the unused formula of 2.0.1 refuses a mask without bits", () => {
  expect(() => v201Share(0, 0)).toThrow("ones: 0");
  expect(v201Share(256, 0)).toBe(1024n * units);
});
