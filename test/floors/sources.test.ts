import { describe, expect, it } from "vitest";
import { importsOf, sources } from "./sources.js";

describe("the imports of a file", () => {
  it.each([
    ['import { a } from "../b/c.js";', false],
    ['import { type A, b } from "../b/c.js";', false],
    ['import a, { type B } from "../b/c.js";', false],
    ['import * as a from "../b/c.js";', false],
    ['import "../b/c.js";', false],
    ['export { a } from "../b/c.js";', false],
    ['export * from "../b/c.js";', false],
    ['const a = await import("../b/c.js");', false],
    ['import type { A } from "../b/c.js";', true],
    ['import type * as a from "../b/c.js";', true],
    ['import { type A, type B } from "../b/c.js";', true],
    ['export type { A } from "../b/c.js";', true],
    ['export { type A } from "../b/c.js";', true],
  ])("%s", (text, isType) => {
    expect(importsOf("x/a/file.ts", text)).toEqual([{ from: "x/a/file.ts", to: "x/b/c.ts", isType }]);
  });

  it("are relative ones only, and each leads to a source file", () => {
    expect(importsOf("x/a.ts", 'import "zod"; import "node:fs";')).toEqual([]);
    const known = new Set(sources);
    const all = sources.flatMap((file) => importsOf(file));
    expect(all.length).toBeGreaterThan(1000);
    expect(all.filter(({ to }) => !known.has(to))).toEqual([]);
  });
});
