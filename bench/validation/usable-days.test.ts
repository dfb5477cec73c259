import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rootFolder } from "../root-folder.js";
import { type DailyRow, readDailyTable } from "./daily-table.js";
import { isFrozen, meansTheSame, segmentsOf } from "./usable-days.js";
import { tableFile } from "./validate.js";
import { reaches, windowsOf } from "./windows.js";

const rows = readDailyTable(readFileSync(join(rootFolder, tableFile), "utf8"));
const on = (date: string) => ({ date });
const dates = (some: readonly DailyRow[]): string[] => some.map(({ date }) => date);

describe("days of the measured table", () => {
  it("on which the page stood are left out: those that its README lists", () => {
    const frozen = rows.filter((row, k) => isFrozen(row, rows[k - 1]));
    expect(dates(frozen)).toEqual([
      "2026-04-19", "2026-04-27", "2026-04-28", "2026-06-21", "2026-07-12", "2026-08-07", "2026-08-08",
    ]); // prettier-ignore
  });

  it("are cut where the network began anew", () => {
    expect(segmentsOf(rows).map((segment) => segment[0].date)).toEqual([
      "2026-03-23", "2026-07-05", "2026-07-14", "2026-07-17", "2026-07-29", "2026-07-30", "2026-08-01",
    ]); // prettier-ignore
  });

  it("are compared only where a column means the same on both", () => {
    expect(meansTheSame("ring0", on("2026-04-12"), on("2026-04-13"))).toBe(false);
    expect(meansTheSame("ring0", on("2026-04-13"), on("2026-06-29"))).toBe(true);
    expect(meansTheSame("halt", on("2026-06-08"), on("2026-06-09"))).toBe(false);
    expect(meansTheSame("healthy", on("2026-03-23"), on("2026-06-29"))).toBe(true);
  });

  it("are refused where a cell is no count, and where a column is missing", () => {
    const text = readFileSync(join(rootFolder, tableFile), "utf8");
    expect(() => readDailyTable(text.replace("23717", "many"))).toThrow('2026-03-23: active is "many", not a count');
    expect(() => readDailyTable(text.replace("peers", "pears"))).toThrow("no column peers");
  });
});

describe("windows", () => {
  const weekly = windowsOf(rows, { from: "2026-03-23", until: "2026-05-21", everyDays: 7 });

  it("start a week apart and end with their span, before what came next", () => {
    expect(dates(weekly.map(({ start }) => start)).slice(0, 4)).toEqual([
      "2026-03-23", "2026-03-30", "2026-04-06", "2026-04-13",
    ]); // prettier-ignore
    expect(weekly.flatMap(({ ahead }) => dates(ahead)).every((date) => date <= "2026-05-21")).toBe(true);
    for (const { start, ahead, before } of weekly) {
      expect(ahead.every(({ day }) => day > start.day && day <= start.day + 30)).toBe(true);
      expect(before.every(({ day }) => day < start.day)).toBe(true);
    }
  });

  it("reach over no restart, and start with no network that only begins", () => {
    const summer = windowsOf(rows, { from: "2026-06-20", until: "2026-08-08", everyDays: 1 });
    const restarts = ["2026-07-05", "2026-07-14", "2026-07-17", "2026-07-29", "2026-07-30", "2026-08-01"];
    for (const { start, ahead } of summer)
      for (const restart of restarts)
        expect(start.date < restart && ahead.some(({ date }) => date >= restart)).toBe(false);
    expect(dates(summer.map(({ start }) => start))).not.toContain("2026-07-05");
    expect(dates(summer.map(({ start }) => start))).toContain("2026-07-07");
  });

  it("count for a horizon that they nearly reach", () => {
    const [first] = weekly;
    expect([7, 14, 30].map((days) => reaches(first, days))).toEqual([true, true, true]);
    const late = { ...first, ahead: first.ahead.slice(0, 2) };
    expect(reaches(late, 7)).toBe(false);
  });
});
