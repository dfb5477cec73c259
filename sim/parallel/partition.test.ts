import { describe, expect, it } from "vitest";
import { cutEvenly, partOf } from "./partition.js";
import { chooseWorkerCount } from "./choose-partitions.js";

describe("a partition", () => {
  it("gives parts that differ by one entity at most", () => {
    expect(cutEvenly(10, 3)).toEqual([0, 3, 7, 10]);
    expect(cutEvenly(4, 1)).toEqual([0, 4]);
  });

  it("ends parts where blocks end, as near to equal as they allow", () => {
    expect(cutEvenly(100, 2, [0, 30, 45, 80, 100])).toEqual([0, 45, 100]);
  });

  it("refuses parts without entities", () => {
    expect(() => cutEvenly(2, 3)).toThrow(RangeError);
    expect(() => cutEvenly(100, 3, [0, 50, 100])).toThrow(RangeError);
  });

  it("finds the part of every entity", () => {
    const cuts = cutEvenly(10, 3);
    expect(Array.from({ length: 10 }, (_, entity) => partOf(cuts, entity))).toEqual([0, 0, 0, 1, 1, 1, 1, 2, 2, 2]);
  });
});

describe("the worker count", () => {
  it("is as many as have work enough between two exchanges, and one where there is next to none", () => {
    const windows = [0, 999, 1999, 2000, 1e6];
    expect(windows.map((eventsPerWindow) => chooseWorkerCount({ eventsPerWindow, workers: 4 }))).toEqual([
      1, 1, 1, 2, 4,
    ]);
    expect(chooseWorkerCount({ eventsPerWindow: 1e6, workers: 1 })).toBe(1);
  });
});
