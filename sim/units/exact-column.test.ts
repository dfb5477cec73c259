import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactColumn } from "./exact-column.js";
import { badFactor, noEntry, outOfRange, wentBack } from "./exact-column-messages.js";

const limit = 1n << 100n;
const edges = [0n, 1n, (1n << 50n) - 1n, 1n << 50n, (1n << 50n) + 1n, (1n << 53n) + 1n, limit - 1n];
/** Values near the joint of the two parts and the ends of the range as often as any others. */
const whole = fc.oneof(fc.constantFrom(...edges), fc.bigInt({ min: 0n, max: limit - 1n }));
const factor = fc.oneof(
  fc.constantFrom(0, 1, 2 ** 17 - 1, 2 ** 17, 2 ** 34, 2 ** 50 - 1),
  fc.integer({ min: 0, max: 2 ** 50 - 1 }),
);
const times = fc.oneof(fc.constantFrom(0, 1, 2 ** 16, 2 ** 31 - 1), fc.integer({ min: 0, max: 2 ** 31 - 1 }));

const columnOf = (...values: readonly bigint[]): ExactColumn => {
  const column = new ExactColumn(values.length);
  values.forEach((value, i) => column.set(i, value));
  return column;
};

/** What entry 0 holds after `add`, and the refusal if there was one. */
function outcome(column: ExactColumn, add: () => void): { holds: bigint; refused?: string } {
  try {
    add();
  } catch (error) {
    return { holds: column.get(0), refused: (error as RangeError).message };
  }
  return { holds: column.get(0) };
}

/** The sum, or, from 2^100 on, a refusal that leaves the entry as it was. */
const sumIn = (before: bigint, sum: bigint): { holds: bigint; refused?: string } =>
  sum < limit ? { holds: sum } : { holds: before, refused: outOfRange(0, sum) };

