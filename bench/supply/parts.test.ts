import { describe, expect, it } from "vitest";
import { futureFile, partOf, pastFiles } from "./parts.js";

const at = (timesMs: readonly number[], day: string): number => timesMs.findIndex((ms) => ms >= Date.parse(day));

describe("the parts of the supply from 2023 to 2033", () => {
  it("begin with what the one before ends with", async () => {
    // The ceremony itself is ten million by `emission.genesisClaims`; its run takes longer than the others together.
    const parts = await Promise.all(pastFiles.slice(1).map((file) => partOf(file, file)));
    const future = await partOf(futureFile, "future", ["horizon=1 d"]);
    expect(parts[0].givenQuil).toBe(10_000_000);
    const given = [...parts.slice(1), future].map(({ givenQuil }) => givenQuil);
    expect(given).toEqual(parts.map(({ supplyQuil }) => Math.floor(supplyQuil.at(-1)!)));
  });

  it("come to about 1.3 bn in February 2025, by what is assumed", async () => {
    const { timesMs, supplyQuil } = await partOf(pastFiles[3], "2.0");
    const february = [at(timesMs, "2025-02-01"), at(timesMs, "2025-02-28")].map((row) => supplyQuil[row] / 1e9);
    expect(february[0]).toBeGreaterThan(1.25);
    expect(february[1]).toBeLessThan(1.35);
  });
});
