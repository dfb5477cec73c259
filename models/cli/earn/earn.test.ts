import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { folderWith } from "../../../test/scenario-files.js";
import { parseArguments } from "../../../sim/cli/arguments.js";
import { UsageError } from "../../../sim/cli/command.js";
import { exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { ScenarioErrors } from "../../../sim/experiment/ready-scenario.js";
import { earnCommand } from "./earn.js";
import { texts } from "./texts.js";
import { orrery } from "../orrery.js";

const written = captureOutput();
const village = `name: village
rules: v2.1-epoch
horizon: 12 h
operators: [{ class: there, count: 30, workers: 4 }]
shards: { count: 6, world: 6 GB }
start: { heads: { 20: 6 }, joining: 0 }
`;

async function earn(...typed: string[]): Promise<number> {
  const file = join(folderWith({ "village.yaml": village }), "village.yaml");
  const args = await parseArguments("earn", earnCommand, ["--scenario", file, "--threads", "1", ...typed]);
  return args === undefined ? 0 : await earnCommand.run(args, orrery);
}

describe("orrery earn", () => {
  it("prints one node and three side by side with intervals, and what no run says", async () => {
    const code = await earn("--workers", "3", "--upload", "8 Mbit/s", "--replications", "3", "--quiet");
    expect(code).toBe(exitCodes.ok);
    expect(written.out).toMatch(/│ +│ +one node │ +3 nodes │/);
    expect(written.out).toMatch(/│ QUIL a day a worker +│ +[\d,.]+ \[[\d,.]+, [\d,.]+\] QUIL │/);
    expect(written.out).toMatch(/3 nodes instead of one node: [+-][\d.]+ % \[/);
    expect(written.out).toContain("The line of 8 Mbit/s: at frame fidelity it makes no difference");
    expect(written.out).toContain("offline prover");
    expect(written.out).not.toContain("dollars");
  });

  it("prints one object with --json, with dollars where there is a price", async () => {
    await earn("--workers", "1", "--price", "0.5 USD", "--replications", "2", "--quiet", "--json");
    const told = JSON.parse(written.out) as Record<string, unknown>;
    expect(told).toMatchObject({
      scenario: "village",
      operator: { workers: 1, nodes: 1 },
      replications: 2,
      advantage: null,
    });
    expect(written.out).toContain('"usdPerDay"');
  });

  it.each([
    [[], texts.needsWorkers()],
    [["--workers", "4", "my.yaml"], texts.noWords("my.yaml")],
    [["--workers", "4", "--seniority", "old"], texts.badSeniority("old", ["none", "historic", "dawn"])],
    [["--workers", "4", "--threads", "0"], texts.badThreads("0", 256)],
    [["--workers", "x"], texts.badCount("workers", "x")],
    [["--workers", "4", "--upload", "8 Mbit"], "--upload: "],
  ])("refuses what cannot be: %j", async (typed, message) => {
    const refused = earn(...typed);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
  });

  it("says all that is wrong at once", async () => {
    const typed = [
      "--workers",
      "0",
      "--nodes",
      "x",
      "--upload",
      "8 Mbits",
      "--seniority",
      "old",
      "--threads",
      "0",
      "a",
    ];
    const error: unknown = await earn(...typed).catch((thrown: unknown) => thrown);
    expect((error as UsageError).message.split("\n")).toEqual([
      texts.noWords("a"),
      texts.badCount("nodes", "x"),
      expect.stringContaining("--workers: read 0"),
      texts.badSeniority("old", ["none", "historic", "dawn"]),
      expect.stringContaining("--upload: "),
      texts.badThreads("0", 256),
    ]);
    const divided = earn("--workers", "4", "--nodes", "9", "--upload", "8 Mbit");
    await expect(divided).rejects.toThrow(/--nodes: read 9;.*\n--upload: /);
  });

  it("refuses a price that is none where it was typed", async () => {
    await expect(earn("--workers", "4", "--price", "cheap")).rejects.toThrow(ScenarioErrors);
    await expect(earn("--workers", "4", "--price", "cheap")).rejects.toThrow("--price:1:");
  });
});
