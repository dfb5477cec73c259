import { describe, expect, it } from "vitest";
import { estimatesOf } from "../../experiment/sweep/estimates.js";
import { sweepTableLines } from "./sweep-table.js";

/** Points with two replications each of `metrics` metrics that grow with the point. */
const estimates = (points: number, metrics = 2) =>
  estimatesOf({
    grid: { points, replications: 2 },
    parameters: {
      paths: ["queue.size"],
      values: [],
      columns: [{ name: "queue.size", values: Array.from({ length: points }, (_, k) => 8 * (k + 1)) }],
    },
    cells: Array.from({ length: 2 * points }, (_, cell) => ({
      fingerprint: "",
      metrics: Array.from({ length: metrics }, (_unused, m) => ({
        name: `metric.number${m}`,
        unit: "jobs",
        kind: "count" as const,
        value: 1000 * Math.floor(cell / 2) ** (m + 1) + (cell % 2),
      })),
    })),
  });

describe("the table of a sweep", () => {
  it("has a row a point, with the means and intervals of what moves", () => {
    const [head, first, second, moved] = sweepTableLines(estimates(2, 1), ["queue.size"]);
    expect(head.split(/ {2,}/)).toEqual(["point", "queue.size", "metric.number0 (jobs)"]);
    expect(first.trim().split(/ {2,}/)).toEqual(["0", "8", "0.500 [0.000, 6.853]"]);
    expect(second.trim().split(/ {2,}/)).toEqual(["1", "16", "1,001 [994, 1,007]"]);
    expect(moved).toContain("sweep.csv");
  });

  it("is no wider than a line and no longer than a screen, with a thousand points of many metrics", () => {
    const lines = sweepTableLines(estimates(1000, 40), ["queue.size"]);
    for (const line of lines.slice(0, -1)) expect(line.length).toBeLessThanOrEqual(110);
    expect(lines.length).toBeLessThan(30);
    expect(lines.at(-1)).toContain("976 more points");
  });

  it("is none of no finished point, and says where nothing moves", () => {
    expect(sweepTableLines([], ["queue.size"])).toEqual([]);
    expect(sweepTableLines(estimates(1), ["queue.size"]).at(-1)).toBe("No metric differs between the points.");
  });
});
