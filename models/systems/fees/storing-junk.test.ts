import { assert, constantFrom, double, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";

const scenarioOf = (attack: ScenarioText, more: ScenarioText = {}) =>
  smallScenario({
    rules: "v2.1-simplex",
    horizon: "6 h",
    switches: { epochFrames: 120 },
    operators: [
      { class: "honest", count: 20, workers: 6 },
      { class: "mallory", count: 0, workers: 2, cost: { hosting: "72 USD/month" } },
    ],
    attackers: [{ kind: "junk storage", class: "mallory", budget: "5 USD", lasts: "1 d", ...attack }],
    shards: { count: 12, world: "20 GB" },
    fees: { transactions: "0/d", bytes: "1 kB" },
    issuance: { supply: "1000000 QUIL" },
    market: { price: { start: "0.5 USD" } },
    ...more,
  });

const figuresOf = (scenario: ReturnType<typeof scenarioOf>) => {
  const { metrics } = runScenario(scenario);
  const value = (name: string): number =>
    Number(metrics.find((one) => one.name === `attack.${name}[attacker=mallory]`)?.value);
  return { bytes: value("junk_bytes"), fees: value("fees_quil"), paid: value("paid_usd"), won: value("won_quil") };
};

describe("attackers who store junk", () => {
  it("store what they are told to, in whole chunks, and pay for them at the market's price", () => {
    const [none, some] = ["0 B", "10 MB"].map((bytes) => figuresOf(scenarioOf({ bytes, fees: "50 %" })));
    expect(none).toMatchObject({ bytes: 0, fees: 0 });
    expect(some.bytes).toBeGreaterThan(10e6 - 55 * 8);
    expect(some.bytes).toBeLessThanOrEqual(10e6);
    expect(some.paid - none.paid).toBeCloseTo(0.5 * some.fees, 5);
  });

  it("win more on their own shards, and less where it makes the world larger elsewhere", () => {
    const won = ["own", "others"].map((where) => figuresOf(scenarioOf({ where, bytes: "1 GB", fees: "50 %" })).won);
    const honest = figuresOf(scenarioOf({ bytes: "0 B", fees: "50 %" })).won;
    expect(won[0]).toBeGreaterThan(honest);
    expect(won[1]).toBeLessThan(honest);
  });

  it("never pay more than the share of their budget that is kept for it, whoever gets the fees", () => {
    const cases = record({
      where: constantFrom("own", "others", "all"),
      gigabytes: integer({ min: 0, max: 50 }),
      fees: double({ min: 0, max: 0.4, noNaN: true }),
      feeSink: constantFrom("burn", "participants", "ringParticipants"),
      depth: constantFrom(undefined, "50 USD"),
    });
    const run = property(cases, ({ where, gigabytes, fees, feeSink, depth }) => {
      const model = depth === undefined ? undefined : { kind: "pool", depth };
      const scenario = scenarioOf(
        { where, bytes: `${gigabytes} GB`, fees: `${(100 * fees).toFixed(3)} %` },
        {
          switches: { epochFrames: 120, feeSink },
          market: { price: { start: "0.5 USD", ...(model !== undefined && { model }) } },
        },
      );
      const { bytes, paid } = figuresOf(scenario);
      const machines = figuresOf(scenarioOf({ where, bytes: "0 B", fees: `${(100 * fees).toFixed(3)} %` })).paid;
      expect(bytes).toBeLessThanOrEqual(gigabytes * 1e9);
      expect(paid - machines).toBeLessThanOrEqual(5 * fees * 1.02 + 1e-3);
    });
    assert(run, { seed: 14, numRuns: 8 });
  });
});
