/** `orrery run` with workers: the same files from any number of them, and nothing at all when one dies. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import { pooledToyModel } from "../../test/toy-model.js";
import { ReplicationFailure } from "../../sim/experiment/failure.js";
import { parseArguments } from "../../sim/cli/arguments.js";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { reportFailure } from "../../sim/cli/terminal/failure.js";
import type { Model, ScenarioBasics } from "../../sim/experiment/model.js";
import { quilibrium } from "../quilibrium.js";
import { runCommand, runFiles } from "../../sim/cli/commands/run.js";

const written = captureOutput();

async function run<Scenario extends ScenarioBasics>(model: Model<Scenario>, ...typed: string[]): Promise<number> {
  const args = await parseArguments("run", runCommand, typed);
  return args === undefined ? 0 : runFiles(model, args);
}

const files = (folder: string): { readonly [path: string]: string } =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.\w+$/.test(path) && path !== "manifest.json")
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), "base64")]),
  );

const small = `name: small
horizon: 6 h
operators:
  - { class: home, count: 30, workers: 3, uptime: 90 %, arrive: 40/d }
shards: { count: 4, world: 20 GB }
report: { every: 30 min }
replications: 3
`;

describe("orrery run with workers", () => {
  it("writes the same bytes from one worker in the main thread and from two, tables, logs and pictures", async () => {
    const folder = folderWith({ "small.yaml": small });
    for (const workers of ["1", "2"]) {
      const typed = [join(folder, "small.yaml"), "--out", join(folder, workers), "--workers", workers, "--events"];
      expect(await run(quilibrium, ...typed, "--quiet")).toBe(exitCodes.ok);
    }
    expect(Object.keys(files(join(folder, "2"))).length).toBeGreaterThan(15);
    expect(files(join(folder, "2"))).toEqual(files(join(folder, "1")));
  });

  it.each([
    ["break", exitCodes.invariant, /a toy broke[^]*--replication 1/],
    [
      "throw",
      exitCodes.unforeseen,
      /RangeError: a toy fell[^]*\nSee it again with: npx orrery run .*--replication 1\n$/,
    ],
    ["exit", exitCodes.unforeseen, /ended before its time[^]*\nSee it again with: npx orrery run .*--replication 1\n$/],
  ])("leaves nothing behind when a replication dies (%s), and tells how to see it again", async (fails, code, told) => {
    const folder = folderWith({ "toy.yaml": `name: toy\nhorizon: 1 h\nreplications: 4\nfails: ${fails}\n` });
    const typed = [join(folder, "toy.yaml"), "--out", join(folder, "out"), "--workers", "2", "--quiet"];
    const failed: unknown = await run(pooledToyModel, ...typed).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ReplicationFailure);
    expect(await reportFailure(failed)).toBe(code);
    expect(written.err).toMatch(told);
    expect(readdirSync(folder)).toEqual(["toy.yaml"]);
    expect(process.listenerCount("SIGINT")).toBe(0);
  });
});
