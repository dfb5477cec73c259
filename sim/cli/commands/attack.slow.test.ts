import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { pooledMiningModel, profitableFrom } from "../../../test/mining-model.js";
import { folderWith } from "../../../test/scenario-files.js";
import type { SearchSummary } from "../../output/write-search.js";
import { parseArguments } from "../arguments.js";
import { attackCommand, attackFile } from "./attack.js";

const written = captureOutput();

const text = `name: mining
horizon: 1 d
pool: { share: 0.3 }
search:
  over: { pool.share: { from: 0, to: 0.5 } }
  minimise: pool.share
  until: mean(pool.gain) > 0
`;

async function attack(folder: string, ...typed: string[]): Promise<SearchSummary> {
  const words = [join(folder, "a.yaml"), "--out", join(folder, "out"), "--store", join(folder, "cells"), "--json"];
  const before = written.out.length;
  await attackFile(
    pooledMiningModel,
    (await parseArguments("attack", attackCommand, [...words, "--quiet", ...typed]))!,
  );
  return JSON.parse(written.out.slice(before)) as SearchSummary;
}

describe("a search", () => {
  it("comes to the same bytes on any number of workers, pictures among them", async () => {
    const told: unknown[] = [];
    for (const workers of ["1", "2", "3"]) {
      const folder = folderWith({ "a.yaml": text });
      const { files } = await attack(folder, "--workers", workers);
      expect(files).toContain("plots/found.png");
      told.push(
        files.filter((name) => name !== "manifest.json").map((name) => readFileSync(join(folder, "out", name), "hex")),
      );
    }
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  it.each([
    ["2", 0],
    ["two", 0],
    ["3", 0],
    ["4", 0],
    ["5", 0.5],
    ["6", 0.5],
  ])("finds from which share on selfish mining pays: seed %s, gamma %s", async (seed, gamma) => {
    const folder = folderWith({ "a.yaml": text });
    const { best } = await attack(folder, "--seed", seed, "--set", `gamma=${gamma}`, "--budget", "800");
    expect(Math.abs(Number(best?.parameters["pool.share"]) - profitableFrom(gamma))).toBeLessThan(0.01);
    expect(best?.until?.verdict).toBe("pass");
  });
});
