import { describe, expect, it } from "vitest";
import type { SweepResults } from "../../experiment/sweep/results.js";
import { sweepParts } from "./sweep-parts.js";

/** Two replications at each of three points: what grows, what chance moves, what stays, what is text. */
const results: SweepResults = {
  grid: { points: 3, replications: 2 },
  parameters: {
    paths: ["shop.tills", "open"],
    values: [
      [1, "10 h"],
      [2, "10 h"],
      [3, "10 h"],
    ],
    columns: [
      { name: "shop_tills", values: [1, 2, 3] },
      { name: "open_h", values: [10, 10, 10] },
    ],
  },
  cells: [0, 1, 2, 3, 4, 5].map((cell) => {
    const [point, replication] = [Math.floor(cell / 2), cell % 2];
    return {
      fingerprint: `${cell}/toy`,
      metrics: [
        { name: "shop.noise", value: 40 * replication + point, unit: "dB" },
        { name: "shop.served", value: 10 * (point + 1) + replication, unit: "people" },
        { name: "shop.same", value: 7, unit: "" },
        { name: "shop.served_again", value: 10 * (point + 1) + replication, unit: "people" },
        { name: "shop.name", value: "corner", unit: "" },
        { name: "shop.units", value: 2n ** 70n, unit: "units" },
      ],
    };
  }),
};

const parts = sweepParts({
  scenario: { name: "shop", about: "How many tills?", seed: 3 },
  resolvedYaml: "name: shop\n",
  results,
  background: { timeline: [], assumptions: [], notModelled: ["Weather."] },
  fingerprint: "abc/6 cells",
  command: "npx orrery sweep scenario.resolved.yaml",
});

describe("the report of a sweep", () => {
  it("tells first of what moves beyond chance, not of what stays, nor of the same twice", () => {
    expect(parts.answer).toHaveLength(3);
    expect(parts.answer[1]).toContain("shop.served (people)");
    expect(parts.answer[2]).toContain("shop.noise (dB)");
  });

  it("says in words which points there are, and where a metric is lowest and highest", () => {
    expect(parts.answer[0]).toBe("3 design points, 2 replications each: shop.tills (1, 2, 3); open (10 h).");
    expect(parts.answer[1]).toMatch(
      /^shop\.served \(people\): from 10\.5 \[.*\] at shop\.tills 1, open 10 h to 30\.5 \[.*\] at shop\.tills 3, open 10 h\.$/,
    );
  });

  it("has a row a point, sorted by values and not by their texts, and the whole table cut", () => {
    const [points, sweep] = parts.tables;
    expect(points.columns).toEqual(["point", "shop.tills", "open", "shop.served", "shop.noise"]);
    expect(points.rows[1].slice(0, 3)).toEqual([1, { text: "2", value: 2 }, { text: "10 h", value: 10 }]);
    expect(points.rows[1][3]).toMatchObject({ value: 20.5 });
    expect(sweep).toMatchObject({ title: "sweep", file: "sweep.csv", rowCount: 18 });
  });

  it("draws what the result folder has: a panel for each metric along the field that varies", () => {
    const [{ name, spec }] = parts.pictures;
    expect(name).toBe("response");
    expect(spec["concat"]).toHaveLength(2);
    expect(JSON.stringify(spec)).toContain("What moves with shop_tills");
  });
});
