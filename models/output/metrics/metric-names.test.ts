import { describe, expect, it } from "vitest";
import { columnName, headerProblem } from "../../../sim/table/column-name.js";
import { ruleSets } from "../../protocol/ground/rule-sets.js";
import { metricByColumn, metricNames } from "./metric-names.js";

describe("metrics and their columns", () => {
  it("go one to one, back and forth, under all rules", () => {
    const all = new Set(Object.values(ruleSets).flatMap(metricNames));
    expect(new Set(metricByColumn.values())).toEqual(all);
    for (const name of all) {
      expect(metricByColumn.get(columnName(name))).toBe(name);
      expect([name, headerProblem(columnName(name))]).toEqual([name, null]);
    }
  });
});
