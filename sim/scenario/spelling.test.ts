import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { folderWith } from "../../test/scenario-files.js";
import { spellingOf } from "../units/spelling.js";
import { listed, listedOr } from "./listed.js";
import { loadScenario } from "./load.js";

const size = z.int().max(99).optional();
const schema = z.strictObject({
  name: z.string().default("n"),
  switches: z
    .strictObject({ diskSize: size, "disk.size": spellingOf("diskSize", size.describe("the same as diskSize")) })
    .prefault({}),
  strategy: z.enum(["least replicated", "none"]).default("none"),
  columns: z.record(z.string(), z.array(z.int())).optional(),
  stores: z.strictObject({ count: z.int() }).prefault({ count: 1 }),
});

function load(text: string, overrides: string[] = [], more: { [name: string]: string } = {}) {
  return loadScenario(join(folderWith({ "main.yaml": text, ...more }), "main.yaml"), { schema, overrides });
}
const errorsOf = (text: string, overrides: string[] = []): string[] => {
  const loaded = load(text, overrides);
  return loaded.ok ? [] : loaded.errors.map(({ line, column, message }) => `${line}:${column} ${message}`);
};
const sized = (diskSize: number) => ({ ok: true, written: { switches: { diskSize } } });

describe("a key with two spellings", () => {
  const paths = ["switches.disk.size", 'switches["disk.size"]', "switches.diskSize"];

  it.each(paths)("is one key wherever a path is read: %s", (path) => {
    for (const text of ["name: x\n", "switches: { diskSize: 8 }\n", "switches: { disk.size: 8 }\n"]) {
      expect(load(text, [`${path}=4`])).toMatchObject(sized(4));
    }
    for (const sweep of [
      `${path}: [4, 5]`,
      `zip: { '${path}': [4, 5] }`,
      `latin: { points: 2, over: { '${path}': { from: 4, to: 5 } } }`,
    ]) {
      const text = `name: x\nswitches: { disk.size: 8 }\nsweep:\n  ${sweep.replace(/^(switches[^:]*):/, "'$1':")}\n  where: '${path} > 4'\n`;
      const loaded = load(text);
      const design = loaded.ok ? loaded.sweep?.expand() : loaded.errors;
      expect(design).toMatchObject({
        paths: ["switches.diskSize"],
        points: [{ written: { switches: { diskSize: 5 } } }],
      });
    }
    expect(errorsOf(`sweep: { '${path}': [1], switches.diskSize: [2] }\n`).length).toBeGreaterThan(0);
  });

  it("wins over the other spelling in the file that is extended, and is refused beside it", () => {
    const more = { "base.yaml": "switches: { diskSize: 8 }\n" };
    expect(load("extends: base.yaml\nswitches: { disk.size: 4 }\n", [], more)).toMatchObject(sized(4));
    expect(errorsOf("switches:\n  disk.size: 4\n  diskSize: 4\n")).toEqual([
      "3:3 written twice (first on line 2); read diskSize; allowed: each key once",
    ]);
  });

  it("is listed once, and the nearest of its spellings is meant", () => {
    expect(errorsOf("switches: { dsik.size: 4 }\n")).toEqual([
      "1:13 unknown key; read dsik.size; allowed: diskSize; did you mean disk.size?",
    ]);
  });
});

describe("words", () => {
  it.each(["leastReplicated", "least replicated", "Least-Replicated", "least_replicated"])(
    "are understood as %s",
    (word) => {
      expect(load(`strategy: ${word}\n`)).toMatchObject({ ok: true, written: { strategy: "least replicated" } });
      expect(load("name: x\n", [`strategy=${word}`])).toMatchObject({ written: { strategy: "least replicated" } });
      const loaded = load(`sweep: { strategy: [none, ${word}], where: strategy = ${word} }\n`);
      expect(loaded.ok && loaded.sweep?.expand()).toMatchObject({ points: [{ parameters: ["least replicated"] }] });
    },
  );

  it("that are none are refused with the nearest", () => {
    expect(errorsOf("strategy: leastReplicate\n")).toEqual([expect.stringContaining("did you mean least replicated?")]);
  });
});

const parameters = (overrides: string[], text = "sweep: { stores.count: [1], zip: { name: [a] } }\n"): unknown => {
  const loaded = load(text, overrides);
  const design = loaded.ok ? loaded.sweep?.expand() : loaded.errors;
  return design !== undefined && "points" in design ? design.points.map((point) => point.parameters) : design;
};

describe("paths", () => {
  it("find keys with dots that only the scenario has", () => {
    expect(load("columns: { store.count: [1, 2] }\n", ["columns.store.count[1]=7"])).toMatchObject({
      written: { columns: { "store.count": [1, 7] } },
    });
  });

  it("into the sweep hold paths into the scenario", () => {
    const strategies = "sweep: { strategy: [none] }\n";
    expect(parameters(["sweep.stores.count=[5, 6]"], strategies)).toEqual([
      ["none", 5],
      ["none", 6],
    ]);
    expect(parameters(['sweep["stores.count"]=[5]'], strategies)).toEqual([["none", 5]]);
    expect(parameters(["sweep.stores.count[1]=3"], "sweep: { stores.count: [1] }\n")).toEqual([[1], [3]]);
    expect(parameters(["sweep.zip.stores.count=[5]", "sweep.where=stores.count > 1"], strategies)).toEqual([
      ["none", 5],
    ]);
    expect(
      parameters(
        ["sweep.latin={ points: 2, over: {} }", "sweep.latin.over.stores.count={ from: 1, to: 9 }"],
        strategies,
      ),
    ).toHaveLength(2);
  });
});

describe("a long list of allowed words", () => {
  it("is shortened, and says how many more there are", () => {
    const words = Array.from({ length: 60 }, (_, k) => `word${k}`);
    expect(listed(words.slice(0, 8))).toBe(words.slice(0, 8).join(", "));
    expect(listed(words)).toBe(`${words.slice(0, 8).join(", ")}, … (52 more: orrery schema lists them)`);
    expect(listed(["x".repeat(500)]).length).toBeLessThan(100);
  });

  it("has the words that are most like what was written, and says where the rest stands", () => {
    const words = Array.from({ length: 60 }, (_, k) => `word${k}`);
    expect(listed(words, { like: "wrod33", where: "the page has them" })).toMatch(
      /^word33, .*, … \(52 more: the page has them\)$/,
    );
    expect(listed([...words, "queue.size"], { like: "size" })).toMatch(/^queue\.size, /);
    expect(listedOr(words.slice(0, 3))).toBe("word0, word1 or word2");
    expect(listedOr(words)).toMatch(/, word7, … \(52 more: /);
  });
});
