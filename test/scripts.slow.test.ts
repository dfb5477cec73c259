/** Every script of package.json that is ours says what it does, and refuses what it does not know, without doing anything. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** `node FILE` and `tsx FILE` without words of their own; what is compiled runs from its source here. */
const own = Object.entries(scripts).flatMap(([name, line]) => {
  const file = /^(?:node|tsx) (\S+\.(?:m?js|ts))$/.exec(line)?.[1];
  const source = file?.replace(/^dist\/(.*)\.js$/, "$1.ts");
  return source === undefined ? [] : [{ name, source }];
});

const folder = mkdtempSync(join(tmpdir(), "orrery-scripts-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** In an empty folder, so that a script that does its work after all does it there. */
const call = (source: string, ...words: string[]) =>
  spawnSync(process.execPath, [...(source.endsWith(".ts") ? ["--import", loader] : []), join(root, source), ...words], {
    cwd: folder,
    encoding: "utf8",
    timeout: 60_000,
  });

describe("the scripts of package.json", () => {
  it("are found, with their sources", () => {
    expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining(["bench", "observed", "baselines", "check"]));
    expect(own.filter(({ source }) => !existsSync(join(root, source)))).toEqual([]);
  });

  it.each(own)("$name says what it does", ({ name, source }) => {
    const { status, stdout, stderr } = call(source, "--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^npm run ${name}\\b`));
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(own)("$name refuses what it does not know, in one line", ({ source }) => {
    const { status, stdout, stderr } = call(source, "--no-such-thing");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^[^\n]*--no-such-thing[^\n]*\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
