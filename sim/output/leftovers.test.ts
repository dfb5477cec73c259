import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FolderPaths, pathsOf } from "./folder-paths.js";
import {
  clearLeftovers,
  hasLeftovers,
  manifestName,
  removeIncomplete,
  removeResult,
  scenarioName,
} from "./leftovers.js";

let root = "";
let paths: FolderPaths;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "orrery-leftovers-"));
  paths = pathsOf(join(root, "out"));
});
afterEach(() => rmSync(root, { recursive: true }));

/** A folder whose files say whose they are; whole if it has a manifest. */
function make(folder: string, text: string, { isWhole = true } = {}): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, scenarioName), text);
  if (isWhole) writeFileSync(join(folder, manifestName), text);
}

const seen = (): string[] => readdirSync(root).toSorted();
const textIn = (folder: string): string => readFileSync(join(folder, scenarioName), "utf8");
/** Of a machine that is not this one. */
const elsewhere = "999999999-1-00000000";

describe("whether something is left over", () => {
  it("is no where there is nothing, not even the folder above", () => {
    expect(hasLeftovers(paths)).toBe(false);
    expect(hasLeftovers(pathsOf(join(root, "deep/er/out")))).toBe(false);
  });

  it("is no where there is a result, or something of another result", () => {
    make(paths.target, "new");
    make(pathsOf(join(root, "other")).old, "old");
    mkdirSync(join(root, ".out.lock2"));
    expect(hasLeftovers(paths)).toBe(false);
  });

  it.each(["lock", "fresh", "old"] as const)("is yes where there is a %s", (which) => {
    mkdirSync(paths[which]);
    expect(hasLeftovers(paths)).toBe(true);
  });

  it.each(["", "-gone"])("is yes where a process that is gone was making a lock, or taking one away%s", (end) => {
    mkdirSync(`${paths.lock}-nobody${end}`);
    expect(hasLeftovers(paths)).toBe(true);
    clearLeftovers(paths);
    expect(seen()).toEqual([]);
  });

  it("is no where another machine may still be making one", () => {
    mkdirSync(`${paths.lock}-${elsewhere}`);
    expect(hasLeftovers(paths)).toBe(false);
    clearLeftovers(paths);
    expect(seen()).toEqual([`.out.lock-${elsewhere}`]);
  });
});

describe("putting right what a killed run left", () => {
  it("leaves the result that is there, and takes the rest away", () => {
    make(paths.target, "there");
    make(paths.old, "old");
    make(paths.fresh, "fresh");
    clearLeftovers(paths);
    expect(seen()).toEqual(["out"]);
    expect(textIn(paths.target)).toBe("there");
  });

  it("gives the name to the new result, where the old one was moved away for it", () => {
    make(paths.old, "old");
    make(paths.fresh, "fresh");
    clearLeftovers(paths);
    expect(seen()).toEqual(["out"]);
    expect(textIn(paths.target)).toBe("fresh");
  });

  it("gives it back to the old one, where the new one is gone or not whole", () => {
    for (const isThere of [false, true]) {
      make(paths.old, "old");
      if (isThere) make(paths.fresh, "fresh", { isWhole: false });
      clearLeftovers(paths);
      expect(seen()).toEqual(["out"]);
      expect(textIn(paths.target)).toBe("old");
      rmSync(paths.target, { recursive: true });
    }
  });

  it("gives it to none that is not whole", () => {
    make(paths.old, "old", { isWhole: false });
    make(paths.fresh, "fresh", { isWhole: false });
    clearLeftovers(paths);
    expect(seen()).toEqual([]);
  });

  it("gives it to none where nothing was moved away: the run had not come so far", () => {
    make(paths.fresh, "fresh");
    clearLeftovers(paths);
    expect(seen()).toEqual([]);
  });
});

describe("removing", () => {
  it("a result removes it, and nothing where there is none", () => {
    make(paths.target, "there");
    removeResult(paths.target);
    expect(existsSync(paths.target)).toBe(false);
    expect(() => removeResult(paths.target)).not.toThrow();
    expect(existsSync(dirname(paths.target))).toBe(true);
  });

  it("finished files leaves a folder of that name that somebody else made", () => {
    make(paths.incomplete, "half", { isWhole: false });
    removeIncomplete(paths.incomplete);
    expect(existsSync(paths.incomplete)).toBe(false);
    mkdirSync(paths.incomplete);
    writeFileSync(join(paths.incomplete, "notes.txt"), "mine");
    removeIncomplete(paths.incomplete);
    expect(readdirSync(paths.incomplete)).toEqual(["notes.txt"]);
  });
});
