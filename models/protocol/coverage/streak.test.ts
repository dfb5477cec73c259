import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import { coverageHealth } from "./health.js";
import {
  type Streak,
  extendStreak,
  haltDuration,
  haltFrame,
  mainnetGraceExtension,
  reconstructStreak,
} from "./streak.js";
import { coverageThresholds } from "./thresholds.js";

const rules = ruleSets["v2.1-epoch"];

/** First frame at which the count, one more each frame, reaches the grace in force: the definition, step by step. */
function haltFrameBySteps(start: number, grace: number): number {
  const { untilFrame, frames } = mainnetGraceExtension;
  let frame = start;
  while (frame - start + 1 < grace + (frame < untilFrame ? frames : 0)) frame++;
  return frame;
}

describe("a streak", () => {
  it("counts all frames from its first to its last finding, in whatever steps it was found", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1 }), (found) => {
        const bumps = found.toSorted((a, b) => a - b);
        const streak = bumps.reduce<Streak | null>(extendStreak, null);
        const [start, last] = [bumps[0], bumps[bumps.length - 1]];
        expect(streak).toEqual({ start, last, count: last - start + 1 });
      }),
      { seed: 1 },
    );
  });

  it("ignores a frame that was counted already", () => {
    const streak = extendStreak(extendStreak(null, 10), 20);
    expect(extendStreak(streak, 20)).toBe(streak);
    expect(extendStreak(streak, 5)).toBe(streak);
  });

  it("halts the shard in the first frame whose count reaches the grace", () => {
    fc.assert(
      fc.property(fc.integer({ min: 260_000, max: 264_000 }), fc.integer({ min: 0, max: 2000 }), (start, grace) => {
        expect(haltFrame({ start, grace })).toBe(haltFrameBySteps(start, grace));
      }),
      { seed: 1 },
    );
  });

  it("halts no shard without data, and knows no extension on a synthetic network", () => {
    expect(haltFrame({ start: 5, grace: 360, sizeBytes: 0n })).toBeNull();
    expect(haltFrame({ start: 5, grace: 360 }, null)).toBe(364);
  });
});

describe("after a restart", () => {
  it("a healthy shard that took part in the last frame has no streak", () => {
    expect(reconstructStreak({ active: [99, 1, 1, 1], other: [] }, 100, 3)).toBeNull();
    expect(reconstructStreak({ active: [98, 1, 1, 1], other: [] }, 100, 3)).toBe(2);
    expect(reconstructStreak({ active: [99, 1, 1], other: [] }, 100, 3)).toBe(1);
  });

  it("an abandoned shard is judged by the first allocation listed, and by nothing if there is none", () => {
    expect(reconstructStreak({ active: [], other: [40, 90] }, 100, 3)).toBe(60);
    expect(reconstructStreak({ active: [], other: [140] }, 100, 3)).toBe(0);
    expect(reconstructStreak({ active: [], other: [] }, 100, 3)).toBeNull();
  });
});

describe("excuses for idleness", () => {
  it("are whole at the halt threshold and as long as the streak above it", () => {
    expect(haltDuration(7, 3, 3)).toBe("max");
    expect(haltDuration(7, 4, 3)).toBe(7);
    expect(haltDuration(7, null, 3)).toBe(7);
    expect(haltDuration(0, 4, 3)).toBeNull();
  });
});

const labels = (active: number) => [coverageHealth(active, rules), coverageHealth(active, ruleSets.article)];

describe("health", () => {
  it("differs between node and pages at the halt threshold only", () => {
    expect(labels(3)).toEqual(["halt-risk", "needs-coverage"]);
    for (const active of [0, 1, 2, 4, 5, 6, 32]) expect(new Set(labels(active)).size).toBe(1);
  });

  it("is never that of a healthy shard without provers, whatever the thresholds", () => {
    for (const coverage of ["node", "pages"] as const)
      expect(coverageHealth(0, { haltThreshold: 0, minimumProvers: 0, coverageHealth: coverage })).toBe("halt-risk");
  });

  it("of a test network follows its own minimum", () => {
    expect(coverageThresholds(1, 1, rules)).toMatchObject({ halt: 0, min: 1 });
    expect(coverageThresholds(1, 2, rules)).toMatchObject({ halt: 1, min: 2 });
    expect(coverageThresholds(0, 6, ruleSets["v2.1-frames"])).toEqual({ halt: 3, min: 6, max: 32, grace: 360 });
  });
});
