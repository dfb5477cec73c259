import { describe, expect, it } from "vitest";
import type { ComparedMetric } from "../../experiment/compare/compared-metrics.js";
import { pairedDifference } from "../../stats/paired-differences.js";
import { answerLines, metricCells, metricHeads } from "./compare-words.js";

const a = [1, 2, 3, 4, 5];

/** Of five pairs with these values of B. */
function metric(b: readonly number[], verdict: ComparedMetric["verdict"]): ComparedMetric {
  const of = pairedDifference({ a, b, differences: b.map((value, k) => value - a[k]) });
  const rest = { measured: a.length, margin: undefined, probability: of.probability, probabilityBeyond: null };
  return { name: "queue.length", unit: "", of, verdict, ...rest };
}

const pair = { replication: 0, a: { metrics: [], fingerprint: "" }, b: { metrics: [], fingerprint: "" } };

const linesOf = (...metrics: readonly ComparedMetric[]): string =>
  answerLines(
    {
      pairs: a.map(() => ({ ...pair, overTime: { columns: [], rowCount: 0 } })),
      wanted: a.length,
      needed: undefined,
      metrics,
      fingerprint: "",
      interrupted: false,
    },
    { pairs: a.length, maxPairs: a.length },
  ).join("\n");

const gainCell = metricHeads.indexOf("gain");

describe("what a comparison says in words", () => {
  it("is how many replications without pairs each metric would take, and all that differ in the middle", () => {
    // Variances 2.5 and 3.2, of the differences 0.2.
    const higher = metric([2, 3, 4, 6, 6], "higher");
    expect(metricCells(higher)[gainCell]).toBe("29");
    // Variance 0 of B: there is nothing to share.
    const lower = metric([0, 0, 0, 0, 0], "lower");
    expect(metricCells(lower)[gainCell]).toBe("1.0");
    expect(linesOf(higher)).toContain("would take 29 times as many replications (the median of 1 metric that differs;");
    expect(linesOf(higher, lower, metric([3, 1, 2, 5, 4], "undecided"))).toContain("of 2 metrics that differ;");
  });

  it("is nothing of pairs where no difference was found, or every pair differs by the same", () => {
    expect(linesOf(metric([3, 1, 2, 5, 4], "undecided"))).not.toContain("Without pairs");
    const equal = metric([2, 3, 4, 5, 6], "higher");
    expect(metricCells(equal)[gainCell]).toBe("");
    expect(linesOf(equal)).not.toContain("Without pairs");
  });
});
