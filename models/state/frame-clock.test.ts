import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameClock } from "./frame-clock.js";

const s = 1_000_000;

describe("a clock of frames", () => {
  it("counts frames at one pace from the first on", () => {
    const clock = new FrameClock().begin({ first: 100, pace: 10 * s });
    expect([100, 101, 160].map((frame) => clock.timeOf(frame))).toEqual([0, 10 * s, 600 * s]);
    expect([0, 1, 10 * s, 10 * s + 1].map((us) => clock.firstFrameAt(us))).toEqual([100, 101, 101, 102]);
    expect([0, 1, 10 * s, 19 * s].map((us) => clock.frameAt(us))).toEqual([100, 100, 101, 101]);
  });

  it("goes on at another pace after a frame", () => {
    const clock = new FrameClock().begin({ first: 0, pace: 10 * s });
    clock.goOn(5, { standsUs: 0, paceUs: 4 * s });
    expect(clock.paceUs).toBe(4 * s);
    expect([5, 6, 7].map((frame) => clock.timeOf(frame))).toEqual([50 * s, 54 * s, 58 * s]);
    expect(clock.firstFrameAt(51 * s)).toBe(6);
  });

  it("stands, and counts no frame meanwhile", () => {
    const clock = new FrameClock().begin({ first: 0, pace: 10 * s });
    clock.goOn(5, { standsUs: 3600 * s, paceUs: 10 * s });
    expect(clock.timeOf(6)).toBe(3660 * s);
    expect([55 * s, 2000 * s, 3659 * s].map((us) => clock.frameAt(us))).toEqual([5, 5, 5]);
    expect([55 * s, 2000 * s, 3660 * s].map((us) => clock.firstFrameAt(us))).toEqual([6, 6, 6]);
    expect(clock.frameAt(3670 * s)).toBe(7);
  });

  it("stands for all that is said of one frame", () => {
    const clock = new FrameClock().begin({ first: 0, pace: 10 * s });
    clock.goOn(5, { standsUs: 100 * s, paceUs: 10 * s });
    clock.goOn(5, { standsUs: 0, paceUs: 2 * s });
    clock.goOn(5, { standsUs: 50 * s, paceUs: 2 * s });
    expect([6, 7].map((frame) => clock.timeOf(frame))).toEqual([202 * s, 204 * s]);
  });

  it("has each frame at its time, whatever happens to it", () => {
    const changes = fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 30 }),
        stands: fc.integer({ min: 0, max: 50 }),
        pace: fc.integer({ min: 1, max: 20 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(changes, (list) => {
        const clock = new FrameClock().begin({ first: 7, pace: 10 });
        let frame = 7;
        for (const { after, stands, pace } of list) clock.goOn((frame += after), { standsUs: stands, paceUs: pace });
        for (let one = 7; one < frame + 20; one++) {
          const us = clock.timeOf(one);
          expect(clock.timeOf(one + 1)).toBeGreaterThan(us);
          expect([clock.frameAt(us), clock.firstFrameAt(us), clock.firstFrameAt(us + 1)]).toEqual([one, one, one + 1]);
          expect(clock.frameAt(clock.timeOf(one + 1) - 1)).toBe(one);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
