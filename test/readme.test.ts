/** Documents are right: their examples print what they show, the commands, scripts and scenarios that they name exist. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { commands } from "../sim/cli/commands.js";
import { readText } from "./docs/repository.js";
import { examplesOf } from "./examples/examples.js";
import { documents, ExampleFolder, readDocument } from "./examples/run.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readText("README.md");
const all = documents.map(readDocument).join("\n");

/** Slow ones are run by `npm run examples`, which `npm run check` calls. */
const examples = documents.flatMap((document) =>
  examplesOf(readDocument(document))
    .filter(({ isSlow }) => !isSlow)
    .map((example) => ({ document, example, script: example.script })),
);

const folder = mkdtempSync(join(tmpdir(), "orrery-readme-"));
afterAll(() => rmSync(folder, { recursive: true }));
let checkout: ExampleFolder | undefined;

describe("documents", () => {
  it("have examples that can be tried", () => {
    expect(examples.length).toBeGreaterThan(19);
    expect(new Set(examples.map(({ document }) => document))).toEqual(
      new Set(["README.md", "docs/commands.md", "docs/scenarios.md"]),
    );
  });

  it.each(examples)("show to the digit what `$script` prints in $document", ({ document, example }) => {
    checkout ??= new ExampleFolder(folder);
    const printed = checkout.run(document, example);
    expect(printed, `if that is right: npm run examples -- --write`).toBe(example.shown);
  });

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
    const rows = [...readme.matchAll(/^\| `([a-z-]+)(?: [A-Za-z. -]+)?` +\|/gm)].map(([, name]) => name);
    expect(rows.toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
  });

  it("is short", () => {
    expect(readme.split("\n").length).toBeLessThan(140);
  });
});
