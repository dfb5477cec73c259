/** What common random numbers are worth in a network: few pairs tell as much of a difference as many replications without. */
import { fileURLToPath } from "node:url";
import { deviation } from "d3-array";
import { beforeAll, describe, expect, it } from "vitest";
import { column, compare, type CompareResult, loadScenario } from "../../models/index.js";
import { tFactor } from "../../sim/stats/t-interval.js";

const file = fileURLToPath(new URL("../../scenarios/senior-outage.yaml", import.meta.url));
const [few, many] = [12, 36];

/** What has an effect is what is paid: twice as wide rings halve it, while who falls off which shard is drawn alike. */
const paid = "emission.issued_quil";

let result: CompareResult;
beforeAll(async () => {
  const sides = [[], ["switches.ringSize=16"]].map((set) => loadScenario(file, { set: ["report.every=1 d", ...set] }));
  result = await compare(sides[0], sides[1], { pairs: many });
});

/** The figure of each metric in `compare.csv`. */
const figures = (name: string): ReadonlyMap<string, unknown> => {
  const of = column(result.metrics, name);
  return new Map([...column(result.metrics, "metric")].map((metric, row) => [String(metric), of[row]]));
};

const valuesOf = (metric: string, side: "value_a" | "value_b"): number[] => {
  const names = column(result.pairs, "metric");
  return [...column(result.pairs, side)].map(Number).filter((_, row) => names[row] === metric);
};

describe("rings of 16 against rings of 8, where a senior prover goes offline", () => {
  it("differ in what is paid, and wherever they do pairs are worth more than three times as many replications", () => {
    const verdicts = figures("verdict");
    const gains = figures("pairing_gain");
    const different = [...verdicts].filter(([, verdict]) => verdict === "higher" || verdict === "lower");
    expect(different.map(([metric]) => metric)).toContain(paid);
    for (const [metric] of different) expect([metric, Number(gains.get(metric)) > 3]).toEqual([metric, true]);
  });

  it("are told apart by a third of the replications as surely as without pairs", () => {
    const [a, b] = [valuesOf(paid, "value_a"), valuesOf(paid, "value_b")];
    const differences = a.slice(0, few).map((value, k) => b[k] - value);
    const inPairs = (tFactor(few) * deviation(differences)!) / Math.sqrt(few);
    // Narrower than Welch's, whose degrees of freedom are fewer.
    const apart = (tFactor(2 * many - 1) * Math.sqrt(deviation(a)! ** 2 + deviation(b)! ** 2)) / Math.sqrt(many);
    expect(a).toHaveLength(many);
    expect(inPairs).toBeLessThan(apart);
  });

  it("go through the same outage: what it does to shards is nearly the same in each pair", () => {
    const gains = figures("pairing_gain");
    for (const metric of ["shard.healthy", "shard.needsCoverage", "coverage.haltedShards", "lifecycle.leaves"])
      expect([metric, Number(gains.get(metric)) > 10]).toEqual([metric, true]);
  });
});
