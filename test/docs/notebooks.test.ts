import { describe, expect, it } from "vitest";
import { readText, repositoryFiles } from "./repository.js";

interface Cell {
  readonly cell_type: "markdown" | "code";
  readonly source: readonly string[];
  readonly outputs?: readonly unknown[];
  readonly execution_count?: number | null;
}
interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: { readonly kernelspec: { readonly name: string } };
}

const files = repositoryFiles.filter((path) => path.endsWith(".ipynb"));
const notebooks = files.map((path) => ({ path, notebook: JSON.parse(readText(path)) as Notebook }));
const codeOf = ({ cells }: Notebook): string =>
  cells
    .filter(({ cell_type: type }) => type === "code")
    .map(({ source }) => source.join(""))
    .join("\n");
/** What of the project, or of its dependencies, a notebook in TypeScript may import. */
const doors = new Set(["orrery", "orrery/engine", "vega", "vega-lite"]);

describe("notebooks", () => {
  it("are three in Python and three in TypeScript", () => {
    const kernels = notebooks.map(({ notebook }) => notebook.metadata.kernelspec.name);
    expect(kernels.toSorted()).toEqual(["deno", "deno", "deno", "python3", "python3", "python3"]);
  });

  it.each(notebooks)("$path is committed without what its cells printed", ({ path, notebook }) => {
    for (const cell of notebook.cells.filter(({ cell_type: type }) => type === "code")) {
      expect(cell.outputs, "npm run notebooks -- --strip").toEqual([]);
      expect(cell.execution_count).toBeNull();
    }
    // As `--strip` writes it, so that a commit shows what was changed and nothing else.
    expect(readText(path)).toBe(`${JSON.stringify(notebook, null, 1)}\n`);
  });

  it.each(notebooks)(
    "$path begins with its question, and ends by holding its figures against others",
    ({ notebook }) => {
      const [first] = notebook.cells;
      expect(first.cell_type).toBe("markdown");
      expect(first.source[0]).toMatch(/^# \w/);
      expect(first.source.join("")).toContain("?");
      expect(codeOf(notebook)).toMatch(/^\s*assert |throw new Error\(/m);
    },
  );

  it.each(notebooks)("$path comes in by the doors of the library alone", ({ notebook }) => {
    const imported = [...codeOf(notebook).matchAll(/\bfrom "([^"]+)"/g)].map(([, name]) => name);
    expect(imported.includes("orrery")).toBe(notebook.metadata.kernelspec.name === "deno");
    expect(imported.filter((name) => !doors.has(name))).toEqual([]);
  });

  it.each(notebooks)("$path stands in docs/notebooks.md, under its own name", ({ path }) => {
    expect(readText("docs/notebooks.md")).toContain(`(../${path})`);
  });
});
