import { describe, expect, it } from "vitest";
import { estimatesOf, type PointEstimates } from "./estimates.js";
import { mostMoved } from "./most-moved.js";

/** Points with three replications each; `metrics`: name → values by point and replication. */
function estimates(metrics: Readonly<Record<string, readonly (readonly (number | bigint | null)[])[]>>) {
  const names = Object.keys(metrics);
  const points = metrics[names[0]].length;
  return estimatesOf({
    grid: { points, replications: 3 },
    parameters: {
      paths: ["a"],
      values: [],
      columns: [{ name: "a", values: Array.from({ length: points }, (_, k) => k) }],
    },
    cells: Array.from({ length: 3 * points }, (_, cell) => ({
      fingerprint: "",
      metrics: names.map((name) => ({ name, unit: "", value: metrics[name][Math.floor(cell / 3)][cell % 3] })),
    })),
  });
}
const named = (those: readonly PointEstimates[], atMost = 9): string[] =>
  mostMoved(those, atMost).map(({ name }) => name);

describe("the metrics that a sweep moves most", () => {
  it("are ordered by how far they move, beside what chance moves", () => {
    const those = estimates({
      constant: [[1, 1, 1], [1, 1, 1], [1, 1, 1]], // prettier-ignore
      slightly: [[100, 100, 100], [101, 101, 101], [103, 103, 103]], // prettier-ignore
      byChance: [[0, 90, 0], [80, 0, 0], [0, 0, 100]], // prettier-ignore
      much: [[1, 2, 1], [5, 6, 5], [90, 91, 92]], // prettier-ignore
    });
    expect(named(those)[0]).toBe("much");
    expect(named(those)).not.toContain("constant");
    expect(named(those, 1)).toEqual(["much"]);
  });

  it("are told once where they move alike, and count what was measured everywhere only", () => {
    const those = estimates({
      units: [[10n ** 20n, 10n ** 20n, 10n ** 20n], [3n * 10n ** 20n, 3n * 10n ** 20n, 3n * 10n ** 20n]], // prettier-ignore
      cost: [[1, 1, 1], [3, 3, 3]], // prettier-ignore
      never: [[null, 1, 1], [null, 2, 2]], // prettier-ignore
    });
    expect(named(those)).toEqual(["units"]);
  });

  it("are all that move between two points, though each of them rises or falls", () => {
    const those = estimates({
      doubled: [[1, 1, 1], [2, 2, 2]], // prettier-ignore
      halved: [[6, 6, 6], [3, 3, 3]], // prettier-ignore
      tripled: [[2, 2, 2], [6, 6, 6]], // prettier-ignore
      doubledToo: [[40, 40, 40], [80, 80, 80]], // prettier-ignore
    });
    expect(named(those)).toEqual(["tripled", "doubled", "halved"]);
  });

  it("are none of no point, and of one", () => {
    expect(mostMoved([], 5)).toEqual([]);
    expect(named(estimates({ a: [[1, 2, 3]] }))).toEqual([]);
  });
});
