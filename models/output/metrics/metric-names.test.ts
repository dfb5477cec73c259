import { describe, expect, it } from "vitest";
import { columnName, headerProblem } from "../../../sim/table/column-name.js";
import { smallScenario } from "../../../test/network-kit.js";
import { ruleSets } from "../../protocol/ground/rule-sets.js";
import { metricByColumn, metricNames } from "./metric-names.js";

const market = { price: { start: "0.05 USD" } };
const grants = [{ list: "first" }];
const classes = [{ class: "letters", share: "100 %", bytes: "1 kB", keeps: "half-life 3 h" }];
const fees = { transactions: "40000/d", classes };
const strategy = [
  { kind: "random", share: "50 %" },
  { kind: "hopper", share: "50 %" },
];
const operators = [{ class: "NAME", count: 2, workers: 2, profile: "home", strategy, learns: {} }];
const attackers = [
  { kind: "honest", class: "NAME", budget: "1000 USD" },
  { kind: "message spam", class: "NAME", budget: "1000 USD" },
];
/** Strategies are called by their kinds and the class. */
const general = (name: string): string => name.replace(/strategy=(random|hopper) of NAME/, "strategy=NAME");

describe("metrics and their columns", () => {
  it("go one to one, back and forth, under all rules", () => {
    const all = new Set(
      Object.values(ruleSets).flatMap((rules) =>
        metricNames(rules, smallScenario({ market, operators, attackers, grants, fees, fidelity: "message" })).map(
          general,
        ),
      ),
    );
    expect(new Set(metricByColumn.values())).toEqual(all);
    for (const name of all) {
      expect(metricByColumn.get(columnName(name))).toBe(name);
      expect([name, headerProblem(columnName(name))]).toEqual([name, null]);
    }
  });
});
