import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, smallScenario, type ScenarioText } from "../../../test/network-kit.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import { vertexAddCost } from "../../protocol/fees/cost.js";

const day = 8640;
const scenarioWith = (fields: ScenarioText = {}) =>
  smallScenario({
    horizon: "2 d",
    shards: { count: 4, world: "20 GB", skew: "zipf 0.8" },
    fees: { transactions: "20000/d", bytes: "10 kB" },
    issuance: { supply: "1000 QUIL" },
    ...fields,
  });

/** A metric at the end of twenty days at 46 s a frame, when senders pay at most so much. */
function endOfSlowChain(most: string, name: string): number {
  const { metrics } = runScenario(
    scenarioWith({
      frames: { pace: "46 s" },
      horizon: "20 d",
      fees: { transactions: "20000/d", bytes: "10 kB", most },
    }),
  );
  return Number(metrics.find((metric) => metric.name === name)?.value);
}

/** Transactions of two days at such a price of a token. */
const sentAt = (start: string, demand?: object) => {
  const opened = openNetwork(scenarioWith({ market: { price: { start }, ...(demand !== undefined && { demand }) } }));
  opened.runTo(2 * day - 1);
  opened.balances();
  checkNetwork(opened.network);
  return opened.network.world.fees?.transactions ?? 0;
};

describe("transactions in a simulated network", () => {
  it("pay what the rules ask, a hundred units a byte at first, and their data grow the world", () => {
    const { network, runTo } = openNetwork(scenarioWith());
    runTo(2 * day - 1);
    const { fees, worldBytes } = network.world;
    const bytes = vertexAddCost(10_000);
    // About 20,000 a day from the second epoch on; seven standard deviations of the Poisson law either way.
    expect(fees?.transactions).toBeGreaterThan(20_000);
    expect(fees?.transactions).toBeLessThan(40_000);
    expect(fees?.paidUnits).toBe(BigInt(fees?.transactions ?? 0) * BigInt(bytes) * 100n);
    expect(worldBytes).toBe(20e9 + (fees?.transactions ?? 0) * bytes);
  });

  it("are fewer where they cost more in dollars than users are used to, by the elasticity, and the books agree", () => {
    // A transaction of 10 kB is charged 1,001,000 units, 0.000125125 QUIL.
    const fee = "0.00012513 USD";
    expect(sentAt("1 USD", { fee, elasticity: 1 })).toBe(sentAt("1 USD"));
    const [all, quarter] = [sentAt("1 USD"), sentAt("16 USD", { fee, elasticity: 0.5 })];
    expect(quarter / all).toBeGreaterThan(0.23);
    expect(quarter / all).toBeLessThan(0.27);
  });

  it("are burnt unless the rule set gives them to participants, and the books agree in both cases", () => {
    const burn = openNetwork(scenarioWith());
    burn.runTo(day);
    const minted = burn.balances().reduce((sum, units) => sum + units, 0n);
    checkNetwork(burn.network);
    expect(burn.network.world.fees?.burntUnits).toBe(burn.network.world.fees?.paidUnits);
    const share = openNetwork(scenarioWith({ switches: { feeSink: "ringParticipants" } }));
    share.runTo(day);
    const earned = share.balances().reduce((sum, units) => sum + units, 0n);
    checkNetwork(share.network);
    const fees = share.network.world.fees;
    expect(fees?.creditedUnits).toBeGreaterThan(0n);
    expect(earned - minted).toBe(fees?.creditedUnits);
    // Less than a unit a participant of each shard and epoch is left over and burnt.
    expect(fees?.burntUnits).toBeLessThan(12n * 4n * 12n);
  });

  it("are not accepted while any shard is halted", () => {
    // Two shards of three nodes each: at the halt threshold, so both halt when the grace is over.
    const halting = scenarioWith({
      switches: { haltGraceFrames: 2880 },
      operators: [{ class: "few", count: 3, workers: 2 }],
      shards: { count: 2, world: "20 GB" },
    });
    const { network, runTo } = openNetwork(halting);
    runTo(3600);
    const before = network.world.fees?.transactions ?? 0;
    expect(before).toBeGreaterThan(0);
    expect(network.world.totals.haltedShards).toBe(2);
    runTo(2 * day - 1);
    expect(network.world.fees?.transactions).toBe(before);
  });

  it("are not sent when they would cost more than their senders pay, as after a day of slow frames", () => {
    expect(endOfSlowChain("0.001 QUIL", "fees.multiplierMean")).toBeGreaterThan(100_000);
    expect(endOfSlowChain("0.001 QUIL", "fees.transactions")).toBeLessThan(
      0.5 * endOfSlowChain("10 QUIL", "fees.transactions"),
    );
  });

  it("are limited by what there is to pay with", () => {
    const { network, runTo, balances } = openNetwork(
      scenarioWith({ issuance: { supply: "0 QUIL" }, fees: { transactions: "200000000/d", bytes: "10 kB" } }),
    );
    runTo(day);
    balances();
    checkNetwork(network);
    const { fees, issuedUnits } = network.world;
    expect(fees?.burntUnits).toBeGreaterThan(0n);
    expect(fees?.burntUnits).toBeLessThanOrEqual(issuedUnits.get(0));
  });
});
