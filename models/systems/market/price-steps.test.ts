import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, smallScenario, type ScenarioText } from "../../../test/network-kit.js";
import { priceUsd, sell } from "../../changes/market/trade.js";

const scenarioWith = (price: ScenarioText = {}) =>
  smallScenario({ horizon: "3 d", market: { price: { start: "0.05 USD", ...price } } });

describe("a market at a constant price", () => {
  it("pays that price for every token, and counts what it bought", () => {
    const { network } = openNetwork(scenarioWith());
    expect(priceUsd(network.world)).toBe(0.05);
    expect(sell(network, 8_000_000_000n)).toBe(0.05);
    expect(sell(network, 4_000_000_000n)).toBe(0.025);
    const { tokenMarket } = network.world;
    expect(tokenMarket?.soldUnits.get(0)).toBe(12_000_000_000n);
    expect(tokenMarket?.paidUsd[0]).toBeCloseTo(0.075, 15);
  });

  it("changes nothing in the network beside it, and adds its metrics", () => {
    const without = runScenario(smallScenario({ horizon: "3 d" }));
    const { metrics } = runScenario(scenarioWith());
    expect(metrics.filter(({ name }) => !name.startsWith("market."))).toEqual(without.metrics);
    expect(metrics.filter(({ name }) => name.startsWith("market.")).map(({ name, value }) => [name, value])).toEqual([
      ["market.price_usd", 0.05],
      ["market.soldUnits", 0n],
      ["market.sold_quil", 0],
      ["market.boughtUnits", 0n],
      ["market.bought_quil", 0],
    ]);
  });

  it("is not there in a scenario without one", () => {
    const { network } = openNetwork(smallScenario());
    expect(network.world.tokenMarket).toBeNull();
    expect(() => priceUsd(network.world)).toThrow("a network without a market has no price");
  });
});

const pathOf = (fields: ScenarioText, seed = "1"): readonly number[] => {
  const { network, runTo } = openNetwork(smallScenario({ horizon: "6 d", ...fields }), seed);
  return [1, 2, 3, 4, 5].map((day) => {
    runTo(day * 8640);
    return priceUsd(network.world);
  });
};
const walk = { price: { start: "0.05 USD", model: "geometric brownian motion" } };

describe("a price that moves by steps", () => {
  it("is the same path in every scenario of a seed, whatever else is there", () => {
    const path = pathOf({ market: walk });
    expect(new Set(path).size).toBe(5);
    const other = {
      operators: [{ class: "others", count: 30, workers: 1, uptime: "80 %" }],
      shards: { count: 2, world: "7 GB", growth: "3 %/month" },
      fees: { transactions: "500/d", bytes: "10 kB" },
    };
    expect(pathOf({ market: walk, ...other })).toEqual(path);
    expect(pathOf({ market: walk }, "2")).not.toEqual(path);
  });

  it("is another path by another number, while everything else is drawn as before", () => {
    const numbered = (path: number): ScenarioText => ({
      horizon: "6 d",
      market: { price: { ...walk.price, path } },
      operators: [{ class: "others", count: 30, workers: 1, uptime: "80 %" }],
    });
    expect(pathOf(numbered(0))).toEqual(pathOf({ ...numbered(0), market: walk }));
    expect(new Set([0, 1, 2].map((path) => JSON.stringify(pathOf(numbered(path))))).size).toBe(3);
    const [one, other] = [0, 1].map((path) =>
      runScenario(smallScenario(numbered(path))).metrics.filter(({ name }) => !name.startsWith("market.")),
    );
    expect(other).toEqual(one);
  });

  it("stays between steps, and within what numbers hold", () => {
    const { network, runTo } = openNetwork(smallScenario({ horizon: "3 d", market: walk }));
    runTo(8639);
    expect(priceUsd(network.world)).toBe(0.05);
    const wild = { price: { start: "0.000001 USD", model: { kind: "jump diffusion", volatility: "10000 % a year" } } };
    for (const price of pathOf({ market: { price: { ...wild.price, step: "1 h" } } })) {
      expect(price).toBeGreaterThanOrEqual(1e-12);
      expect(price).toBeLessThanOrEqual(1e15);
    }
  });

  it("goes on from a date with other parameters, where the timeline says so", () => {
    const calm = { start: "0.05 USD", model: { kind: "geometric brownian motion", volatility: "0 % a year" } };
    const path = pathOf({
      market: { price: calm },
      timeline: [{ at: "60 h", change: { "market.price.model.volatility": "90 % a year" } }],
    });
    expect(path.slice(0, 2)).toEqual([0.05, 0.05]);
    expect(new Set(path.slice(2)).size).toBe(3);
  });
});

