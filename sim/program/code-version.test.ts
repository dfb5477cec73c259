import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeVersion, hashFolders } from "./code-version.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "orrery-code-version-"));
  mkdirSync(join(root, "sim/b"), { recursive: true });
  writeFileSync(join(root, "sim/a.ts"), "1");
  writeFileSync(join(root, "sim/b/c.ts"), "2");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("code version", () => {
  it("changes with a file's content and with its path", () => {
    const before = hashFolders(root, ["sim"]);
    writeFileSync(join(root, "sim/a.ts"), "1 ");
    const edited = hashFolders(root, ["sim"]);
    rmSync(join(root, "sim/a.ts"));
    writeFileSync(join(root, "sim/d.ts"), "1");
    expect(new Set([before, edited, hashFolders(root, ["sim"])]).size).toBe(3);
  });

  it("does not change with tests, texts or folders without code", () => {
    const before = hashFolders(root, ["sim"]);
    writeFileSync(join(root, "sim/a.test.ts"), "3");
    writeFileSync(join(root, "sim/README.md"), "4");
    expect(hashFolders(root, ["sim", "models"])).toBe(before);
  });

  it("names the version and the exact libraries of the package file", () => {
    const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
    const { version, dependencies } = JSON.parse(text) as { version: string; dependencies: Record<string, string> };
    expect(codeVersion()).toMatchObject({ version, dependencies });
    expect(codeVersion().codeHash).toMatch(/^[0-9a-f]{64}$/);
    for (const pin of Object.values(dependencies)) expect(pin).toMatch(/^\d/);
  });
});
