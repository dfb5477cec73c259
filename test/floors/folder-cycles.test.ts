/**
 * Among the files and folders of any folder of models/, imports lead in one direction: no way leads from one back to it.
 * What only names a type loads nothing; that is held for folders alone, since it is read together with them.
 */
import { describe, expect, it } from "vitest";
import { cyclesIn } from "./cycles.js";
import { type Import, importsOf, sources } from "./sources.js";

type Graph = Map<string, Set<string>>;

/** Folder → its graph: which of its files and folders import which others of them. */
function graphsOf(imports: readonly Pick<Import, "from" | "to">[]): ReadonlyMap<string, Graph> {
  const graphs = new Map<string, Graph>();
  for (const { from, to } of imports) {
    const [a, b] = [from.split("/"), to.split("/")];
    const depth = a.findIndex((name, k) => name !== b[k]);
    const folder = a.slice(0, depth).join("/");
    const graph: Graph = graphs.get(folder) ?? new Map();
    graphs.set(folder, graph.set(a[depth], (graph.get(a[depth]) ?? new Set()).add(b[depth])));
  }
  return graphs;
}

const circles = (imports: readonly Pick<Import, "from" | "to">[]): readonly string[] =>
  [...graphsOf(imports)].flatMap(([folder, graph]) =>
    cyclesIn(graph).map((names) => `${folder}: ${names.join(", ")} import each other in a circle`),
  );

const edge = (text: string): Pick<Import, "from" | "to"> => {
  const [from, to] = text.split(" ");
  return { from, to };
};

const folderOf = (file: string): string => file.replace(/[^/]+\.ts$/, "");

describe("folders", () => {
  const all = sources.filter((file) => file.startsWith("models/")).flatMap((file) => importsOf(file));
  const inside = all.filter(({ to }) => to.startsWith("models/"));

  it("of models lie in no circle of values, with files beside them neither", () => {
    const values = inside.filter(({ isType }) => !isType);
    expect(graphsOf(values).size).toBeGreaterThan(20);
    expect(circles(values)).toEqual([]);
  });

  it("of models lie in no circle of values, each folder by itself", () => {
    const graph: Graph = new Map();
    for (const { from, to, isType } of inside) {
      const [a, b] = [folderOf(from), folderOf(to)];
      if (!isType && a !== b) graph.set(a, (graph.get(a) ?? new Set()).add(b));
    }
    expect(graph.size).toBeGreaterThan(40);
    expect(cyclesIn(graph)).toEqual([]);
  });

  it("of models lie in no circle of types", () => {
    const between = inside.map(({ from, to }) => ({ from: folderOf(from), to: folderOf(to) }));
    expect(circles(between.filter(({ from, to }) => !from.startsWith(to) && !to.startsWith(from)))).toEqual([]);
  });

  it("are found where they do not", () => {
    const straight = ["m/a/x.ts m/b/y.ts", "m/b/y.ts m/c/z.ts", "m/a/x.ts m/a/w.ts", "m/d/p/x.ts m/d/q/y.ts"];
    expect(circles(straight.map(edge))).toEqual([]);
    // Over three folders, and between the folders of one, though no file imports itself.
    expect(circles([...straight, "m/c/other.ts m/a/w.ts"].map(edge))).toEqual([
      "m: a, b, c import each other in a circle",
    ]);
    expect(circles([...straight, "m/d/q/z.ts m/d/p/w.ts"].map(edge))).toEqual([
      "m/d: p, q import each other in a circle",
    ]);
  });
});
