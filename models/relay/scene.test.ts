import { describe, expect, it } from "vitest";
import { relayScene } from "./scene.js";

describe("a scene of a relay", () => {
  it("shows the block of the slot before, or the first", () => {
    const adoptedUs = Float64Array.from([0, 2000, -1, 1e6, 1e6 + 4000, 1e6 + 32_000]);
    const of = { nodeCount: 3, everyUs: 1e6 };
    expect(relayScene({ adoptedUs }, { ...of, nowUs: 500 }).spread).toEqual({
      of: "block 0, of the slot that began at 0.000 s",
      expected: [3],
      elapsedMs: [1, 2],
      heard: [[1, 2]],
    });
    const { spread } = relayScene({ adoptedUs }, { ...of, nowUs: 2.5e6 });
    expect([spread!.of, spread!.heard[0].at(-1), spread!.heard[0][3]]).toEqual([
      "block 1, of the slot that began at 1.000 s",
      3,
      2,
    ]);
  });
});
