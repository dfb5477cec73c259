/** What documents point to is there: links with their anchors, and files that they name. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { anchorsOf, documents, isThere, linksOf, namedFiles, readText, root } from "./repository.js";

/** The links of a document that lead nowhere. */
function deadLinks(path: string): string[] {
  const text = readText(path);
  return linksOf(text)
    .filter(({ target }) => !/^[a-z]+:/.test(target))
    .filter(({ target, anchor }) => {
      const file = target === "" ? path : join(dirname(path), target);
      if (!existsSync(join(root, file))) return true;
      return anchor !== undefined && !anchorsOf(readText(file)).has(anchor);
    })
    .map(({ target, anchor }) => (anchor === undefined ? target : `${target}#${anchor}`));
}

describe("documents", () => {
  it("are found, those of folders too", () => {
    expect(documents).toEqual(
      expect.arrayContaining(["README.md", "docs/decisions/README.md", "sim/kernel/README.md"]),
    );
  });

  it.each(documents)("%s links to what exists", (path) => {
    expect(deadLinks(path)).toEqual([]);
  });

  it.each(documents)("%s names files that exist", (path) => {
    expect(namedFiles(readText(path)).filter((name) => !isThere(path, name))).toEqual([]);
  });
});

describe("what is looked at", () => {
  const text =
    "# A `b`, c\n\n[x](y.md#a-b-c) `sim/none.ts` `none.ts` `a / b`\n\n```text\n[no](no.md) `sim/no.ts`\n```\n\n# A b c\n";

  it("are links outside of fences, with anchors as GitHub makes them", () => {
    expect(linksOf(text)).toEqual([{ target: "y.md", anchor: "a-b-c" }]);
    expect([...anchorsOf(text)]).toEqual(["a-b-c", "a-b-c-1"]);
  });

  it("are names of files, by path or alone", () => {
    expect(namedFiles(text)).toEqual(["sim/none.ts", "none.ts"]);
    expect(namedFiles(text).filter((name) => isThere("README.md", name))).toEqual([]);
    const told = ["sim/kernel/kernel.ts", "kernel.ts", "livelock-guard.ts", "sim/kernel/", "random/stream.ts"];
    expect(told.filter((name) => !isThere("sim/kernel/README.md", name))).toEqual([]);
    expect(isThere("sim/kernel/README.md", "kernel/none.ts")).toBe(false);
    expect(isThere("sim/kernel/README.md", "stream.ts")).toBe(false);
  });
});
