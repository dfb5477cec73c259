/** Money is exact: what was issued is what the classes have earned, to the unit, under every rule set. */
import { describe, expect, it } from "vitest";
import { ruleSetNames } from "../../models/protocol/ground/rule-sets.js";
import { runScenario, smallScenario } from "../network-kit.js";

const operators = [
  { class: "steady", count: 12, workers: 3, seniority: "historic", uptime: "95 %", outage: "10 min" },
  { class: "guests", count: 8, workers: 2, arrive: "60/d", leave: "half-life 4 h", uptime: "80 %" },
];

describe("issuance", () => {
  it.each(ruleSetNames)("is the sum of what the classes earned: %s", (rules) => {
    const scenario = smallScenario({ rules, operators, horizon: "10 h", frames: { first: 98_000 } });
    for (const seed of ["1", "2", "3"]) {
      const { tables, metrics } = runScenario(scenario, { seed });
      const rewards = tables.operators.columns.find(({ name }) => name === "reward_units")?.values as readonly bigint[];
      expect(rewards).toHaveLength(operators.length);
      const issued = metrics.find(({ name }) => name === "emission.issuedUnits")?.value;
      expect(issued).toBe(rewards.reduce((sum, units) => sum + units, 0n));
      expect(issued).toBeGreaterThan(0n);
    }
  });
});
