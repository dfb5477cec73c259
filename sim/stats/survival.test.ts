import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Wait, waitQuantile } from "./survival.js";

const over = (span: number, count = 1): Wait => ({ span, count, isOver: true });
const open = (span: number, count = 1): Wait => ({ span, count, isOver: false });

describe("the time until something comes", () => {
  it("is that of Kaplan and Meier: the remissions of 21 patients (Freireich and others 1963)", () => {
    // The drug 6-MP; + is still in remission: 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+.
    const waits = [
      over(6, 3), over(7), over(10), over(13), over(16), over(22), over(23),
      open(6), open(9), open(10), open(11), open(17), open(19), open(20), open(25), open(32, 2), open(34), open(35),
    ]; // prettier-ignore
    // Published: survival 0.857 at 6, 0.807 at 7, 0.753 at 10, 0.690 at 13, 0.627 at 16, 0.538 at 22, 0.448 at 23.
    expect([0.14, 0.15, 0.2, 0.3, 0.35, 0.45, 0.5, 0.55].map((share) => waitQuantile(waits, share))).toEqual([
      6, 7, 10, 13, 16, 22, 23, 23,
    ]);
    expect(waitQuantile(waits, 0.6)).toBeNull();
  });

  it("is the plain quantile where all waits are over, whatever their order and however they are counted", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 10 }),
        (spans, tenths) => {
          const sorted = spans.toSorted((a, b) => a - b);
          const plain = sorted[Math.ceil((sorted.length * tenths) / 10) - 1];
          expect(
            waitQuantile(
              spans.map((span) => over(span)),
              tenths / 10,
            ),
          ).toBe(plain);
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  it("is not known of nobody, and of those who all wait still", () => {
    expect([waitQuantile([], 0.5), waitQuantile([open(3)], 0.5)]).toEqual([null, null]);
    expect(() => waitQuantile([], 1.5)).toThrow(RangeError);
  });
});
