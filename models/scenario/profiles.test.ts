import { describe, expect, it } from "vitest";
import { readText } from "../../test/docs/repository.js";
import { smallScenario } from "../../test/network-kit.js";
import { costsOf, hasBooks } from "./money.js";
import { profileNames, profiles } from "./profiles.js";

const year = 365 * 86_400_000_000;
const market = { price: { start: "0.05 USD" } };
const one = (fields: object) =>
  smallScenario({ market, operators: [{ class: "one", count: 1, workers: 1, ...fields }] });

describe("profiles of operators", () => {
  it("are those of docs/economy.md", () => {
    const rows = readText("docs/economy.md")
      .split("\n")
      .filter((line) => line.startsWith("| `") && line.includes("USD/kWh"))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    const expected = profileNames.map((name) => {
      const { machine, costs } = profiles[name];
      return [
        `\`${name}\``,
        String(machine.cores),
        `${machine.memoryGb} GB`,
        `${machine.diskGb / 1000} TB`,
        `${machine.uploadMbitPerS} Mbit/s`,
        `${costs.hardwareUsd} USD`,
        `${costs.lifeUs / year} y`,
        `${costs.powerW} W`,
        `${costs.energyUsdPerKwh} USD/kWh`,
        `${Math.round(costs.hostingUsdPerHour * 720 * 1e6) / 1e6} USD/month`,
        `${Math.round(costs.resale * 100)} %`,
      ];
    });
    expect(rows).toEqual(expected);
  });

  it("say where their figures are from, and that a GPU makes nothing faster", () => {
    for (const name of profileNames) {
      expect(profiles[name].source).toMatch(/^assumed: /);
      expect(profiles[name].machine.gpuFactor).toBe(0);
    }
  });

  it("give way to what a class says itself", () => {
    const [home] = one({ profile: "home", cost: { energy: "0.30 USD/kWh", hosting: "7.2 USD/month" } }).operators;
    expect(costsOf(home)).toEqual({
      ...profiles.home.costs,
      energyUsdPerKwh: 0.3,
      hostingUsdPerHour: 0.01,
      taxShare: 0,
    });
    expect(costsOf({})).toMatchObject({ hardwareUsd: 0, powerW: 0, energyUsdPerKwh: 0, hostingUsdPerHour: 0 });
  });

  it("are a reason to keep books, as everything is that is said of money", () => {
    expect(hasBooks(one({}))).toBe(false);
    expect(hasBooks(one({ profile: "archive" }))).toBe(true);
    expect(hasBooks(one({ sells: "hold" }))).toBe(true);
    expect(hasBooks({ ...one({ sells: "hold" }), market: undefined })).toBe(false);
  });
});
