import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { crowdModel } from "../../../test/crowd-model.js";
import { folderWith } from "../../../test/scenario-files.js";
import { toyProgram } from "../../../test/toy-model.js";
import { parseArguments } from "../../../sim/cli/arguments.js";
import { checkCommand, checkFiles } from "../../../sim/cli/commands/check.js";
import { exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { messages } from "../texts/messages.js";
import { whyCommand } from "./why.js";

const written = captureOutput();

const fair = `name: fair
horizon: 2 d
crowds:
  - { name: early, count: 300 }
  - { name: loud, count: 64 }
timeline:
  - { hour: 1, music: waltz }
  - { hour: 9, jam: loud }
expect:
  - { id: short, that: P(queue.length > 10) <= 1 % }
  - { id: kind, that: final queue.length < 100 }
  - { id: known, that: mean(max(queue.length)) < 50, knownWeakness: doors jam }
`;

/** Carries the command out. */
async function typed(...words: string[]) {
  const args = (await parseArguments("why", whyCommand, words))!;
  return whyCommand.run(args, { ...toyProgram, loadModel: async () => crowdModel });
}

/** What the command prints of the crowd, and the folder in which it did. */
async function why(words: (folder: string) => readonly string[]) {
  const folder = folderWith({ "fair.yaml": fair });
  const before = written.out.length;
  const code = await typed(...words(folder), "--store", join(folder, "store"), "--quiet", "--workers", "1");
  return { code, folder, out: written.out.slice(before).replaceAll(folder, "F") };
}

const asked = (folder: string, ...options: string[]): string[] => [join(folder, "fair.yaml"), ...options];

/** Asks for the smaller scenario in the place of the whole one. */
const overItself = (folder: string): string[] =>
  asked(folder, "--expectation", "short", "--shrink", join(folder, "fair.yaml"));

describe("orrery why FILE --expectation", () => {
  it("tells what was found, and when it was decided in the worst replication", async () => {
    const { code, out } = await why((folder) => asked(folder, "--expectation", "short"));
    expect(code).toBe(exitCodes.ok);
    expect(out).toMatch(/^FAIL {7}short: P\(ever queue.length > 10\) <= 1 % @ 95%\n {11}10 of 10 runs: /);
    expect(out).toContain("What is behind it in replication 0\n");
    expect(out).toContain("It is decided at 9 h: queue.length is 64 people, 0 at 8 h.\n");
  });

  it("writes the smallest scenario that fails, which check fails too", async () => {
    const { folder, out } = await why((at) => asked(at, "--expectation", "short", "--shrink", join(at, "small.yaml")));
    expect(out).toMatch(/F\/small.yaml fails in the same way: 16 people of 364, 60 min of 2 d, \d+ lines of \d+.\n/);
    expect(out).toContain("  npx orrery run F/small.yaml\n  npx orrery check F/small.yaml\n");
    const small = parse(readFileSync(join(folder, "small.yaml"), "utf8")) as Record<string, unknown>;
    expect(small["crowds"]).toEqual([{ name: "loud", count: 16 }]);
    const words = [join(folder, "small.yaml"), "--store", join(folder, "store"), "--quiet"];
    expect(await checkFiles(crowdModel, (await parseArguments("check", checkCommand, words))!)).toBe(
      exitCodes.different,
    );
  });

  it("explains a known weakness as a failure, says how sure a mean is, and prints one object", async () => {
    const { out } = await why((at) =>
      asked(at, "--expectation", "known", "--shrink", join(at, "small.yaml"), "--budget", "500"),
    );
    expect(out).toContain("known weakness: doors jam");
    expect(out).toContain("It is judged by 10 replications, with the confidence that the file says.\n");
    const { out: json } = await why((at) =>
      asked(at, "--expectation", "known", "--shrink", join(at, "small.yaml"), "--json"),
    );
    expect(JSON.parse(json)).toMatchObject({
      finding: { id: "known", outcome: "weak" },
      decided: { metric: "queue.length", time_s: 9 * 3600, value: 64 },
      shrunk: { file: "F/small.yaml", end: "budget" },
    });
  });

  it("has nothing to tell of what holds", async () => {
    const { code, out } = await why((folder) => asked(folder, "--expectation", "kind"));
    expect(code).toBe(exitCodes.ok);
    expect(out).toContain(messages.nothingAgainst());
  });

  it("is the command that a failing check names", async () => {
    const folder = folderWith({ "fair.yaml": fair });
    const words = [join(folder, "fair.yaml"), "--store", join(folder, "store"), "--quiet", "--quick"];
    await checkFiles(crowdModel, (await parseArguments("check", checkCommand, [...words, "--set", "chance=1"]))!);
    const line = written.out.split("\n").find((text) => text.includes("npx orrery why")) ?? "";
    expect(line.replaceAll(folder, "F").trim()).toBe(
      "npx orrery why F/fair.yaml --quick --set chance=1 --store F/store --expectation short --shrink short.yaml",
    );
    const [, , , ...told] = line.trim().split(" ");
    expect((await parseArguments("why", whyCommand, told))?.text("expectation")).toBe("short");
  });

  it.each([
    [
      "an expectation that is not there",
      ["--expectation", "shrot"],
      messages.noExpectation("shrot", ["short", "kind", "known"], "short"),
    ],
    ["a question of a run beside it", ["--expectation", "short", "--shard", "3"], messages.onlyOfRuns("shard")],
    ["a budget without a file", ["--expectation", "short", "--budget", "50"], messages.onlyWithShrink("budget")],
    [
      "a budget that is none",
      ["--expectation", "short", "--shrink", "s.yaml", "--budget", "few"],
      messages.badBudget("few"),
    ],
    ["a file that is no scenario", ["--expectation", "short", "--shrink", "s.txt"], messages.badShrinkName("s.txt")],
    [
      "a folder that is not there",
      ["--expectation", "short", "--shrink", "no/s.yaml"],
      messages.noShrinkFolder("no/s.yaml"),
    ],
    ["a replication that is none", ["--expectation", "short", "--replication", "x"], messages.badReplicationOf("x")],
  ])("refuses %s before anything runs", async (_what, options, message) => {
    await expect(why((folder) => asked(folder, ...options))).rejects.toThrow(message);
  });

  it("refuses a scenario without an expectation, and options of one for a run", async () => {
    const folder = folderWith({ "fair.yaml": fair });
    const file = join(folder, "fair.yaml");
    await expect(typed(file)).rejects.toThrow(messages.isScenario(file));
    await expect(typed(folder, "--shrink", "s.yaml")).rejects.toThrow(messages.onlyWithExpectation("shrink"));
    await expect(typed("--expectation", "short")).rejects.toThrow(messages.needsScenario());
  });

  it("never writes over a file, unless it is told to", async () => {
    await expect(why(overItself)).rejects.toThrow("is there already");
    const { folder } = await why((at) => {
      writeFileSync(join(at, "small.yaml"), "what was there");
      return asked(at, "--expectation", "short", "--shrink", join(at, "small.yaml"), "--force");
    });
    expect(existsSync(join(folder, "small.yaml"))).toBe(true);
    expect(readFileSync(join(folder, "small.yaml"), "utf8")).toContain("Shrunk by orrery why");
  });
});
