import { describe, expect, it } from "vitest";
import { timeAxisOf } from "./time-axis.js";

const hourS = 3600;
const dayS = 24 * hourS;

describe("time axis", () => {
  it("tells a day in hours, with ticks where people look for them", () => {
    expect(timeAxisOf(0, dayS)).toEqual({
      unit: "hours",
      unitS: hourS,
      domain: [0, 24],
      ticks: [0, 3, 6, 9, 12, 15, 18, 21, 24],
    });
  });

  it("tells ten weeks in days, a week apart", () => {
    const { unit, ticks } = timeAxisOf(0, 70 * dayS);
    expect({ unit, ticks }).toEqual({ unit: "days", ticks: [0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70] });
  });

  it.each([
    [3000, "minutes"],
    [2 * hourS, "minutes"],
    [3 * dayS, "hours"],
    [365 * dayS, "days"],
    [10 * 365 * dayS, "years"],
    [2000 * 365 * dayS, "years"],
  ])("tells %d s in %s", (spanS, unit) => {
    expect(timeAxisOf(0, spanS).unit).toBe(unit);
  });

  it("begins its ticks inside a span that begins later", () => {
    const { ticks } = timeAxisOf(5 * hourS, 17 * hourS);
    expect(ticks).toEqual([6, 8, 10, 12, 14, 16]);
  });

  it("is a minute long when nothing has passed", () => {
    expect(timeAxisOf(0, 0)).toMatchObject({ unit: "minutes", domain: [0, 1], ticks: [0, 1] });
  });
});
