import { describe, expect, it } from "vitest";
import { runScenario, smallScenario } from "../../../test/network-kit.js";
import { roundReward } from "./ceremony-era.js";

const dawn = (count: number, fields: object = {}) =>
  smallScenario({
    rules: "dawn",
    shards: { count: 1, world: "1 GiB" },
    operators: [{ class: "nodes", count, workers: 11 }],
    ...fields,
  });

const metric = ({ metrics }: ReturnType<typeof runScenario>, name: string) =>
  metrics.find((one) => one.name === name)!.value;

const quil = 8_000_000_000n;

describe("the network of Dawn", () => {
  it("doubles the reward of everybody with every participant", () => {
    for (const count of [1, 2, 5, 9]) {
      const result = runScenario(dawn(count));
      // 2 h are twelve rounds of 10 min.
      expect(metric(result, "dawn.rounds")).toBe(12);
      expect(metric(result, "emission.issuedUnits")).toBe(12n * BigInt(count) * 161n * 2n ** BigInt(count - 1) * quil);
    }
  });

  it("lets no more take part than a round has room for, by lot", () => {
    const result = runScenario(dawn(40, { dawn: { participants: 6 }, horizon: "10 d" }));
    expect(metric(result, "dawn.participants")).toBe(6);
    expect(metric(result, "emission.issuedUnits")).toBe(1440n * 6n * 161n * 32n * quil);
    const other = runScenario(dawn(40, { dawn: { participants: 6 }, horizon: "10 d" }), { seed: "2" });
    expect(metric(other, "emission.issuedUnits")).toBe(metric(result, "emission.issuedUnits"));
    expect(other.fingerprint).not.toBe(result.fingerprint);
  });

  it("pays what the readme said where the switch says so", () => {
    const result = runScenario(dawn(8, { switches: { dawnReward: "logarithmic" } }));
    expect(metric(result, "emission.issuedUnits")).toBe(12n * 8n * 161n * 3n * quil);
    expect(roundReward(1, { dawnReward: "logarithmic" })).toBe(0n);
    expect(roundReward(16, { dawnReward: "doubling" })).toBe(161n * 32_768n * quil);
  });

  it("counts only who is online, and is the same run in any slices", () => {
    const operators = [
      { class: "nodes", count: 10, workers: 1, uptime: "80 %", outage: "1 h", leave: "half-life 1 d" },
    ];
    const scenario = dawn(10, { operators, horizon: "2 d" });
    const whole = runScenario(scenario);
    expect(runScenario(scenario, { sliceUs: 100_000_001 })).toEqual(whole);
    const participants = whole.tables.series.columns.find(({ name }) => name === "dawn.participants")!.values;
    expect(new Set(participants).size).toBeGreaterThan(3);
  });
});
