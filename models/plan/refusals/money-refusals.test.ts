import { describe, expect, it } from "vitest";
import { smallScenario, type ScenarioText } from "../../../test/network-kit.js";
import { planOf } from "../plan.js";
import { moneyTexts } from "./money-refusals.js";

const market = { price: { start: "0.05 USD" } };
const nodes = { class: "nodes", count: 12, workers: 3 };

const refused = (operator: object, fields: ScenarioText = { market }) =>
  planOf(smallScenario({ operators: [{ ...nodes, ...operator }], ...fields })).infeasible.map(({ path, message }) => [
    path,
    message,
  ]);

const read = (cost: object) => () => smallScenario({ market, operators: [{ ...nodes, cost }] });

describe("books that nobody can keep", () => {
  it("are costs in dollars where nobody says what a token is worth", () => {
    expect(refused({ cost: { power: "100 W" } }, {})).toEqual([["operators[0].cost", moneyTexts.noMarket()]]);
    expect(refused({ outside: 3, profile: "home" }, {})).toEqual([["operators[0].profile", moneyTexts.noMarket()]]);
    expect(refused({ profile: "home" })).toEqual([]);
  });

  it("are a table of books where there are none", () => {
    const report = { every: "1 h", books: true };
    expect(refused({}, { market, report })).toEqual([["report.books", moneyTexts.noBooks()]]);
    expect(refused({ sells: "hold" }, { market, report })).toEqual([]);
  });

  it("are looks within a frame, and acts after the next look", () => {
    const path = "operators[0].decides";
    expect(refused({ decides: { every: "9 s" } })).toEqual([[`${path}.every`, moneyTexts.tooOften(10_000_000)]]);
    expect(refused({ decides: { every: "10 s", delay: "10 s" } })).toEqual([]);
    expect(refused({ decides: { every: "1 h", delay: "2 h" } })).toEqual([
      [`${path}.delay`, moneyTexts.tooLate(3_600_000_000)],
    ]);
  });

  it("are more tokens than there are", () => {
    const issuance = { supply: "120 QUIL" };
    expect(refused({ tokens: "10 QUIL" }, { market, issuance })).toEqual([]);
    expect(refused({ tokens: "11 QUIL" }, { market, issuance })).toEqual([
      ["operators[0].tokens", moneyTexts.tooManyTokens(1_056_000_000_000n, 960_000_000_000n)],
    ]);
  });

  it("are negative costs and machines that last no time", () => {
    expect(read({ hardware: "-5 USD" })).toThrow("hardware");
    expect(read({ life: "0 s" })).toThrow("nothing lasts no time at all; write a life such as 4 y");
    expect(read({ hosting: "5 USD" })).toThrow("USD/month");
  });
});
