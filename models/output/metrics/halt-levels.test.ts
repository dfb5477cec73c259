import { describe, expect, it } from "vitest";
import { identity, openNetwork, smallScenario } from "../../../test/network-kit.js";
import { createSimulation } from "../../simulation.js";
import { haltLevel, haltRiskLevel, lossLevel } from "./halt-levels.js";

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

  it("comes nearer while provers are away, up to when they are evicted", () => {
    const simulation = createSimulation(
      smallScenario({
        horizon: "3 h",
        rules: "v2.1-simplex",
        operators: [
          { class: "there", count: 6, workers: 1 },
          { class: "dark", count: 2, workers: 1 },
        ],
        shards: { count: 1, world: "1 GB" },
        start: { heads: { 8: 1 }, joining: 0 },
        report: { every: "1 min" },
        timeline: [{ at: "1 h", outage: { class: "dark", share: "100 %", for: "3 h" } }],
      }),
      identity(),
    );
    const levelAt = (minutes: number): number => {
      simulation.advance(minutes * 60_000_000);
      return simulation.looks.levelOf("coverage.haltedShards");
    };
    expect(levelAt(59)).toBe(-5);
    expect(levelAt(90)).toBeCloseTo(-4, 1);
    expect(levelAt(105)).toBeCloseTo(-3.5, 1);
    // Both are evicted.
    expect(levelAt(125)).toBe(-3);
  });
});

describe("how near a network is to the loss of data", () => {
  it("is what its thinnest shard has left, below zero, then the shards that nobody serves", () => {
    const { network, runTo } = openNetwork(
      smallScenario({
        horizon: "4 h",
        rules: "v2.1-simplex",
        operators: [{ class: "there", count: 8, workers: 1, leave: "half-life 20 min" }],
        shards: { count: 1, world: "1 GB" },
        start: { heads: { 8: 1 }, joining: 0 },
        switches: { epochFrames: 7200 },
      }),
    );
    const found = Array.from({ length: 72 }, (_, k) => {
      runTo(1 + 20 * k);
      return [lossLevel.read(network), network.world.shards.covering[0]];
    });
    expect(found[0]).toEqual([-8, 8]);
    expect(found.at(-1)).toEqual([1, 0]);
    for (const [level, covering] of found)
      expect(covering === 0 ? level === 1 : Math.abs(level + covering) < 1).toBe(true);
  });
});
