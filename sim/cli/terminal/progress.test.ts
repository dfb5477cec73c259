import { describe, expect, it } from "vitest";
import { lineProgress } from "./progress.js";
import { bytesText, countText, durationText } from "../../units/readable.js";

const replication = {
  kind: "replication",
  replication: 1,
  replications: 2,
  simulatedUs: 7_200_000_000,
  frame: 1,
  frameCount: 1000,
} as const;

describe("progress in lines", () => {
  it("writes about every tenth of the way, with pace and time left", () => {
    const lines: string[] = [];
    let nowMs = 0;
    const progress = lineProgress({ write: (text) => lines.push(text), nowMs: () => nowMs });
    for (let frame = 0; frame <= 1000; frame++) {
      nowMs = 10 * frame;
      progress.update({ done: frame / 1000, frames: frame, activity: { ...replication, replications: 1, frame } });
    }
    expect(lines).toHaveLength(10);
    expect(lines[4]).toBe("50 % · 2 h simulated · frame 500 of 1000 · 100 frames/s · 5 s left\n");
  });

  it("writes after five seconds even if there is little to tell", () => {
    const lines: string[] = [];
    let nowMs = 0;
    const progress = lineProgress({ write: (text) => lines.push(text), nowMs: () => nowMs });
    for (; nowMs <= 16_000; nowMs += 1000) {
      progress.update({ done: 0.01, frames: 1, activity: replication });
    }
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain("replication 2 of 2");
  });
});

describe("human-readable quantities", () => {
  it("have the unit that makes a small number", () => {
    expect([0.4, 90, 7200, 86_400, 200_000].map(durationText)).toEqual(["0.4 s", "90 s", "2 h", "24 h", "2.3 d"]);
    expect([5, 999, 1000, 999_600, 1_400_000_000].map(bytesText)).toEqual([
      "5 B",
      "999 B",
      "1.0 kB",
      "1.0 MB",
      "1.4 GB",
    ]);
    expect([7, 1000, 1_400_000].map(countText)).toEqual(["7", "1,000", "1,400,000"]);
  });
});
