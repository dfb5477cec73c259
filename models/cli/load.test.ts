import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { parseArguments } from "../../sim/cli/arguments.js";
import { planCommand } from "../../sim/cli/commands/plan.js";
import { loadAll, ScenarioErrors } from "../../sim/experiment/ready-scenario.js";
import { fileOptions } from "../../sim/cli/load.js";
import { quilibrium } from "../quilibrium.js";

/** What is wrong with a scenario of twenty nodes, as `line:column: path: problem`. */
async function errorsOf(observed: string, follow = ""): Promise<string[]> {
  const text = [
    "name: small",
    "horizon: 1 h",
    `operators: [{ class: a, count: 20, workers: 1${follow} }]`,
    "shards: { count: 4, world: 4 GB }",
    `observed: { source: a test, timeDays: [0, 1], columns: ${observed} }`,
  ];
  const file = join(folderWith({ "small.yaml": text.join("\n") }), "small.yaml");
  const args = await parseArguments("plan", planCommand, [file]);
  try {
    if (args !== undefined) loadAll(quilibrium, [file], fileOptions(args));
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioErrors)) throw error;
    return error.errors.map(({ line, column, path, message }) => `${line}:${column}: ${path}: ${message}`);
  }
}

describe("names of measured columns", () => {
  it("are refused where they stand, with the nearest right word, before anything runs", async () => {
    expect(await errorsOf("{ shard.count: [1, 2], shard.helthy: [1, 2] }")).toEqual([
      expect.stringMatching(/^5:\d+: observed\.columns\["shard\.helthy"\]: .*; did you mean shard\.healthy\?$/),
    ]);
    expect(await errorsOf("{ workers of a: [20, 30] }", ", follow: workers of b")).toEqual([
      expect.stringMatching(/^3:\d+: operators\[0\]\.follow: .*; read workers of b; did you mean workers of a\?$/),
      expect.stringMatching(/^5:\d+: observed\.columns\["workers of a"\]: /),
    ]);
    expect(await errorsOf("{ workers of a: [20, 30] }", ", follow: workers of a")).toEqual([]);
  });
});
