import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, smallScenario, type ScenarioText } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import { planOf } from "../../plan/plan.js";
import { grantsAddUp } from "../../checks/invariants/grants.js";
import { unitsAreConserved } from "../../checks/invariants/books.js";
import { grantTexts } from "../../plan/refusals/grant-refusals.js";
import { grantLists } from "../../protocol/emission/grant-lists.js";
import { valuesOf } from "../../../sim/table/result-table.js";

const operators = [
  { class: "long there", count: 3, workers: 2, seniority: { points: 3000 } },
  { class: "short there", count: 2, workers: 2, seniority: { points: 500 } },
  { class: "new", count: 2, workers: 2, seniority: "none", appear: { from: "50 min", until: "70 min" } },
];
const granting = (grants: readonly ScenarioText[], more: ScenarioText = {}) =>
  smallScenario({ operators, grants, ...more });
const metricsOf = (scenario: ReturnType<typeof smallScenario>): Record<string, unknown> =>
  Object.fromEntries(runScenario(scenario).metrics.map(({ name, value }) => [name, value]));

const isOther = (name: string) => !/grant|supply\.|list/.test(name);

describe("grants of genesis", () => {
  it("go to the nodes that are there by their presence, and add to the supply", () => {
    const scenario = granting([{ list: "second", total: "1000 units" }], { issuance: { supply: "7 units" } });
    const { network, runTo } = openNetwork(scenario);
    runTo(1);
    const { grants } = network.world;
    // 3 of 3000 and 2 of 500 points.
    expect([0, 1, 2, 3, 4].map((prover) => grants!.grantedTo(prover))).toEqual([300n, 300n, 300n, 50n, 50n]);
    expect(metricsOf(scenario)).toMatchObject({ "supply.grantedUnits": 1000n, "supply.grantReceivers": 5 });
  });

  it("come when they are due, to the classes that are said, and equally where it is said", () => {
    const scenario = granting([
      { list: "third", total: "90 units", at: "90 min", to: ["short there", "new"], divide: "equally" },
      { list: "fourth", total: "11 units", at: "3 d" },
      { list: "first", to: [] },
    ]);
    const result = runScenario(scenario);
    const column = (table: "series" | "operators", name: string) =>
      Array.from<unknown>(valuesOf(result.tables[table], name));
    const first = grantLists.first.known!.units;
    expect(column("series", "supply_granted_units")).toEqual([first, first, first, first + 90n, first + 90n]);
    expect(column("operators", "list_units")).toEqual([0n, 45n, 45n]);
    const metrics = Object.fromEntries(result.metrics.map(({ name, value }) => [name, value]));
    expect(metrics).toMatchObject({
      "supply.grantedOutsideUnits": first,
      "supply.grantReceivers": 4,
      "operators.listUnits[class=new]": 45n,
    });
    const supply = metrics["supply.total_quil"] as number;
    expect(supply).toBeCloseTo(85_778_136 + (metrics["emission.issued_quil"] as number), 3);
  });

  it.each(["dawn", "dusk", "v2.0.6", "ceremony"])("are there in networks of %s, too", (rules) => {
    const scenario = granting([{ list: "third", total: "1000 units" }], {
      rules,
      horizon: "2 h",
      shards: { count: 1, world: "1 GiB" },
    });
    expect(planOf(scenario).infeasible).toEqual([]);
    expect(metricsOf(scenario)["supply.grantedUnits"]).toBe(1000n);
  });

  it("stand in the books of operators beside what they brought, to the unit", () => {
    const market = { price: { start: "0.05 USD" } };
    const scenario = granting([{ list: "second", total: "1001 units" }], {
      market,
      issuance: { supply: "1 QUIL" },
      operators: operators.map((one) => ({ ...one, tokens: "3 units", sells: "hold" })),
    });
    const { network, runTo, balances } = openNetwork(scenario);
    runTo(100);
    balances();
    const books = network.world.books!;
    expect([0, 1, 2, 3, 4].map((operator) => books.grantedUnits.get(operator))).toEqual([303n, 303n, 303n, 53n, 54n]);
    expect([unitsAreConserved(network), grantsAddUp(network)]).toEqual([null, null]);
    books.post("grantedUnits", { operator: 2, classIndex: 0 }, 1n);
    expect(grantsAddUp(network)).toBe("provers were granted 1001 units, the books of their operators have 1002");
    network.world.grants!.giveOutside(5n);
    network.world.grants!.units -= 1n;
    expect(grantsAddUp(network)).toBe("granted 1005 units, provers have 1001 of them, others 5");
  });

  it.each(["v2.1-simplex", "v2.0.6", "dusk", "dawn"])(
    "stand in the log, each receiver with its part to the unit, and an audit of %s finds nothing",
    (rules) => {
      const scenario = granting(
        [
          { list: "second", total: "1001 units", to: ["long there", "new"], at: "65 min" },
          { list: "first", to: [] },
        ],
        { rules, horizon: "2 h", ...(rules === "v2.1-simplex" ? {} : { shards: { count: 1, world: "1 GiB" } }) },
      );
      const run = writtenRun(scenario);
      const rows = run.events.filter(({ rule }) => rule === "scenario.grants");
      const [outside, ...granted] = rows;
      expect(outside).toMatchObject({
        what: "granted outside",
        other: 1,
        why: "the first list of genesis",
        prover: -1,
      });
      expect(BigInt(outside.value)).toBe(grantLists.first.known!.units);
      expect(granted.every(({ what, other, frame }) => what === "granted" && other === 0 && frame > 0)).toBe(true);
      const { network, runTo } = openNetwork(scenario);
      runTo(Math.floor((66 * 60) / (network.world.clock.paceUs / 1e6)));
      const { grants } = network.world;
      expect(granted.map(({ prover, value }) => [prover, BigInt(value)])).toEqual(
        granted.map(({ prover }) => [prover, grants!.grantedTo(prover)]),
      );
      expect(granted.reduce((sum, { value }) => sum + value, 0)).toBe(1001);
      expect(auditRun(run).findings).toEqual([]);
    },
  );

  it("change nothing else of a run", () => {
    const [without, granted] = [[], [{ list: "second", total: "1 QUIL" }]].map((grants) => metricsOf(granting(grants)));
    for (const name of Object.keys(without).filter(isOther)) expect(granted[name]).toEqual(without[name]);
  });

  it("are refused where nobody says what they gave, or to whom, and twice", () => {
    const refused = planOf(granting([{ list: "second", to: ["nobody"] }])).infeasible;
    expect(refused.map(({ path, message }) => [path, message])).toEqual([
      ["grants[0].total", grantTexts.noTotal("second", 152)],
      ["grants[0].to[0]", grantTexts.noClass("nobody", ["long there", "short there", "new"])],
    ]);
    expect(() => granting([{ list: "first" }, { list: "first" }])).toThrow("the list is granted already");
    expect(planOf(granting([{ list: "third", total: `${2n ** 100n} units` }])).infeasible[0].path).toBe(
      "grants[0].total",
    );
  });
});
