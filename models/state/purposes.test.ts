import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { purposes } from "./purposes.js";

const root = new URL("../", import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
);

/** Files that draw, by purpose, in the order in which they are read. */
const drawnIn = new Map<string, string[]>();
const unread: string[] = [];
for (const file of files.toSorted()) {
  for (const [call, name] of readFileSync(new URL(file, root), "utf8").matchAll(/\.purpose\((?:\s*"([^"]*)"|[^)]*)/g)) {
    if (name === undefined) unread.push(`${file}: ${call}`);
    else if (!drawnIn.get(name)?.includes(file)) drawnIn.set(name, [...(drawnIn.get(name) ?? []), file]);
  }
}

describe("the list of purposes", () => {
  it("has every name that something is drawn under, and no other", () => {
    expect([...drawnIn.keys()].toSorted()).toEqual(Object.keys(purposes).toSorted());
  });

  it("has one file that draws under each name", () => {
    expect([...drawnIn].filter(([, places]) => places.length > 1)).toEqual([]);
  });

  it("is read in full: but for the streams' own cache, purposes are named where they are drawn", () => {
    expect(unread.map((line) => line.replace(/^.*\//, ""))).toEqual(["draws.ts: .purpose(name"]);
  });
});
