import { describe, expect, it } from "vitest";
import { StateReader } from "../../../sim/table/state-reader.js";
import { StateWriter } from "../../../sim/table/state-writer.js";
import { type Reading, SeriesColumn } from "./series-column.js";

const columnOf = (values: readonly Reading[]): SeriesColumn => {
  const column = new SeriesColumn();
  for (const value of values) column.push(value);
  return column;
};

describe("a column of the series", () => {
  it("gives back what was put into it, and the last of it", () => {
    const numbers = Array.from({ length: 1000 }, (_unused, row) => row / 3);
    const amounts = Array.from({ length: 1000 }, (_unused, row) => 2n ** 70n + BigInt(Math.floor(row / 10)));
    expect(Array.from<unknown>(columnOf(numbers).values())).toEqual(numbers);
    expect(columnOf(amounts).values()).toEqual(amounts);
    expect(columnOf(numbers).last()).toBe(numbers[999]);
    expect(columnOf(amounts).last()).toBe(amounts[999]);
    expect(new SeriesColumn().last()).toBeUndefined();
    expect(new SeriesColumn().values()).toHaveLength(0);
  });

  it("takes eight bytes a row, with room for nothing else, so that it crosses threads without a copy", () => {
    const values = columnOf(Array.from({ length: 1000 }, (_unused, row) => row)).values();
    expect((values as Float64Array).buffer.byteLength).toBe(8000);
  });

  it("goes on after it was read", () => {
    const column = columnOf([1, 2, 3]);
    column.values();
    for (let row = 0; row < 100; row++) column.push(row);
    expect(column.values()).toHaveLength(103);
  });

  it("is of numbers or of whole amounts, never of both", () => {
    expect(() => columnOf([1, 2n])).toThrow(TypeError);
    expect(() => columnOf([2n, 1])).toThrow(TypeError);
  });

  it("has rows in which nothing was measured, whichever it is of", () => {
    const amounts = columnOf([null, null, 5n, null, 0n]);
    expect(amounts.values()).toEqual(["", "", 5n, "", 0n]);
    expect([amounts.last(), columnOf([5n, null]).last(), columnOf([null]).last()]).toEqual([0n, null, null]);
    expect(Array.from<unknown>(columnOf([null, 0, null]).values())).toEqual([Number.NaN, 0, Number.NaN]);
    expect(Array.from<unknown>(columnOf([null, null]).values())).toEqual([Number.NaN, Number.NaN]);
    expect(() => columnOf([null, 1, 2n])).toThrow(TypeError);
    expect(() => columnOf([null, 2n, 1])).toThrow(TypeError);
  });

  it.each<{ of: string; values: Reading[] }>([
    { of: "numbers", values: [1, 2.5, 0] },
    { of: "whole amounts", values: [5n, 5n, 2n ** 80n] },
    { of: "nothing yet", values: [] },
    { of: "whole amounts with empty rows", values: [null, null, 5n, null, 5n, 0n, null] },
    { of: "numbers with empty rows", values: [null, 2, null] },
    { of: "nothing but empty rows", values: [null, null] },
  ])("of $of goes on after it was stored and loaded", ({ values }) => {
    const to = new StateWriter();
    columnOf(values).save(to);
    const loaded = columnOf([7, 8]);
    loaded.load(new StateReader(to.bytes()));
    const whole = columnOf(values);
    for (const column of [loaded, whole])
      for (let row = 0; row < 70; row++) column.push(values.length > 0 ? values[row % values.length] : row);
    expect(loaded.values()).toEqual(whole.values());
    expect(loaded.last()).toEqual(whole.last());
  });
});
