import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dealFiles, dueDeletions, joinFiles, keptShare } from "./kept-files.js";

const day = 86_400_000_000;
const counts = fc.record({ files: fc.integer({ min: 0, max: 1e9 }), part: fc.double({ min: 0, max: 1, noNaN: true }) });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Files of a class of which a thousand are stored at once, day by day. */
function course(halfLifeDays: number, days: number): number[] {
  let own = { files: 1000, wanted: 1000 };
  return Array.from({ length: days }, () => {
    own = { ...own, wanted: own.wanted * keptShare(halfLifeDays * day, day) };
    own = { ...own, files: own.files - dueDeletions(own) };
    return own.files;
  });
}

describe("files that are kept for an exponential time", () => {
  it("are half as many after each half-life, and none in the end", () => {
    expect([29, 59, 89].map((k) => course(30, 120)[k])).toEqual([500, 250, 125]);
    expect(course(1, 12).at(-1)).toBe(0);
    expect(keptShare(30 * day, 0)).toBe(1);
  });

  it("are deleted one when users want less than half of it", () => {
    expect(dueDeletions({ files: 1, wanted: 0.51 })).toBe(0);
    expect(dueDeletions({ files: 1, wanted: 0.49 })).toBe(1);
    expect(dueDeletions({ files: 7, wanted: 2.5 })).toBe(4);
    // Rounding of parts that merged: nothing is stored anew by it.
    expect(dueDeletions({ files: 1, wanted: 1.7 })).toBe(0);
  });

  it("are as many whether time passes at once or in steps, to the file", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.array(fc.integer({ min: 1, max: 100 * day }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: day, max: 400 * day }),
        (files, steps, halfLife) => {
          let own = { files, wanted: files };
          for (const us of steps) {
            own = { ...own, wanted: own.wanted * keptShare(halfLife, us) };
            own = { ...own, files: own.files - dueDeletions(own) };
            expect(Math.abs(own.files - own.wanted)).toBeLessThanOrEqual(0.5);
          }
          const left = files * keptShare(halfLife, sum(steps));
          expect(Math.abs(own.files - left)).toBeLessThanOrEqual(0.5 + 1e-6);
        },
      ),
    );
  });

  it("are divided over parts whole, and none is lost or comes from nowhere", () => {
    const shares = fc
      .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 })
      .filter((all) => sum(all) > 0);
    fc.assert(
      fc.property(counts, shares, ({ files, part }, weights) => {
        const wanted = files * part;
        const dealt = dealFiles(
          { files, wanted },
          weights.map((weight) => weight / sum(weights)),
        );
        expect(sum(dealt.map((own) => own.files))).toBe(files);
        // Of less than 1e-300 files a product has fewer digits than that.
        const off = Math.abs(sum(dealt.map((own) => own.wanted)) - wanted);
        expect(off).toBeLessThanOrEqual(Math.max(wanted * 1e-12, 1e-300));
        dealt.forEach((own, k) => {
          expect(Number.isInteger(own.files) && own.files >= 0 && own.wanted >= 0).toBe(true);
          expect(Math.abs(own.files - (files * weights[k]) / sum(weights))).toBeLessThan(1.001);
        });
        expect(dealt.reduce(joinFiles).files).toBe(files);
      }),
    );
  });

  it("go where the keys are: a side without any gets nothing", () => {
    expect(dealFiles({ files: 5, wanted: 5 }, [0, 1])).toEqual([
      { files: 0, wanted: 0 },
      { files: 5, wanted: 5 },
    ]);
    expect(dealFiles({ files: 5, wanted: 4 }, [0.5, 0.5])).toEqual([
      { files: 2, wanted: 2 },
      { files: 3, wanted: 2 },
    ]);
  });
});