describe("a price from a table", () => {
  const data =
    "date,price\n2026-03-01,1\n2026-03-02,2\n2026-03-03,3\n2026-03-04,4\n2026-03-05,5\n2026-03-06,6\n2026-03-07,7\n";
  const table = (fields: ScenarioText = {}) => ({ price: { model: { kind: "csv", data, ...fields } } });

  it("begins at the day of the run, or with its first row, in dollars", () => {
    expect(pathOf({ market: table() })).toEqual([2, 3, 4, 5, 6]);
    expect(pathOf({ market: table({ after: "hold" }), date: "2026-03-03" })).toEqual([4, 5, 6, 7, 7]);
    expect(pathOf({ market: table({ currency: "EUR", rate: "1.5 USD" }) })).toEqual([3, 4.5, 6, 7.5, 9]);
  });
});

const poolScenario = (model: ScenarioText, fields: ScenarioText = {}) =>
  smallScenario({
    horizon: "4 d",
    market: { price: { start: "0.05 USD", model: { kind: "pool", depth: "1000 USD", ...model } } },
    ...fields,
  });
const product = (network: ReturnType<typeof openNetwork>["network"]): bigint => {
  const { tokenMarket } = network.world;
  return (tokenMarket?.poolUnits.get(0) ?? 0n) * (tokenMarket?.poolMicroUsd.get(0) ?? 0n);
};

describe("a pool", () => {
  it("pays less for every token that is sold to it, and keeps its product", () => {
    const { network } = openNetwork(poolScenario({ swapFee: "0 %" }));
    expect(priceUsd(network.world)).toBeCloseTo(0.05, 12);
    const before = product(network);
    // As many tokens as it holds: half of its dollars, and a quarter of the price.
    expect(sell(network, 160_000_000_000_000n)).toBe(500);
    expect(priceUsd(network.world)).toBeCloseTo(0.0125, 12);
    expect(product(network)).toBe(before);
    // The price that was asked for is within what the pool then pays.
    sell(network, 1n);
    expect(product(network) - before).toBeLessThan(320_000_000_000_001n);
  });

  it("rises by the fees that users buy tokens for, and by speculation", () => {
    const fees = { transactions: "20000/d", bytes: "10 kB" };
    const { network, runTo } = openNetwork(poolScenario({ swapFee: "0 %" }, { fees }));
    runTo(3 * 8640);
    const { tokenMarket, fees: ledger } = network.world;
    expect(tokenMarket?.boughtUnits.get(0)).toBeGreaterThan(0n);
    expect(tokenMarket?.boughtUnits.get(0)).toBe(tokenMarket?.feesSeenUnits.get(0));
    expect(tokenMarket?.feesSeenUnits.get(0)).toBeLessThanOrEqual(ledger?.paidUnits ?? 0n);
    expect(priceUsd(network.world)).toBeGreaterThan(0.05);
    const bought = openNetwork(poolScenario({ buys: "100 USD/d", swapFee: "0 %" }));
    bought.runTo(2 * 8640);
    // 1200 of 1000 dollars: the price goes with the square.
    expect(priceUsd(bought.network.world)).toBeCloseTo(0.05 * 1.2 ** 2, 6);
  });

  it("holds tokens and dollars to the last unit, whatever is traded, and never runs dry", () => {
    const { network, runTo } = openNetwork(poolScenario({ sells: "900 USD/d", noise: "700 USD" }, { horizon: "30 d" }));
    const { tokenMarket } = network.world;
    const held = tokenMarket?.poolUnits.get(0) ?? 0n;
    for (let day = 1; day < 30; day++) {
      runTo(day * 8640);
      const traded = (tokenMarket?.soldUnits.get(0) ?? 0n) - (tokenMarket?.boughtUnits.get(0) ?? 0n);
      expect(tokenMarket?.poolUnits.get(0)).toBe(held + traded);
      expect(tokenMarket?.poolMicroUsd.get(0)).toBeGreaterThan(0n);
      const usd = 1000 + (tokenMarket?.takenUsd[0] ?? 0) - (tokenMarket?.paidUsd[0] ?? 0);
      expect(Number(tokenMarket?.poolMicroUsd.get(0)) / 1e6).toBeCloseTo(usd, 3);
    }
  });
});
