/** Every mechanism says in its folder what it is, in less than a page. */
import { basename, dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { readText, repositoryFiles } from "./repository.js";

const linesMax = 75;

/** Folders with code in them or below, down to the second below sim/ and models/. */
const folders = [
  ...new Set(
    repositoryFiles
      .filter((path) => /^(?:sim|models)\/.*\.ts$/.test(path))
      .flatMap((path) => {
        const parts = dirname(path).split("/").slice(0, 3);
        return parts.map((_, k) => parts.slice(0, k + 1).join("/"));
      }),
  ),
]
  .filter((folder) => folder.includes("/"))
  .toSorted();

const readmeOf = (folder: string): string => `${folder}/README.md`;
const readmes = repositoryFiles.filter((path) => /^(?:sim|models)\/.*README\.md$/.test(path));

/** Whether a text names a folder in backquotes, or a file in it. */
const names = (text: string, folder: string): boolean =>
  new RegExp(`\`(?:[\\w-]+/)*${basename(folder)}(?:/[\\w./-]*)?\``).test(text);

describe("folders", () => {
  it("are found, those of mechanisms too", () => {
    expect(folders).toEqual(expect.arrayContaining(["sim/kernel", "sim/cli/commands", "models/protocol/ring"]));
  });

  it.each(folders)("%s has a README, or the one above says what it is", (folder) => {
    const above = dirname(folder);
    const isTop = !above.includes("/") || above === "models/protocol";
    const isNamed = !isTop && names(readText(readmeOf(above)), folder);
    expect(isNamed || readmes.includes(readmeOf(folder))).toBe(true);
  });

  it.each(readmes)("%s has less than a page, and begins with what is there", (file) => {
    const text = readText(file);
    expect(text).toMatch(/^# [^\n]+\n\n\S/);
    expect(text.split("\n").length).toBeLessThan(linesMax);
  });
});