describe("ExactColumn", () => {
  it("gives back what was set", () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const column = columnOf(a, b);
        expect([column.get(0), column.get(1)]).toEqual([a, b]);
        expect(column.isZero(0)).toBe(a === 0n);
      }),
      { seed: 1 },
    );
  });

  it("takes the parts of another, from which it is then copied whole", () => {
    const [taken, copied] = [new ExactColumn(2), new ExactColumn(1)];
    const [low, high] = columnOf(3n, (1n << 60n) + 5n).parts;
    taken.assign(low, high);
    copied.copy(0, taken, 1);
    expect([taken.get(0), taken.get(1), copied.get(0)]).toEqual([3n, (1n << 60n) + 5n, (1n << 60n) + 5n]);
  });

  it("adds entries exactly", () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const column = columnOf(a);
        expect(outcome(column, () => column.addColumn(0, columnOf(7n, b), 1))).toEqual(sumIn(a, a + b));
      }),
      { seed: 1 },
    );
  });

  it("adds products exactly", () => {
    fc.assert(
      fc.property(whole, factor, times, (a, f, t) => {
        const column = columnOf(a);
        expect(outcome(column, () => column.addProduct(0, f, t))).toEqual(sumIn(a, a + BigInt(f) * BigInt(t)));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("adds amounts of any size and sign exactly", () => {
    const amount = fc.oneof(fc.bigInt({ min: -limit, max: limit }), fc.bigInt({ min: 0n, max: 2n ** 53n }));
    fc.assert(
      fc.property(whole, amount, (a, b) => {
        const column = columnOf(a);
        const expected = a + b < 0n ? { holds: a, refused: outOfRange(0, a + b) } : sumIn(a, a + b);
        expect(outcome(column, () => column.add(0, b))).toEqual(expected);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("takes products off exactly, and refuses what would be negative", () => {
    fc.assert(
      fc.property(whole, fc.bigInt(0n, 2n ** 22n), fc.bigInt(0n, 2n ** 31n), (a, f, t) => {
        const column = columnOf(a);
        const left = a - f * t;
        const expected = left < 0n ? { holds: a, refused: outOfRange(0, left) } : sumIn(a, left);
        expect(outcome(column, () => column.subtractProduct(0, Number(f), Number(t)))).toEqual(expected);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("adds what a counter gained exactly and refuses a counter that went back", () => {
    fc.assert(
      fc.property(whole, whole, whole, (a, of, since) => {
        const column = columnOf(a);
        const add = (): void => column.addDifference(0, columnOf(7n, of), 1, columnOf(9n, 9n, since), 2);
        const expected = of < since ? { holds: a, refused: wentBack(0, of, since) } : sumIn(a, a + of - since);
        expect(outcome(column, add)).toEqual(expected);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it("stays exact over a long run of settlements", () => {
    const steps = fc.array(fc.tuple(factor, times), { maxLength: 50 });
    fc.assert(
      fc.property(steps, (list) => {
        const [counter, settled, balance] = [new ExactColumn(1), new ExactColumn(1), new ExactColumn(1)];
        let expected = 0n;
        for (const [f, t] of list) {
          counter.addProduct(0, f, t);
          expected += BigInt(f) * BigInt(t);
          balance.addDifference(0, counter, 0, settled, 0);
          settled.copy(0, counter, 0);
        }
        expect([counter.get(0), balance.get(0)]).toEqual([expected, expected]);
        expect(balance.compare(0, counter, 0)).toBe(0);
      }),
      { seed: 1 },
    );
  });

  it("compares as the numbers do", () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(Math.sign(columnOf(a).compare(0, columnOf(b), 0))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
      { seed: 1 },
    );
  });

  it("keeps its entries when it grows, adds zeros and never shrinks", () => {
    const column = columnOf(5n, 1n << 60n);
    column.grow(4);
    column.grow(1);
    expect(column.capacity).toBe(4);
    expect([0, 1, 2, 3].map((i) => column.get(i))).toEqual([5n, 1n << 60n, 0n, 0n]);
  });

  it("shows its parts", () => {
    const column = columnOf((3n << 50n) + 4n);
    expect(column.parts).toEqual([Float64Array.of(4), Float64Array.of(3)]);
  });

  it.each([-1n, limit, -limit, limit * limit])("refuses to hold %d", (value) => {
    expect(() => new ExactColumn(1).set(0, value)).toThrow(outOfRange(0, value));
  });

  it.each([-1, 0.5, 2 ** 50, NaN, Infinity])("refuses the factor %d", (wrong) => {
    expect(() => new ExactColumn(1).addProduct(0, wrong, 1)).toThrow(badFactor(wrong, "2^50"));
  });

  it.each([-1, 0.5, 2 ** 31, NaN])("refuses to add %d times", (wrong) => {
    expect(() => new ExactColumn(1).addProduct(0, 1, wrong)).toThrow(badFactor(wrong, "2^31"));
  });

  it.each([
    [-1, 1],
    [0.5, 2],
    [2 ** 30, 2 ** 24],
    [NaN, 1],
  ])("refuses to take off %d times %d", (factor, times) => {
    expect(() => columnOf(2n ** 90n).subtractProduct(0, factor, times)).toThrow(badFactor(factor * times, "2^53 + 1"));
  });

  it.each([-1, 2, 0.5, NaN])("refuses the index %d everywhere", (index) => {
    const column = columnOf(1n, 2n);
    const uses: readonly (() => void)[] = [
      () => column.get(index),
      () => column.set(index, 1n),
      () => column.isZero(index),
      () => column.compare(index, column, 0),
      () => column.compare(0, column, index),
      () => column.copy(index, column, 0),
      () => column.copy(0, column, index),
      () => column.addColumn(index, column, 0),
      () => column.addColumn(0, column, index),
      () => column.add(index, 1n),
      () => column.addProduct(index, 1, 1),
      () => column.subtractProduct(index, 1, 1),
      () => column.addDifference(index, column, 0, column, 0),
      () => column.addDifference(0, column, index, column, 0),
      () => column.addDifference(0, column, 0, column, index),
    ];
    for (const use of uses) expect(use).toThrow(noEntry(index, 2));
    expect([column.get(0), column.get(1)]).toEqual([1n, 2n]);
  });
});
