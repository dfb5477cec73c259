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
      ["market.boughtUnits", 0n],
    ]);
  });

  it("is not there in a scenario without one", () => {
    const { network } = openNetwork(smallScenario());
    expect(network.world.tokenMarket).toBeNull();
    expect(() => priceUsd(network.world)).toThrow("a network without a market has no price");
  });
});
