import { describe, expect, it } from "vitest";
import { startOfDayMs } from "../../units/civil-date.js";
import { table } from "../../table/result-table.js";
import type { MetricInfo } from "../figures/metric-info.js";
import { metricList } from "../figures/parse.js";
import { decidingRow } from "./deciding-row.js";
import { parseClaim } from "./parse/parse-claim.js";

const queue: MetricInfo = { name: "queue", unit: "jobs", about: "of a test", kind: "count", course: "level" };
const dayS = 86_400;
const series = table([
  { name: "time_s", values: [0, 1, 2, 3, 4].map((day) => day * dayS) },
  { name: "queue", values: [9, 1, 7, 8, 9] },
]);
const startMs = startOfDayMs("2033-01-01")!;

/** The row in which it is decided that a run speaks against the claim. `value`: of its figure. */
function rowOf(text: string, value: number): number | undefined {
  const claim = parseClaim(text, metricList([queue]), 4 * dayS * 1e6);
  if (!claim.ok) throw new Error(claim.problem.message);
  return decidingRow(claim.value, series, () => value, startMs)?.row;
}

describe("the row that decides a claim of a moment", () => {
  it("is where the stretch begins that lasts up to the moment, and nothing behind it", () => {
    expect(rowOf("mean(queue at 3 d) < 5", 8)).toBe(2);
    expect(rowOf("queue at 2033-01-04 < 5", 8)).toBe(2);
    expect(rowOf("q90(queue at 2033-01-03) < 5", 7)).toBe(2);
    expect(rowOf("mean(queue at 36 h) > 5", 1)).toBe(1);
  });

  it("is the last one before it where nothing happened up to then", () => {
    expect(rowOf("mean(queue at 12 h) < 5", 9)).toBe(0);
  });

  it("of the end of a run is what it was", () => {
    expect(rowOf("mean(last(queue)) < 5", 9)).toBe(2);
  });
});
