/** sim/ is an engine and experiments: no file of it, tests and READMEs among them, names what only Quilibrium has. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryFiles, root } from "./docs/repository.js";

const ofTheNetwork = ["quilibrium", "quil", "ring", "rings", "shard", "shards", "prover", "provers", "seniority"];

/** Where one of them stands with another meaning. */
const exceptions: { readonly [file: string]: string } = {
  "sim/experiment/sweep/part-flag.ts": "`--shard i/n` of a sweep, as test runners call it",
};

/** The words of a text, those inside names too: `ringSize` is a ring and a size. */
const wordsOf = (text: string): string[] =>
  [...text.replaceAll(/\\[nrt]/g, " ").matchAll(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g)].map(([word]) => word.toLowerCase());

function foundIn(path: string): string[] {
  const lines = [path, ...readFileSync(join(root, path), "utf8").split("\n")];
  return lines.flatMap((line, k) =>
    wordsOf(line).some((word) => ofTheNetwork.includes(word)) ? [`${path}:${k}: ${line.trim()}`] : [],
  );
}

describe("words of the network", () => {
  it("are found inside names, and nowhere else", () => {
    expect(wordsOf('ringSize, RINGS, a QUILUnit; during spring,\\nshardOf["seniority"]')).toEqual(
      ["ring", "size", "rings", "a", "quil", "unit", "during", "spring", "shard", "of", "seniority"], // prettier-ignore
    );
  });

  it("stand in no file of sim/", () => {
    const files = repositoryFiles.filter((path) => path.startsWith("sim/") && !path.endsWith(".png"));
    expect(files.length).toBeGreaterThan(200);
    expect(files.filter((path) => !(path in exceptions)).flatMap(foundIn)).toEqual([]);
  });

  it("have no exception that is not needed", () => {
    expect(Object.keys(exceptions).filter((path) => foundIn(path).length === 0)).toEqual([]);
  });
});
