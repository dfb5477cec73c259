/** README is right: its examples print what they show, its commands and scripts exist, its map leads to files. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { commands } from "../sim/cli/commands.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const orrery = `"${process.execPath}" --import "${loader}" "${join(root, "sim/cli/main.ts")}"`;

interface Block {
  readonly language: string;
  readonly text: string;
}
const blocks: readonly Block[] = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
  language,
  text,
}));

/** Commands that are quick enough to run here; of runs only small ones are. */
const cheap = ["plan", "new", "schema", "calc", "check", "diff-trace", "run thin-shards.yaml --horizon '2 h'"];
const isCheap = ({ language, text }: Block): boolean =>
  language === "sh" &&
  text
    .trimEnd()
    .split("\n")
    .every((line) => cheap.some((command) => line.startsWith(`npx orrery ${command} `)));
const examples = blocks.flatMap((block, k) => (isCheap(block) ? [{ block, k, shown: blocks[k + 1] }] : []));

/** Without what a clock says, and without digests and counts of looks, which code may change while all results stay. */
const lasting = (text: string): string =>
  text
    .replaceAll(/^took .*$/gm, "took")
    .replaceAll(/the whole state [\d,]+ times/g, "the whole state")
    .replaceAll(/[0-9a-f]{32}/g, "fingerprint")
    .replaceAll(/ *\b\d{13,}\b */g, " digest ");

const folder = mkdtempSync(join(tmpdir(), "orrery-readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Scenarios that README shows begin with a comment that names their file. */
function writeScenariosBefore(index: number): void {
  for (const { language, text } of blocks.slice(0, index)) {
    const name = /^# ([\w-]+\.yaml)\n/.exec(text)?.[1];
    if (language === "yaml" && name !== undefined) writeFileSync(join(folder, name), text);
  }
}

describe("README", () => {
  it("has examples that can be tried", () => {
    expect(examples.length).toBeGreaterThan(2);
  });

  it.each(examples)("shows what `$block.text` prints", ({ block, k, shown }) => {
    writeScenariosBefore(k);
    const script = block.text.replaceAll("npx orrery", orrery);
    const { stdout } = spawnSync("sh", ["-c", `{ ${script} } 2>&1`], { cwd: folder, encoding: "utf8" });
    expect(lasting(stdout)).toBe(lasting(shown.text));
  });

  it("names only commands that exist", () => {
    const named = [...readme.matchAll(/npx orrery ([a-z-]+)/g)].map(([, name]) => name);
    const rows = [...readme.matchAll(/^\| `([a-z-]+)(?: [A-Za-z. -]+)?` +\|/gm)].map(([, name]) => name);
    expect(rows.length).toBeGreaterThan(3);
    expect([...named, ...rows].filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
  });

  it("names only scripts that package.json has", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly scripts: object };
    const named = [...readme.matchAll(/npm (?:run )?([a-z:-]+)/g)]
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
