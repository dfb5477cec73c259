/** README is right: its examples print what they show, its commands and scripts exist, its map leads to files. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { commands } from "../sim/cli/commands.js";
import { examplesOf } from "./examples/examples.js";
import { documents, ExampleFolder, readDocument } from "./examples/run.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");

/** Slow ones are run by `npm run examples`, which `npm run check` calls. */
const examples = documents.flatMap((document) =>
  examplesOf(readDocument(document))
    .filter(({ isSlow }) => !isSlow)
    .map((example) => ({ document, example, script: example.script })),
);

const folder = mkdtempSync(join(tmpdir(), "orrery-readme-"));
afterAll(() => rmSync(folder, { recursive: true }));
let checkout: ExampleFolder | undefined;

describe("README", () => {
  it("has examples that can be tried", () => {
    expect(examples.length).toBeGreaterThan(14);
  });

  it.each(examples)("shows to the digit what `$script` prints", ({ document, example }) => {
    checkout ??= new ExampleFolder(folder);
    const printed = checkout.run(readDocument(document), example);
    expect(printed, `if that is right: npm run examples -- --write`).toBe(example.shown);
  });

  it("names only commands that exist", () => {
    const named = [...readme.matchAll(/npx orrery ([a-z-]+)/g)].map(([, name]) => name);
    const rows = [...readme.matchAll(/^\| `([a-z-]+)(?: [A-Za-z. -]+)?` +\|/gm)].map(([, name]) => name);
    expect(rows.length).toBeGreaterThan(3);
    expect([...named, ...rows].filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
  });

  it("names only scripts that package.json has", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly scripts: object };
    const named = [...readme.matchAll(/npm (?:run (?:--silent )?)?([a-z:-]+)/g)]
      .map(([, name]) => name)
      .filter((name) => name !== "ci");
    expect(new Set(named)).toContain("start");
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it("has a map and links that lead to what exists", () => {
    const map = readme.slice(readme.indexOf("## The map"), readme.indexOf("## Dependency direction"));
    const paths = [...map.matchAll(/`((?:models|sim|bench|results)\/[^`]*)`/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(25);
    const linked = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path]) => path);
    expect([...paths, ...linked].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("names only scenarios that are there", () => {
    const named = [...readme.matchAll(/scenarios\/[\w-]+\.(?:yaml|json)/g)].map(([path]) => path);
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
