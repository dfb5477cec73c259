import { describe, expect, it } from "vitest";
import { runScenario, smallScenario } from "../../test/network-kit.js";
import { leastOf } from "./least.js";

const issuance = { supply: "1300 QUIL" };

describe("the least that the supply comes to", () => {
  it("is that of the start, which no run falls below", () => {
    const scenario = smallScenario({ horizon: "1 h", issuance, grants: [{ list: "second", total: "7 QUIL", to: [] }] });
    const least = leastOf("supply.total_quil", { scenario, paths: ["curve.variables.tail"] });
    expect(least).toBe(1300);
    const { tables } = runScenario(scenario);
    const supplies = tables.series.columns.find(({ name }) => name === "supply.total_quil")!.values;
    expect(Math.min(...Array.from<unknown, number>(supplies, Number))).toBeGreaterThanOrEqual(least!);
  });

  it("is not known where fees burn some, where it varies itself, and of other metrics", () => {
    const burning = smallScenario({ issuance, fees: { transactions: "1/s", bytes: "1 kB" } });
    expect(leastOf("supply.total_quil", { scenario: burning, paths: [] })).toBeUndefined();
    const scenario = smallScenario({ issuance });
    for (const path of ["issuance.supply", "fees.bytes", "rules"])
      expect(leastOf("supply.total_quil", { scenario, paths: [path] })).toBeUndefined();
    expect(leastOf("supply.inflation", { scenario, paths: [] })).toBeUndefined();
  });
});
