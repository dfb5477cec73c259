import { describe, expect, it } from "vitest";
import { dateMs, dateText, startOfDayMs } from "./civil-date.js";

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

describe("a date", () => {
  it("has a time of the day, or is the day's first moment", () => {
    expect(dateMs("2026-07-05")).toBe(Date.UTC(2026, 6, 5));
    expect(dateMs("2026-07-05 18:30")).toBe(Date.UTC(2026, 6, 5, 18, 30));
    expect(dateMs("2026-07-05T00:05")).toBe(Date.UTC(2026, 6, 5, 0, 5));
    for (const text of ["2026-07-05 24:00", "2026-07-05 18:60", "2026-07-05 8:00", "2026-02-30 10:00", "18:30"])
      expect(dateMs(text)).toBeNull();
  });

  it("is written as it is read, for all minutes of some days and the first of every day", () => {
    for (let day = 0; day < 365 * 430; day += 37) {
      const ms = day * dayMs;
      expect(dateMs(dateText(ms))).toBe(ms);
      expect(dateText(ms)).toBe(new Date(ms).toISOString().slice(0, 10));
    }
    for (let minute = 0; minute < 1440; minute++) {
      const ms = Date.UTC(2028, 1, 29) + minute * 60_000;
      expect(dateMs(dateText(ms + 59_999))).toBe(ms);
    }
  });
});
