import { describe, expect, it } from "vitest";
import { headerProblem } from "../../table/column-name.js";
import { sweepTable } from "./sweep-tables.js";

const headerOf = (...names: readonly string[]): string[] =>
  sweepTable({
    grid: { points: 0, replications: 1 },
    parameters: { paths: names, values: [], columns: names.map((name) => ({ name, values: [] })) },
    cells: [],
  }).columns.map(({ name }) => name);

describe("the columns of swept fields", () => {
  it("are their paths as other tools read them", () => {
    expect(headerOf("jobs.count", "operators[1].uptime_share").slice(1, 3)).toEqual([
      "jobs_count",
      "operators_1_uptime_share",
    ]);
  });

  it("have names of their own, whatever the fields are called", () => {
    const header = headerOf("name", "metric", "a.b", "a_b", "class", "1st", "…", "swept_name");
    expect(header.slice(1, 4)).toEqual(["swept_name", "swept_metric", "a_b"]);
    expect(new Set(header).size).toBe(header.length);
    for (const name of header) expect([name, headerProblem(name)]).toEqual([name, null]);
  });
});
