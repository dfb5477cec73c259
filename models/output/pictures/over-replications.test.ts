import { describe, expect, it } from "vitest";
import { exampleRun } from "../../../test/example-run.js";
import { table } from "../../../sim/table/result-table.js";
import { overReplications } from "./over-replications.js";
import { runPictures } from "./run-pictures.js";
import { numbersOf, typicalOf } from "../../../sim/view/rows.js";

const one = (value: number, rings: readonly number[]) => ({
  series: table([
    { name: "frame", values: [0, 1] },
    { name: "time_s", values: [0, 10] },
    { name: "population.peers", values: [0, value] },
    { name: "emission.issuedUnits", values: [0n, BigInt(value)] },
  ]),
  operators: table([
    { name: "operator_class", values: ["home", "centre"] },
    { name: "nodes", values: [value, 2 * value] },
  ]),
  rings: table([
    { name: "ring", values: rings.map((_provers, ring) => ring) },
    { name: "provers", values: rings },
    { name: "seniority_mean", values: rings.map((provers) => 10 * provers) },
  ]),
});

const bands = (pictures: ReturnType<typeof runPictures>): number => JSON.stringify(pictures).split('"p95":').length - 1;

describe("tables over replications", () => {
  it("of one replication are its own", () => {
    const only = one(3, [1]);
    expect(overReplications([only])).toBe(only);
  });

  it("hold means, and of every row of the series what the sample says", () => {
    const { series, operators } = overReplications([one(3, [1]), one(8, [1]), one(1, [1])]);
    const row = (name: string): number[] => numbersOf(series, name);
    expect([row("frame"), row("time_s")]).toEqual([
      [0, 1],
      [0, 10],
    ]);
    for (const column of ["population.peers", "emission.issuedUnits"]) {
      const [{ column: median }] = typicalOf(series, [{ column, label: "" }]);
      expect([row(column), row(median)]).toEqual([
        [0, 4],
        [0, 3],
      ]);
    }
    expect(numbersOf(operators, "nodes")).toEqual([4, 8]);
  });

  it("count a ring's provers in all of them, and describe it by those that have it", () => {
    const { rings } = overReplications([one(1, [8, 4]), one(1, [8])]);
    expect([numbersOf(rings, "provers"), numbersOf(rings, "seniority_mean")]).toEqual([
      [8, 2],
      [80, 40],
    ]);
  });

  it("put bands about each line of a picture", () => {
    const runs = [29_000, 20_000].map((peers) => exampleRun({ rows: 5, spanS: 3600, ringCount: 3, peers }));
    const together = runPictures({ ...overReplications(runs), caption: "two" });
    expect(bands(runPictures(runs[0]))).toBe(0);
    expect(bands(together)).toBeGreaterThan(5 * 8);
  });
});
