import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { haltLevel, haltRiskLevel } from "./halt-levels.js";

/** A network of one shard with data and eight provers, of whom `dark` go dark for good at 1 h; the grace is 60 frames, and nobody comes instead. */
function levelsWith(dark: number) {
  const { network, runTo } = openNetwork(
    smallScenario({
      horizon: "3 h",
      rules: "v2.1-simplex",
      switches: { haltGraceFrames: 60 },
      operators: [
        { class: "there", count: 8 - dark, workers: 1 },
        { class: "dark", count: dark, workers: 1 },
      ],
      shards: { count: 1, world: "1 GB" },
      start: { heads: { 8: 1 }, joining: 0 },
      timeline: [{ at: "1 h", outage: { class: "dark", share: "100 %", for: "3 h" } }],
    }),
  );
  return (frame: number): readonly [halt: number, risk: number] => {
    runTo(frame);
    return [haltLevel.read(network), haltRiskLevel.read(network)];
  };
}

describe("how near a network is to a halt", () => {
  it("is what its thinnest shard has above the threshold, below zero", () => {
    expect(levelsWith(4)(10)).toEqual([-5, -5]);
  });

  it("is the share of the grace that has passed while a streak runs, then the shards that are halted", () => {
    const levelsAt = levelsWith(6);
    const [before] = levelsAt(350);
    expect(before).toBe(-5);
    const found = Array.from({ length: 600 }, (_, k) => levelsAt(360 + k));
    const streak = found.filter(([level]) => level > 0 && level < 1);
    const levels = streak.map(([level]) => level);
    expect(levels.length).toBeGreaterThan(50);
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    for (const [, risk] of streak) expect(risk).toBe(1);
    expect(found.at(-1)).toEqual([1, -Infinity]);
  });
});
