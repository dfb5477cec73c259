import { describe, expect, it } from "vitest";
import {
  openNetwork,
  runScenario,
  smallScenario,
  type ScenarioText,
  allocationsByProver,
} from "../../../test/network-kit.js";
import { startOfDayMs } from "../../../sim/units/civil-date.js";
import { parseVersion } from "../../protocol/transport/version-floor.js";

const dayFrames = 8640;
const old = { class: "old", count: 6, workers: 2, version: "2.0.4", uptime: "90 %" };
const current = { class: "current", count: 12, workers: 2, version: "2.0.6" };

function networkOf(date: string, switches: ScenarioText = { versionFloor: "enforced" }) {
  return openNetwork(
    smallScenario({
      horizon: "4 d",
      switches,
      operators: [old, current],
      shards: { count: 2, world: "20 GB" },
      network: { date },
    }),
  );
}

/** Allocations of the old class (provers 0 to 5) that are not closed, and its nodes that are heard. */
const standingOf = (network: ReturnType<typeof networkOf>["network"]) => ({
  allocations: allocationsByProver(network).slice(0, 6).flat().length,
  heard: network.world.nodes.online.subarray(0, 6).reduce((sum, online) => sum + online, 0),
});

describe("nodes below the version floor", () => {
  it("never take an allocation when the floor is in force already", () => {
    const { network, runTo } = networkOf("2024-12-01");
    runTo(dayFrames);
    expect(standingOf(network)).toEqual({ allocations: 0, heard: 0 });
    expect(network.world.totals.active).toBeGreaterThan(0);
  });

  it("take part until the floor's date, are silent from then on, and lose their allocations", () => {
    // Two days before 2.0.4 was refused.
    const { network, runTo, balances } = networkOf("2024-11-22");
    runTo(2 * dayFrames - 1);
    const before = standingOf(network);
    expect(before.allocations).toBeGreaterThan(6);
    expect(before.heard).toBeGreaterThan(2);
    runTo(2 * dayFrames);
    expect(standingOf(network).heard).toBe(0);
    const earned = balances().slice(0, 6);
    expect(earned.every((units) => units > 0n)).toBe(true);
    runTo(4 * dayFrames);
    expect(standingOf(network).heard).toBe(0);
    expect(balances().slice(0, 6)).toEqual(earned);
    expect(network.world.totals.evictions).toBe(6);
  });

  it("are heard like all others where floors are off, or where nobody says what day it is", () => {
    const { network, runTo } = networkOf("2024-12-01", {});
    runTo(dayFrames);
    expect(standingOf(network).allocations).toBeGreaterThan(6);
    const operators = [old, current];
    const switches = { versionFloor: "enforced" };
    const undated = runScenario(smallScenario({ operators, switches }));
    const off = runScenario(smallScenario({ operators }));
    expect(undated.fingerprint).toBe(off.fingerprint);
  });
});

describe("dates and versions in scenarios", () => {
  it("are days that exist, in milliseconds since 1970", () => {
    expect(startOfDayMs("1970-01-01")).toBe(0);
    expect(startOfDayMs("2000-03-01")).toBe(951_868_800_000);
    // The floors' own dates, as the table of versions has them.
    expect(startOfDayMs("2024-11-24")).toBe(1_732_406_400_000);
    expect(startOfDayMs("2025-01-13")).toBe(1_736_726_400_000);
    const never = ["2023-02-29", "1900-01-01", "2024-13-01", "2024-00-10", "2024-04-31", "24-11-2024", ""];
    expect(never.map(startOfDayMs)).toEqual(never.map(() => null));
  });

  it("follow each other a day at a time through leap years", () => {
    const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let days = 0;
    lengths.forEach((length, month) => {
      for (let day = 1; day <= length; day++, days++) {
        const date = `2024-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
        expect(startOfDayMs(date)).toBe(1_704_067_200_000 + days * 86_400_000);
      }
    });
    expect(startOfDayMs("2025-01-01")).toBe(1_704_067_200_000 + 366 * 86_400_000);
  });

  it("are refused when they are no versions", () => {
    expect(parseVersion("2.1.0-p4")).toEqual([2, 1, 0, 4]);
    expect(parseVersion("2.0.5")).toEqual([2, 0, 5, 0]);
    for (const text of ["2.0", "v2.0.5", "2.0.5-4", "2.0.x"]) expect(parseVersion(text)).toBeNull();
    expect(() => smallScenario({ operators: [{ ...old, version: "2.0" }] })).toThrow(/2\.1\.0-p4/);
    expect(() => smallScenario({ network: { date: "2024-02-30" } })).toThrow(/2024-11-24/);
  });
});
