import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { loadScenario } from "../../../sim/scenario/load.js";
import { scenarioSchema } from "../../scenario/schema.js";
import { planOf } from "../plan.js";

const refusals = (price: ScenarioText, fields: ScenarioText = {}): readonly string[] =>
  planOf(smallScenario({ market: { price }, ...fields })).infeasible.map(({ path, message }) => `${path}: ${message}`);

/** Paths and messages of what no file may say. */
function issuesOf(price: ScenarioText): readonly string[] {
  const basis = { name: "one", horizon: "1 d", operators: [{ class: "n", count: 9, workers: 2 }] };
  const text = JSON.stringify({ ...basis, shards: { count: 2, world: "2 GB" }, market: { price } });
  const loaded = loadScenario("one.yaml", { schema: scenarioSchema, text });
  return loaded.ok ? [] : loaded.errors.map(({ path, message }) => `${path}: ${message}`);
}

const data = "date,price\n2026-03-01,1\n2026-03-02,2\n2026-03-03,3\n";
const csv = (fields: ScenarioText = {}) => ({ model: { kind: "csv", data, ...fields } });

describe("a market that cannot be", () => {
  it("has demand without anybody who would pay fees", () => {
    const market = { price: { start: "0.05 USD" }, demand: { fee: "0.001 USD" } };
    const of = (fields: object) => planOf(smallScenario({ market, ...fields })).infeasible.map(({ path }) => path);
    expect(of({})).toEqual(["market.demand"]);
    expect(of({ fees: { transactions: "1000/d", bytes: "10 kB" } })).toEqual([]);
  });

  it("is one whose table does not reach over the run", () => {
    expect(refusals(csv(), { horizon: "3 d" })).toEqual([]);
    expect(refusals(csv(), { horizon: "73 h" })).toEqual([
      "market.price.model.data: ends on 2026-03-03, before the run, which goes on to 2026-03-04 01:00; write a shorter horizon, or after: hold",
    ]);
    expect(refusals(csv({ after: "hold" }), { horizon: "9 d" })).toEqual([]);
    expect(refusals(csv(), { date: "2026-02-28" })).toEqual([
      "market.price.model.data: begins on 2026-03-01, after the run, which starts on 2026-02-28",
    ]);
  });

  it("is a pool with more tokens than there can be", () => {
    const pool = { start: "0.000001 USD", model: { kind: "pool", depth: "1000000000000 USD" } };
    expect(refusals(pool)[0]).toContain("market.price.model.depth: so deep a pool");
  });

  it("has a price at the start, said once", () => {
    expect(issuesOf({})).toEqual([
      expect.stringContaining("market.price.start: is missing; write a price such as 0.05 USD"),
    ]);
    expect(issuesOf({ start: "1 USD", ...csv() })).toEqual([
      expect.stringContaining("market.price.start: the price at the start is that of csv; leave it out"),
    ]);
  });

  it.each([
    ["start", { start: "-1 USD" }, "market.price.start"],
    ["start", { start: "0 USD" }, "market.price.start"],
    ["start", { start: "NaN USD" }, "market.price.start"],
    ["start", { start: "0.05" }, 'write "0.05 USD"'],
    ["start", { start: "0.05 EUR" }, "USD"],
    ["step", { start: "1 USD", step: "1 s" }, "market.price.step"],
    ["volatility", { start: "1 USD", model: { kind: "mean reversion", volatility: "-3 % a year" } }, "volatility"],
    ["volatility", { start: "1 USD", model: { kind: "mean reversion", volatility: "80 %" } }, '"% a year"'],
    ["level", { start: "1 USD", model: { kind: "mean reversion", level: "0 USD" } }, "model.level"],
    ["factor", { start: "1 USD", model: { kind: "jump diffusion", factor: -1 } }, "model.factor"],
    [
      "growth and decline",
      { start: "1 USD", model: { kind: "jump diffusion", growth: "1 %/y", decline: "1 %/y" } },
      "market.price.model.decline: the expected price cannot grow and fall at once",
    ],
    [
      "two rows a day",
      csv({ data: `${data}2026-03-03,4\n` }),
      "market.price.model.data: line 5: 2026-03-03 has a price",
    ],
    ["a column", csv({ prices: "prise" }), "market.price.model.prices: there is no column prise"],
    [
      "a currency without a rate",
      csv({ currency: "EUR" }),
      "market.price.model.rate: is missing; write what one EUR is worth",
    ],
    ["dollars with a rate", csv({ rate: "2 USD" }), "market.price.model.rate: a dollar is worth a dollar"],
  ])("is refused at its place: %s", (_what, price, message) => {
    const issues = issuesOf(price);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toContain(message);
  });
});
