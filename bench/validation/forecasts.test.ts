import { describe, expect, it } from "vitest";
import type { DailyRow } from "./daily-table.js";
import { byChance, goesOn, slopeBefore, staysAsItWas } from "./forecasts.js";
import { headHistogram, pageCounts } from "./head-histogram.js";

const row = (date: string, day: number, counts: DailyRow["counts"]): DailyRow => ({ date, day, world: "", counts });

/** The page of 2026-06-23. */
const start = row("2026-06-23", 100, {
  shards: 3132, healthy: 3096, warning: 2, halt: 0, ring0: 66, ring1: 2815, ring2: 173, ring3: 44, unassigned: 34, active: 31_889,
}); // prettier-ignore
const later = { date: "2026-06-25", day: 102 };

describe("plain forecasts", () => {
  it("keep what there was, or go on along the last week", () => {
    const before = [row("2026-06-10", 87, { active: 0 }), row("2026-06-16", 93, { active: 30_489 })];
    const given = { start, before, activeOn: () => 0 };
    expect(staysAsItWas(given)("active", later)).toBe(31_889);
    expect(slopeBefore("active", given)).toBe(200);
    expect(goesOn(given)("active", later)).toBe(32_289);
    expect(goesOn({ ...given, before: [] })("active", later)).toBe(31_889);
  });

  it("go on to nothing and not below", () => {
    const before = [row("2026-06-22", 99, { active: 63_778 })];
    expect(goesOn({ start, before, activeOn: () => 0 })("active", later)).toBe(0);
  });

  it("lose places at random as the losses of 2026-06-25 look: 699, 1,842 and 591, up to what rounding and tilt leave open", () => {
    const forecast = byChance({ start, before: [], activeOn: () => 13_288 });
    expect(Math.abs((forecast("healthy", later) ?? 0) - 699)).toBeLessThan(15);
    expect(Math.abs((forecast("warning", later) ?? 0) - 1842)).toBeLessThan(15);
    const thin = (forecast("halt", later) ?? 0) + (forecast("unassigned", later) ?? 0);
    expect(Math.abs(thin - 591)).toBeLessThan(15);
    expect(forecast("active", later)).toBeCloseTo(13_288, 3);
  });

  it("win places at random where there are more", () => {
    const forecast = byChance({ start, before: [], activeOn: () => 35_021 });
    expect(forecast("active", later)).toBeCloseTo(35_021, 0);
    expect(forecast("unassigned", later)).toBeLessThan(34);
  });
});

describe("shards by heads", () => {
  it("meet every count of the page that they are made from", () => {
    const counts = pageCounts(headHistogram(start), start.date);
    for (const name of ["healthy", "warning", "halt", "ring0", "ring1", "ring2", "ring3", "unassigned"] as const)
      expect((counts as DailyRow["counts"])[name]).toBeCloseTo(start.counts[name] ?? 0, 6);
    expect(counts.active).toBeCloseTo(31_889, 3);
  });
});
