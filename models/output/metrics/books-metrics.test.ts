import { describe, expect, it } from "vitest";
import { runScenario, smallScenario } from "../../../test/network-kit.js";
import { inQuil } from "./in-quil.js";

const cost = { hardware: "100 USD", life: "1000 d", power: "100 W", energy: "0.25 USD/kWh" };
const scenario = smallScenario({
  horizon: "5 d",
  operators: [
    { class: "home", count: 8, workers: 3, cost, sells: "at once" },
    { class: "others", count: 4, workers: 3 },
  ],
  market: { price: { start: "0.5 USD" } },
  issuance: { supply: "1000000 QUIL" },
  fees: { transactions: "1/s", bytes: "1 kB" },
});

it("taxes are a share of the profit of each operator, paid from its cash, and nobody else's columns change", () => {
  const taxed = {
    ...scenario,
    operators: scenario.operators.map((one) => ({ ...one, cost: { ...one.cost, tax: 0.3 } })),
  };
  const [plain, paid] = [scenario, taxed].map((one) => runScenario(one).tables.operators);
  const of = (table: typeof plain, column: string): number =>
    Number(table.columns.find(({ name }) => name === column)?.values[0]);
  expect(of(paid, "tax_usd")).toBeCloseTo(0.3 * of(plain, "profit_usd"), 4);
  expect(of(plain, "profit_usd") - of(paid, "profit_usd")).toBeCloseTo(of(paid, "tax_usd"), 6);
  expect(of(plain, "cash_usd") - of(paid, "cash_usd")).toBeCloseTo(of(paid, "tax_usd"), 6);
  for (const column of ["income_usd", "cost_usd", "break_even_usd", "payback_days"])
    expect(of(paid, column)).toBe(of(plain, column));
  expect(plain.columns.some(({ name }) => name === "tax_usd")).toBe(false);
});

describe("metrics of money", () => {
  const { metrics, tables } = runScenario(scenario);
  const value = (name: string): number => Number(metrics.find((metric) => metric.name === name)?.value);
  const cell = (column: string, row: number): number =>
    Number(tables.operators.columns.find(({ name }) => name === column)?.values[row]);

  it("add up over classes, and are those of the table of classes when all is booked", () => {
    for (const name of ["operatorsRunning", "machines", "income_usd", "cost_usd", "soldUnits"]) {
      const ofClasses = ["home", "others"].map((one) => value(`money.${name}[class=${one}]`));
      expect(value(`money.${name}`)).toBeCloseTo(ofClasses[0] + ofClasses[1], 9);
    }
    expect(value("money.income_usd[class=home]")).toBe(cell("income_usd", 0));
    expect(value("money.cost_usd[class=home]")).toBe(cell("cost_usd", 0));
    // Eight machines for five days: 0.6 a day for energy, 0.1 for wear.
    expect(cell("cost_usd", 0)).toBeCloseTo(8 * 5 * 0.7, 3);
    expect(cell("profit_usd", 0)).toBeCloseTo(cell("income_usd", 0) - cell("cost_usd", 0), 6);
  });

  it("say what a token would have had to be worth, and when machines are paid back", () => {
    const quil = inQuil(BigInt(Math.round(cell("booked_units", 0))));
    expect(cell("income_usd", 0)).toBeCloseTo(quil * 0.5, 2);
    expect(cell("break_even_usd", 0)).toBeCloseTo(cell("cost_usd", 0) / quil, 12);
    const perMachineDay = (cell("income_usd", 0) - cell("energy_usd", 0)) / (8 * 5);
    expect(cell("payback_days", 0)).toBeCloseTo(100 / perMachineDay, 9);
  });

  it("relate issuance to supply and price, and fees to rewards", () => {
    const perDay = value("emission.issuedPerDay_quil");
    expect(value("money.securityBudget_usd")).toBeCloseTo(perDay * 0.5, 3);
    expect(value("money.inflation")).toBeCloseTo((perDay * 365) / value("supply.total_quil"), 9);
    const fees = value("fees.creditedUnits");
    expect(value("money.feeShare")).toBeCloseTo(fees / (fees + value("emission.issuedUnits")), 12);
  });
});
