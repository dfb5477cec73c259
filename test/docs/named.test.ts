/** Documents are right: commands, scripts and scenarios that they name exist, and the README has them all. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../../models/cli/commands.js";
import { blocksOf } from "../examples/markdown.js";
import { documents } from "../examples/run.js";
import { pluginExamples } from "../plugins/page.js";
import { readText, root } from "./repository.js";

const readme = readText("README.md");
const all = documents.map(readText).join("\n");

describe("documents", () => {
  it("name only commands that exist", () => {
    const named = [...all.matchAll(/(?:npx orrery|orrery) ([a-z-]+)`?/g)]
      .filter(([whole]) => whole.startsWith("npx") || whole.endsWith("`"))
      .map(([, name]) => name);
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
  });

  it("name only scripts that package.json has", () => {
    const { scripts } = JSON.parse(readText("package.json")) as { readonly scripts: object };
    const named = [...all.matchAll(/npm (?:run (?:--silent )?)?([a-z:-]+)/g)]
      .map(([, name]) => name)
      .filter((name) => name !== "ci" && name !== "install" && name !== "pack");
    expect(new Set(named)).toContain("start");
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it("name only scenarios that are there", () => {
    const named = [...all.matchAll(/(?<!\/)\bscenarios\/[\w/-]+\.(?:yaml|json)/g)].map(([path]) => path);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe("README", () => {
  it("has a line for every command", () => {
    const rows = [...readme.matchAll(/^\| `([a-z-]+)(?: [[\]A-Za-z. -]+)?` +\|/gm)].map(([, name]) => name);
    expect(rows.toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
  });

  it("shows a plug-in that is tried", () => {
    const shown = blocksOf(readme).filter(({ language }) => language === "ts");
    const tried = pluginExamples();
    expect(
      shown.map(({ text }) => tried.filter(({ code, line }) => code === text && readme.includes(line.trim())).length),
    ).toEqual([1]);
  });

  it("is short", () => {
    expect(readme.split("\n").length).toBeLessThan(150);
  });
});
