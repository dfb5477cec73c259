/** Renewals of one allocation against a node that is asked frame by frame. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochNumber } from "../clock/epoch.js";
import { lookFrames, lookFrom, mayBeRenewed, nextRenewal, renewedEpoch } from "./renewals.js";

type Reconfirm = "ahead" | "whenExpired";

/** Every frame in turn: what the look of the frame before sent is heard, then the node looks. */
function stepped(
  { recorded, seenFrom }: { recorded: number; seenFrom: number },
  until: number,
  looks: { phase: number; period: number },
  { reconfirm, epochFrames }: { reconfirm: Reconfirm; epochFrames: number },
): number {
  let epoch = recorded;
  let isSent = false;
  for (let frame = seenFrom; frame <= until; frame++) {
    const now = epochNumber(frame, epochFrames);
    if (isSent) epoch = Math.max(epoch, now + 1);
    const isDue = reconfirm === "ahead" || epoch < now;
    isSent = lookFrom(frame, looks) === frame && isDue;
  }
  return epoch;
}

describe("the recorded epoch of an allocation", () => {
  it.each(["ahead", "whenExpired"] as const)(
    "follows from the looks of its node as if each were made: %s",
    (reconfirm) => {
      const drawn = fc.record({
        epochFrames: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 31, 100, 720),
        ago: fc.integer({ min: 0, max: 5000 }),
        phase: fc.integer({ min: 0, max: 29 }),
        seenFrom: fc.integer({ min: 1, max: 3000 }),
        behind: fc.integer({ min: -1, max: 3 }),
      });
      const property = fc.property(drawn, ({ epochFrames, ago, phase, seenFrom, behind }) => {
        const rules = { reconfirm, epochFrames };
        const period = lookFrames(rules);
        const looks = { phase: phase % period, period };
        const allocation = { recorded: Math.max(0, epochNumber(seenFrom, epochFrames) - behind), seenFrom };
        const frame = seenFrom + ago;
        expect(renewedEpoch(allocation, frame, looks, rules)).toBe(stepped(allocation, frame, looks, rules));
        const isAsKnown = stepped(allocation, frame, looks, rules) === allocation.recorded;
        expect(isAsKnown || mayBeRenewed(allocation.recorded, frame, rules)).toBe(true);
        const next = nextRenewal(allocation, frame, looks, rules);
        expect(next).toBeGreaterThan(frame);
        expect(stepped(allocation, next - 1, looks, rules)).toBe(stepped(allocation, frame, looks, rules));
        expect(stepped(allocation, next, looks, rules)).toBeGreaterThan(stepped(allocation, frame, looks, rules));
      });
      fc.assert(property, { seed: 11, numRuns: 600 });
    },
  );

  it("is found without a walk over all epochs since, however short they are", () => {
    const frame = 2e9;
    for (const epochFrames of [1, 2, 3, 5, 8]) {
      const rules = { reconfirm: "whenExpired", epochFrames } as const;
      const looks = { phase: 0, period: lookFrames(rules) };
      const late = epochNumber(frame, epochFrames) - renewedEpoch({ recorded: 0, seenFrom: 0 }, frame, looks, rules);
      // The next epoch's, or not yet renewed in this one.
      expect([-1, 0, 1, 2, 3, 4]).toContain(late);
    }
  });

  it("is that of every second epoch where the node waits: it lapses for one to four frames", () => {
    const rules = { reconfirm: "whenExpired", epochFrames: 720 } as const;
    for (const phase of [0, 1, 2, 3]) {
      const looks = { phase, period: lookFrames(rules) };
      const lapsed = Array.from({ length: 4 * 720 }, (_unused, k) => 2 * 720 + k).filter(
        (frame) => renewedEpoch({ recorded: 2, seenFrom: 1440 }, frame, looks, rules) < epochNumber(frame, 720),
      );
      const dip = (begin: number) => Array.from({ length: phase + 1 }, (_unused, k) => begin + k);
      expect(lapsed).toEqual([...dip(3 * 720), ...dip(5 * 720)]);
    }
  });

  it("is always that of the next epoch, a look of 30 frames after it began, where the node renews ahead", () => {
    const rules = { reconfirm: "ahead", epochFrames: 720 } as const;
    const looks = { phase: 29, period: lookFrames(rules) };
    for (let frame = 2 * 720; frame < 6 * 720; frame++)
      expect(renewedEpoch({ recorded: 2, seenFrom: 1440 }, frame, looks, rules)).toBeGreaterThanOrEqual(
        epochNumber(frame, 720),
      );
  });
});
