/** What a scenario may say of classes of storage, and what is refused, with its place. */
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { type ScenarioText, smallScenario } from "../../test/network-kit.js";
import { planOf } from "../plan/plan.js";
import { changeProblems } from "./change-fields.js";
import { whyFixed } from "./fork.js";
import { keptClassesOf, storageClassesOf } from "./storage-classes.js";

const messages = { class: "messages", share: "75 %", bytes: "1 kB", keeps: "half-life 2 d" };
const films = { class: "films", share: "25 %", bytes: "1 GB", most: "3 QUIL" };
const fees = (classes: readonly object[] = [messages, films], more: ScenarioText = {}): ScenarioText => ({
  fees: { transactions: "1000/d", classes, ...more },
});

/** Places and messages of what is refused: by the schema, or else by the plan. */
function problems(fields: ScenarioText): readonly (readonly [string, string])[] {
  try {
    return planOf(smallScenario(fields)).infeasible.map(({ path, message }) => [path, message]);
  } catch (error) {
    return (error as z.ZodError).issues.map(({ path, message }) => [path.join("."), message]);
  }
}

describe("classes of storage", () => {
  it("are parts of all transactions, with sizes in whole chunks, and what fees and market say where they say nothing", () => {
    const market = { price: { start: "1 USD" }, demand: { fee: "0.001 USD", elasticity: 2 } };
    const demand = { fee: "5 USD", elasticity: 0.5 };
    const scenario = smallScenario({ ...fees([messages, { ...films, demand }], { most: "7 units" }), market });
    expect(storageClassesOf(scenario)).toEqual([
      {
        name: "messages",
        share: 0.75,
        bytes: 1045,
        most: 7n,
        demand: { feeUsd: 0.001, elasticity: 2 },
        halfLifeUs: 172_800_000_000,
      },
      {
        name: "films",
        share: 0.25,
        bytes: 1_000_000_045,
        most: 3n * 8_000_000_000n,
        demand: { feeUsd: 5, elasticity: 0.5 },
        halfLifeUs: null,
      },
    ]);
    expect(keptClassesOf(scenario).map(({ name }) => name)).toEqual(["messages"]);
    expect(problems({ ...fees(), market })).toEqual([]);
  });

  it("are one without a name where transactions have one size", () => {
    const scenario = smallScenario({ fees: { transactions: "1000/d", bytes: "10 kB" } });
    expect(storageClassesOf(scenario)).toEqual([
      { name: "", share: 1, bytes: 10_010, most: 8_000_000_000n, demand: undefined, halfLifeUs: null },
    ]);
    expect([storageClassesOf(smallScenario()), keptClassesOf(scenario)]).toEqual([[], []]);
  });

  it.each<[string, ScenarioText, string, string]>([
    ["shares that do not add up", fees([messages, { ...films, share: "20 %" }]), "fees.classes", "add up to 95 %"],
    ["two of one name", fees([messages, { ...films, class: "messages" }]), "fees.classes.1.class", "name of its own"],
    ["a size beside classes", fees(undefined, { bytes: "1 kB" }), "fees.bytes", "classes"],
    ["neither", { fees: { transactions: "1000/d" } }, "fees.bytes", "missing"],
    ["a negative size", fees([messages, { ...films, bytes: "-1 GB" }]), "fees.classes.1.bytes", "-1 GB"],
    ["no time", fees([{ ...messages, keeps: "half-life 0 s" }, films]), "fees.classes.0.keeps", "30 d"],
    ["no duration", fees([{ ...messages, keeps: "half-life soon" }, films]), "fees.classes.0.keeps", "soon"],
    [
      "deletion of nothing",
      fees([{ ...messages, keeps: "for ever" }, films], { deleted: "freed" }),
      "fees.deleted",
      "nobody deletes",
    ],
    [
      "dollars without a price",
      fees([{ ...messages, demand: { fee: "1 USD" } }, films]),
      "fees.classes[0].demand",
      "market",
    ],
    [
      "more than all data can be",
      fees([{ ...films, share: "100 %", bytes: "2 PB" }]),
      "fees.transactions",
      "would store",
    ],
    ["a new grid", { ...fees(), timeline: [{ at: "1 h", reset: { prefixBits: 2 } }] }, "timeline[0].reset", "files"],
  ])("refuses %s", (_what, fields, place, text) => {
    const found = problems(fields);
    expect(found.map(([path]) => path)).toEqual([place]);
    expect(found[0][1]).toContain(text);
  });

  it("change in a run by what they pay and how long they are kept, and not by what is counted of them", () => {
    const scenario = smallScenario(fees());
    const refused = (path: string, value: unknown): boolean =>
      changeProblems(scenario, { [path]: value }, 0).length > 0;
    expect(refused("fees.transactions", "7/d")).toBe(false);
    expect(refused("fees.classes[1].most", "1 QUIL")).toBe(false);
    expect(refused("fees.classes[0].keeps", "half-life 1 d")).toBe(false);
    expect(refused("fees.classes[0].keeps", "for ever")).toBe(true);
    expect(refused("fees.classes[1].keeps", "half-life 1 d")).toBe(true);
    expect(refused("fees.classes[0].share", "10 %")).toBe(true);
    expect(refused("fees.classes[0].bytes", "2 kB")).toBe(true);
    const before = smallScenario({ fees: { transactions: "1000/d", bytes: "1 kB" } });
    expect(whyFixed({ path: "fees.classes", before, after: scenario, atUs: 0 })).toMatch(/stored so far/);
  });
});
