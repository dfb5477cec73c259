import { expect, it } from "vitest";
import { RingFigures } from "./ring-figures.js";

const figureOf = (rewardClass: number, ring: number): number => 1000 * rewardClass + ring;

it("keeps a figure for each ring of each class, near or deep, until all are forgotten", () => {
  const figures = new RingFigures();
  const positions = [0, 1, 500].flatMap((rewardClass) => [0, 7, 8, 61].map((ring) => [rewardClass, ring] as const));
  for (const [rewardClass, ring] of positions) expect(figures.get(rewardClass, ring)).toBeNaN();
  for (const [rewardClass, ring] of positions) figures.set(rewardClass, ring, figureOf(rewardClass, ring));
  for (const [rewardClass, ring] of positions) expect(figures.get(rewardClass, ring)).toBe(figureOf(rewardClass, ring));
  expect([figures.get(499, 7), figures.get(501, 0), figures.get(0, 9)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  figures.clear();
  for (const [rewardClass, ring] of positions) expect(figures.get(rewardClass, ring)).toBeNaN();
});
