import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isToldOfPeers, isTrusted, placeOf } from "./exchanged-peers.js";

describe("peers that a PRUNE tells of", () => {
  it.each([
    [0, false, true],
    [5, false, true],
    [-0.1, false, false],
    [5, true, false],
  ])("of a score of %s, in back-off: %s: told: %s", (score, isInBackoff, told) => {
    expect(isToldOfPeers({ score, isInBackoff })).toBe(told);
  });

  it("are dialled from the score on that is wanted", () => {
    expect([999.9, 1000, 1001].map((score) => isTrusted(score, { fromScore: 1000 }))).toEqual([false, true, true]);
  });

  it("are dialled, wait and are forgotten so that never too many do either", () => {
    fc.assert(
      fc.property(
        fc.record({ connectors: fc.integer({ min: 1, max: 8 }), maxQueued: fc.integer({ min: 0, max: 20 }) }),
        fc.array(fc.boolean(), { maxLength: 80 }),
        (limits, comings) => {
          let [dialling, queued] = [0, 0];
          const wrong = comings.filter((comes) => {
            const isFull = dialling === limits.connectors && queued === limits.maxQueued;
            const place = comes ? placeOf({ dialling, queued }, limits) : null;
            if (place === "dialled") dialling++;
            if (place === "waits") queued++;
            // One that waited is dialled where another was answered.
            if (!comes && queued > 0) queued--;
            else if (!comes) dialling = Math.max(0, dialling - 1);
            const isOver = dialling > limits.connectors || queued > limits.maxQueued;
            return isOver || (comes && (place === "forgotten") !== isFull);
          });
          expect(wrong).toEqual([]);
        },
      ),
      { seed: 15, numRuns: 200 },
    );
  });
});
