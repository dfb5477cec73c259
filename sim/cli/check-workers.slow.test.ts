import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { pooledCoinModel } from "../../test/coin-model.js";
import { pooledTandemModel } from "../../test/tandem-model.js";
import type { Model, ScenarioBasics } from "../experiment/model.js";
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

const rareText = `name: rare
horizon: 1 y
arrivals: 0.1
first: 0.4
second: 0.5
full: 12
expect: [P(queue.total >= 12) <= 1e-5]
`;

/** What a check says on one, two and three workers. */
async function toldBy<Scenario extends ScenarioBasics>(model: Model<Scenario>, file: string): Promise<unknown[]> {
  const told: unknown[] = [];
  for (const workers of ["1", "2", "3"]) {
    const folder = folderWith({ "checked.yaml": file });
    const words = [join(folder, "checked.yaml"), "--workers", workers, "--store", join(folder, "store"), "--json"];
    const before = written.out.length;
    await checkFiles(model, (await parseArguments("check", checkCommand, [...words, "--quiet"]))!);
    const { scenarios } = JSON.parse(written.out.slice(before).replaceAll(folder, "F")) as { scenarios: unknown };
    told.push(scenarios);
  }
  return told;
}

describe("a check", () => {
  it("comes to the same on any number of workers, to the last replication", async () => {
    const told = await toldBy(pooledCoinModel, text);
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  it("by splitting too, to the last path", async () => {
    const told = await toldBy(pooledTandemModel, rareText);
    expect(JSON.stringify(told[0])).toContain('"trees":10');
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });
});
