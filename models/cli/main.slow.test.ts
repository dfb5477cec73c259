import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { commands } from "./commands.js";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { messages } from "../../sim/cli/terminal/messages.js";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Runs the program as a process of its own, in a folder. */
function orrery(folder: string, ...typed: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", loader, main, ...typed], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

const village =
  "name: village\nhorizon: 10 min\noperators: [{ class: home, count: 12, workers: 2 }]\nshards: { count: 4, world: 4 GB }\n";
const piped = (folder: string, input: string, ...typed: string[]) =>
  spawnSync(process.execPath, ["--import", loader, main, ...typed], { cwd: folder, encoding: "utf8", input });

describe("standard input", () => {
  it("is a scenario for every command that takes one, in the working directory", () => {
    const folder = folderWith({ "base.yaml": village });
    for (const typed of [
      ["plan", "-"],
      ["run", "-", "--out", "out"],
      ["compare", "-", "--set", "shards.count=5", "--out", "two"],
    ]) {
      const { status, stdout, stderr } = piped(folder, "extends: base.yaml\nname: heard\n", ...typed);
      expect({ typed, status, heard: stdout.includes("heard"), stderr: status === 0 ? "" : stderr }).toEqual({
        typed,
        status: 0,
        heard: true,
        stderr: "",
      });
    }
    const swept = piped(folder, `${village}sweep: { seed: [1, 2] }\n`, "sweep", "-", "--out", "swept");
    expect(swept.status).toBe(0);
    expect(piped(folder, village, "check", "--twice", "-").status).toBe(0);
  });

  it("is what errors name, with line and column", () => {
    const { status, stderr } = piped(folderWith({}), village.replace("count: 12", "cuont: 12"), "plan", "-");
    expect(status).toBe(exitCodes.usage);
    expect(stderr).toContain("<stdin>:3:28: operators[0].cuont: unknown key");
    expect(piped(folderWith({}), "", "plan", "-").stderr).toContain("<stdin>:1:1: ");
  });
});

describe("the program", () => {
  it("prints its version without loading what commands need", () => {
    const { code, out } = orrery(folderWith({}), "--version");
    expect(code).toBe(exitCodes.ok);
    expect(out).toMatch(/^orrery \d+\.\d+\.\d+ \(code [0-9a-f]{8}\)\n$/);
  });

  it("answers an unknown command with the nearest one, and exits 2", () => {
    const { code, out, err } = orrery(folderWith({}), "rnu");
    expect({ code, out }).toEqual({ code: exitCodes.usage, out: "" });
    expect(err).toBe(
      `${messages.unknownCommand(
        "rnu",
        commands.map(({ name }) => name),
      )}\n`,
    );
    expect(err).toContain("Did you mean run?");
  });

  it("lists every command in its help", () => {
    const { code, out } = orrery(folderWith({}), "--help");
    expect(code).toBe(exitCodes.ok);
    for (const { usage } of commands) expect(out).toContain(`orrery ${usage}`);
  });

  it("refuses a broken scenario with file, line and column, exits 2 and writes nothing", () => {
    const folder = folderWith({ "thin.yaml": "name: thin\nhorizn: 1 d\n" });
    const { code, out, err } = orrery(folder, "run", "thin.yaml");
    expect({ code, out }).toEqual({ code: exitCodes.usage, out: "" });
    expect(err).toMatch(
      /^thin\.yaml:2:1: horizn: unknown key; .*did you mean horizon\?\n +2 \| horizn: 1 d\n +\| \^{6}$/m,
    );
    expect(readdirSync(folder)).toEqual(["thin.yaml"]);
  });

  it("makes a starting file that can be planned, and does not make it twice", () => {
    const folder = folderWith({});
    expect(orrery(folder, "new", "thin shards")).toMatchObject({ code: exitCodes.ok });
    expect(orrery(folder, "plan", "thin shards.yaml", "--json")).toMatchObject({ code: exitCodes.ok, err: "" });
    const again = orrery(folder, "new", "thin shards");
    expect(again).toMatchObject({ code: exitCodes.usage, err: `${messages.fileExists("thin shards.yaml")}\n` });
    expect(orrery(folder, "new", "../escape")).toMatchObject({ code: exitCodes.usage });
    expect(readdirSync(folder)).toEqual(["thin shards.yaml"]);
    expect(readdirSync(join(folder, ".."))).not.toContain("escape.yaml");
  });
});
