/** The changelog has one form for every version, and what is not released yet names files as they are now. */
import { describe, expect, it } from "vitest";
import { isThere, namedFiles, readText } from "./repository.js";

const headings = ["Results change", "Rules", "Scenarios and commands", "Engine"];

const versions = readText("CHANGELOG.md")
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ version: text.split("\n")[0], text, parts: text.split(/^### /m).slice(1) }));

describe("the changelog", () => {
  it("begins with what is not released yet", () => {
    const [first, ...released] = versions.map(({ version }) => version);
    expect(first).toBe("Unreleased");
    expect(released).not.toEqual([]);
    expect(released.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it.each(versions)("has the same four headings for $version, each with a list", ({ parts }) => {
    expect(parts.map((part) => part.split("\n")[0])).toEqual(headings);
    for (const part of parts) {
      const lines = part
        .split("\n")
        .slice(1)
        .filter((line) => line !== "");
      expect(lines.filter((line) => !/^(?:- |  )\S/.test(line))).toEqual([]);
    }
  });

  it("names files that exist where it tells of what is not released yet", () => {
    expect(namedFiles(versions[0].text).filter((name) => !isThere("README.md", name))).toEqual([]);
  });
});
