import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageAbove } from "./package-file.js";

let root = "";
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "orrery-package-file-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("the package file of a program", () => {
  it("is the nearest one above", () => {
    const inner = join(root, "a/b");
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(root, "package.json"), '{ "name": "outer" }');
    writeFileSync(join(root, "a/package.json"), '{ "name": "inner" }');
    expect(packageAbove(inner)).toEqual({ name: "inner", folder: join(root, "a") });
    expect(packageAbove(root)).toEqual({ name: "outer", folder: root });
  });

  it("is looked for up to the root of the disk and no further", () => {
    const top = parse(root).root;
    expect(() => packageAbove(top)).toThrow(`no package.json above ${top}`);
  });
});
