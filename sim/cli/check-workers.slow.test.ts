import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { pooledCoinModel } from "../../test/coin-model.js";
import { folderWith } from "../../test/scenario-files.js";
import { parseArguments } from "./arguments.js";
import { checkCommand, checkFiles } from "./commands/check.js";

const written = captureOutput();

const text = `name: coins
horizon: 2 d
expect:
  - P(queue.length > 10) <= 30 %
  - P(queue.length > 10) <= 1 %
  - mean(queue.wait) in [0.4, 0.6]
  - q90(queue.wait) < 0.99
  - never queue.length > 12
`;

describe("a check", () => {
  it("comes to the same on any number of workers, to the last replication", async () => {
    const told: unknown[] = [];
    for (const workers of ["1", "2", "3"]) {
      const folder = folderWith({ "coins.yaml": text });
      const words = [join(folder, "coins.yaml"), "--workers", workers, "--store", join(folder, "store"), "--json"];
      const before = written.out.length;
      await checkFiles(pooledCoinModel, (await parseArguments("check", checkCommand, [...words, "--quiet"]))!);
      const { scenarios } = JSON.parse(written.out.slice(before).replaceAll(folder, "F")) as { scenarios: unknown };
      told.push(scenarios);
    }
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });
});
