import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mserTruncation } from "./mser.js";

const repeat = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

/** The definition, word by word. */
function naive(values: readonly number[]): number | null {
  const size = values.length >= 50 ? 5 : 1;
  const means = Array.from({ length: Math.floor(values.length / size) }, (_, k) =>
    values.slice(k * size, (k + 1) * size).reduce((sum, value) => sum + value / size, 0),
  );
  if (means.length < 10) return null;
  const errors = Array.from({ length: means.length - 4 }, (_, cut) => {
    const rest = means.slice(cut);
    const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
    return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2;
  });
  const least = Math.min(...errors);
  const cut = errors.findIndex((error) => error <= least * (1 + 1e-9) + 1e-12);
  return 2 * cut > means.length ? null : cut * size;
}

describe("the end of a warm-up", () => {
  it("is where a step in the values is, in closed form: nothing differs behind it", () => {
    expect(mserTruncation([...repeat(20, 7), ...repeat(80, 1)])).toBe(20);
    // The batch in which the step lies goes whole.
    expect(mserTruncation([...repeat(18, 7), ...repeat(82, 1)])).toBe(20);
    expect(mserTruncation(repeat(100, 0.1))).toBe(0);
  });

  it("is looked for one by one where there are less than fifty values", () => {
    expect(mserTruncation([...repeat(3, 7), ...repeat(17, 1)])).toBe(3);
  });

  it("is where a falling start meets what it falls to: of 9, 8, … 1 before thirty that alternate, after the eight highest", () => {
    // With n values left that alternate the error is 1/(4n); one value x before them makes it
    // (n/4 + (x − 1/2)² · n/(n + 1)) / (n + 1)², which is less for x = 1 and more for x = 2, at n = 30 and 31.
    const values = [9, 8, 7, 6, 5, 4, 3, 2, 1].concat(Array.from({ length: 30 }, (_, k) => k % 2));
    expect(mserTruncation(values)).toBe(8);
  });

  it("is none where the values never settle, and where there are too few", () => {
    expect(mserTruncation(Array.from({ length: 200 }, (_, k) => k))).toBeNull();
    expect(mserTruncation([...repeat(70, 7), ...repeat(30, 1)])).toBeNull();
    expect(mserTruncation(repeat(9, 1))).toBeNull();
  });

  it("is that of the definition", () => {
    const values = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 0, maxLength: 120 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 40 }), (rest, start) => {
        const all = [...repeat(start, 60), ...rest];
        expect(mserTruncation(all)).toBe(naive(all));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
