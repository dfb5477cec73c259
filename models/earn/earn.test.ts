import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { ScenarioErrors } from "../../sim/experiment/ready-scenario.js";
import { quilibrium } from "../quilibrium.js";
import type { Earned } from "./earn.js";
import { earnOf } from "./library.js";
import { messages } from "./messages.js";

const lines = (rules: string, horizon: string): string =>
  [
    "name: village",
    `rules: ${rules}`,
    `horizon: ${horizon}`,
    "operators: [{ class: there, count: 30, workers: 4 }]",
    "shards: { count: 6, world: 6 GB }",
    "start: { heads: { 20: 6 }, joining: 0 }",
  ].join("\n");
const villageOf = (rules = "v2.1-epoch", horizon = "1 d"): string =>
  join(folderWith({ "village.yaml": lines(rules, horizon) }), "village.yaml");

const asked = (operator: Parameters<typeof earnOf>[1], scenario = villageOf(), set: readonly string[] = []) =>
  earnOf(quilibrium, operator, { scenario, set: ["replications=3", ...set], workers: 1 });
const figure = ({ ways }: Earned, way: number, id: string) => ways[way].figures.find((one) => one.id === id);

describe("what an operator would earn", () => {
  it("is told for one node and for three, of all replications, with what they differ by in pairs", async () => {
    const earned = await asked({ workers: 3 });
    expect(earned.ways.map(({ nodes }) => nodes)).toEqual([1, 3]);
    expect(earned).toMatchObject({ replications: 3, interrupted: false });
    for (const way of [0, 1]) {
      const [each, all] = ["quilPerDayPerWorker", "quilPerDay"].map((id) => figure(earned, way, id)?.value ?? 0);
      expect(each).toBeGreaterThan(0);
      expect(all).toBeCloseTo(3 * each, 6);
      // Asked in one epoch of two hours, answered in the next.
      expect(figure(earned, way, "firstActiveHours")?.value).toBeGreaterThan(1);
      expect(figure(earned, way, "workersActive")).toMatchObject({ value: 3, n: 3 });
    }
    const [one, three] = [0, 1].map((way) => figure(earned, way, "quilPerDay")?.value ?? 0);
    expect(Math.sign(earned.advantage?.value ?? 0)).toBe(Math.sign(three - one));
  });

  it("is told with what machines cost, by node, where somebody says what they are", async () => {
    const cost = "{ power: 100 W, energy: 0.5 USD/kWh, hosting: 30 USD/month }";
    const earned = await asked({ workers: 3, price: "0.5 USD", cost });
    for (const [way, nodes] of [1, 3].entries()) {
      const of = (id: string): number => figure(earned, way, id)?.value ?? Number.NaN;
      // 1.2 USD of energy a day and a dollar of hosting, from when it appears on, within the first epoch of two hours.
      expect(of("costUsdPerDay") / nodes).toBeGreaterThan(2.1);
      expect(of("costUsdPerDay") / nodes).toBeLessThan(2.3);
      expect(of("profitUsdPerDay")).toBeCloseTo(of("usdPerDay") - of("costUsdPerDay"), 2);
      expect(of("breakEvenUsd")).toBeCloseTo(of("costUsdPerDay") / of("quilPerDay"), 4);
    }
    expect(figure(await asked({ workers: 1, price: "0.5 USD" }), 0, "costUsdPerDay")).toBeUndefined();
    await expect(asked({ workers: 1, profile: "home" })).rejects.toThrow(ScenarioErrors);
    await expect(asked({ workers: 1, price: "0.5 USD", profile: "hoem" })).rejects.toThrow("did you mean home?");
  });

  it("is in dollars where there is a price, of the scenario or of who asks, and nothing else changes by it", async () => {
    const [free, priced] = [await asked({ workers: 1 }), await asked({ workers: 1, price: "0.5 USD" })];
    expect(figure(free, 0, "usdPerDay")).toBeUndefined();
    const quil = figure(priced, 0, "quilPerDay")?.value ?? 0;
    expect(quil).toBe(figure(free, 0, "quilPerDay")?.value);
    expect(figure(priced, 0, "usdPerDay")?.value).toBeCloseTo(quil / 2, 9);
    const market = await asked({ workers: 1 }, villageOf(), ["market={ price: { start: 0.5 USD } }"]);
    expect(figure(market, 0, "usdPerDay")?.value).toBeCloseTo(quil / 2, 9);
  });

  it("is told of one node beside many, and alone where a worker cannot be divided", async () => {
    expect((await asked({ workers: 4, nodes: 2 })).ways.map(({ nodes }) => nodes)).toEqual([2, 1]);
    const alone = await asked({ workers: 1 });
    expect(alone.ways).toHaveLength(1);
    expect(alone.advantage).toBeNull();
  });

  it("is the same again", async () => {
    const [first, again] = [await asked({ workers: 3 }), await asked({ workers: 3 })];
    expect(again).toEqual(first);
  });

  it("is refused for an operator, a network or a time that cannot be", async () => {
    await expect(asked({ workers: 0 })).rejects.toThrow(messages.badWorkers("0", 10_000));
    await expect(asked({ workers: 2, nodes: 3 })).rejects.toThrow(messages.badNodes("3", 2));
    await expect(asked({ workers: 1 }, villageOf("v2.1-epoch", "3 h"))).rejects.toThrow(messages.tooShort("12 h"));
    await expect(asked({ workers: 1 }, "orrery:eras/dusk")).rejects.toThrow(messages.before21());
    await expect(asked({ workers: 1, price: "5 EUR" })).rejects.toThrow(ScenarioErrors);
  });

  it.each(["network/propagation", "network/mixnet", "network/cluster52"])(
    "is refused for %s, of another model, in one line at its place",
    async (name) => {
      const refused = await asked({ workers: 1 }, `orrery:${name}`).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ScenarioErrors);
      expect((refused as ScenarioErrors).errors).toMatchObject([{ path: "model", message: messages.otherModel() }]);
    },
  );
});
