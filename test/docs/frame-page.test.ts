import { describe, expect, it } from "vitest";
import { ruleById } from "../../models/protocol/rules.js";
import { frameFile, framePage, frames } from "./frame-page.js";
import { readText } from "./repository.js";

describe("docs/frame.md", () => {
  it("is up to date", async () => {
    expect(readText(frameFile), "if the lists are right: npm run pages").toBe(await framePage());
  });

  it("knows the code of every system since 2.1", () => {
    const rows = readText(frameFile)
      .split("\n## ")[1]
      .split("\n")
      .filter((line) => /^\| \d/.test(line));
    expect(rows).toHaveLength(frames[0].systems.length);
    expect(rows.filter((row) => !row.includes("](../models/systems/"))).toEqual([]);
  });

  it.each(frames)("$title: steps come in order, with rules that there are and titles of their own", ({ systems }) => {
    const steps = systems.map(({ step }) => step);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(systems.filter(({ rule }) => ruleById(rule) === undefined)).toEqual([]);
    expect(new Set(systems.map(({ title }) => title)).size).toBe(systems.length);
  });
});
