/** Files that commands write beside their results: what is said where they cannot be, and what stands there then. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { messages } from "../../sim/cli/terminal/messages.js";
import { files } from "../../sim/files/file-system.js";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import { outcomeOf, scenarios } from "../../test/tiny-scenarios.js";

const written = captureOutput();
const { write, checkWritable } = files;
afterEach(() => {
  Object.assign(files, { write, checkWritable });
});

const event = "P(final population.peers > 5) > 50 %";
const text = `${scenarios.network}expect: ["${event}"]\n`;
const asked = {
  check: ["--max-replications", "10"],
  attack: ["--budget", "100", "--param", "operators[0].count=4, 5", "--maximise", "mean(max(population.peers))"],
  threshold: ["--param", "operators[0].count", "--from", "2", "--to", "9", "--until", event, "--precision", "3"],
} as const;
type Name = keyof typeof asked;
const names = Object.keys(asked) as Name[];

const typedIn = (folder: string, name: Name, ...more: readonly string[]) => [
  join(folder, "t.yaml"),
  ...asked[name],
  "--store",
  join(folder, "cells"),
  "--quiet",
  "--workers",
  "1",
  ...(name === "check" ? [] : ["--out", join(folder, "out")]),
  ...more,
];

const reportsOf = (name: Name) => (name === "check" ? ["report", "junit", "sarif", "markdown"] : ["report"]);
const both = names.flatMap((name) => reportsOf(name).map((option) => [name, option] as const));

describe("a file that cannot be written", () => {
  it.each(both)("is refused before %s runs anything: --%s", async (name, option) => {
    const folder = folderWith({ "t.yaml": text, "shut/x": "" });
    const at = (file: string): string => join(folder, file);
    const refused = (file: string) => outcomeOf(name, typedIn(folder, name, `--${option}`, at(file)));
    expect(await refused("nowhere/x.html")).toBe(messages.noReportFolder(option, at("nowhere/x.html")));
    expect(await refused("shut")).toBe(messages.reportIsFolder(option, at("shut")));
    expect(await refused("t.yaml")).toBe(messages.reportIsInput(option, at("t.yaml")));
    expect(await refused("other.yaml")).toBe(messages.reportIsInput(option, at("other.yaml")));
    expect(await refused("t.yaml/x.html")).toBe(messages.noReportFolder(option, at("t.yaml/x.html")));
    files.checkWritable = () => {
      throw Object.assign(new Error("EACCES: permission denied, access"), { code: "EACCES", syscall: "access" });
    };
    expect(await refused("shut/x.html")).toBe(
      messages.reportRefused(option, at("shut/x.html"), "permission denied (EACCES)"),
    );
    expect(readdirSync(folder).toSorted()).toEqual(["shut", "t.yaml"]);
    expect(readFileSync(at("t.yaml"), "utf8")).toBe(text);
  });

  it("is no scenario under another name", async () => {
    const folder = folderWith({ scenario: text });
    const file = join(folder, "scenario");
    const typed = [file, ...asked.attack, "--report", join(folder, ".", "scenario")];
    expect(await outcomeOf("attack", typed)).toBe(messages.reportIsInput("report", file));
    expect(readdirSync(folder)).toEqual(["scenario"]);
  });

  it("is not that of another report", async () => {
    const folder = folderWith({ "t.yaml": text });
    const file = join(folder, "x");
    const typed = typedIn(
      folder,
      "check",
      "--junit",
      file,
      "--sarif",
      join(folder, "y", "..", "x"),
      "--report",
      folder,
    );
    expect(await outcomeOf("check", typed)).toBe(
      [messages.oneFileForTwo("junit", "sarif", join(folder, "x")), messages.reportIsFolder("report", folder)].join(
        "\n",
      ),
    );
  });

  it.each(names)("costs no result of %s on a full disk, and leaves what was there", async (name) => {
    const folder = folderWith({ "t.yaml": text, "page.html": "old" });
    const page = join(folder, "page.html");
    files.write = (file, data, from) => {
      if (data.length > 100_000) throw Object.assign(new Error("ENOSPC: no space left on device, write"), full);
      return write(file, data, from);
    };
    const code = await outcomeOf(name, typedIn(folder, name, "--report", page));
    expect(code).toBe(name === "check" ? exitCodes.different : exitCodes.unforeseen);
    expect(written.err).toContain(messages.reportNotWritten("report", page, "no space left on device (ENOSPC)"));
    expect(written.out).toContain("replications ");
    expect(written.out).not.toContain(page);
    expect(readFileSync(page, "utf8")).toBe("old");
    expect(readdirSync(folder).filter((one) => one.startsWith("."))).toEqual([]);
    expect(existsSync(join(folder, "out", "summary.json"))).toBe(name !== "check");
  });
});

const full = { code: "ENOSPC", syscall: "write" };

describe("a file that is written", () => {
  it.each(both)("is named among the results of %s: --%s", async (name, option) => {
    const folder = folderWith({ "t.yaml": text });
    const file = join(folder, "told");
    await outcomeOf(name, typedIn(folder, name, `--${option}`, file));
    expect(written.out).toContain(`\n${option.padEnd(12)} ${file}\n`);
    expect(readFileSync(file, "utf8").length).toBeGreaterThan(100);
  });
});

describe("--expect-file", () => {
  it("never takes the place of the scenario, nor of a folder", async () => {
    const folder = folderWith({ "t.yaml": text, "folder.yaml/x": "" });
    const refused = (file: string) =>
      outcomeOf("threshold", typedIn(folder, "threshold", "--force", "--expect-file", join(folder, file)));
    expect(await refused("t.yaml")).toBe(messages.reportIsInput("expect-file", join(folder, "t.yaml")));
    expect(await refused("folder.yaml")).toBe(messages.reportIsFolder("expect-file", join(folder, "folder.yaml")));
    expect(readFileSync(join(folder, "t.yaml"), "utf8")).toBe(text);
  });
});
