import { describe, expect, it } from "vitest";
import { startOfDayMs } from "./civil-date.js";

const dayMs = 86_400_000;
const two = (n: number): string => String(n).padStart(2, "0");

describe("the start of a day", () => {
  it("is what the engine's calendar says, for every day of 1970 to 2420, and there is no other day", () => {
    const wrong: string[] = [];
    for (let year = 1970; year <= 2420; year++)
      for (let month = 1; month <= 12; month++)
        for (let day = 0; day <= 32; day++) {
          const text = `${year}-${two(month)}-${two(day)}`;
          const date = new Date(Date.UTC(year, month - 1, day));
          const expected = date.getUTCMonth() === month - 1 && day > 0 ? date.getTime() : null;
          if (startOfDayMs(text) !== expected) wrong.push(text);
        }
    expect(wrong).toEqual([]);
  });

  it("is told at both ends, and for nothing that is written otherwise", () => {
    expect([startOfDayMs("1970-01-01"), startOfDayMs("1970-01-02"), startOfDayMs("1969-12-31")]).toEqual([
      0,
      dayMs,
      null,
    ]);
    expect(startOfDayMs("9999-12-31")).toBe(Date.UTC(9999, 11, 31));
    for (const text of [
      "2024-00-01",
      "2024-13-01",
      "2024-1-01",
      "2024-01-1",
      " 2024-01-01",
      "2024-01-01T",
      "24-01-01",
      "",
    ])
      expect(startOfDayMs(text)).toBeNull();
  });
});
