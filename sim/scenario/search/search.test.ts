import { describe, expect, it } from "vitest";
import { z } from "zod";
import { folderWith } from "../../../test/scenario-files.js";
import { join } from "node:path";
import { duration, share } from "../../units/schema.js";
import { formatErrors } from "../format.js";
import { loadScenario } from "../load.js";
import type { LoadedSearch } from "./read.js";
import { messages } from "./messages.js";

const work = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("plain") }),
  z.strictObject({ kind: z.literal("split"), parts: z.int().min(1).max(64).default(2) }),
]);
const schema = z.strictObject({
  name: z.string(),
  seed: z.union([z.int(), z.string()]).default(1),
  every: duration().prefault("1 h"),
  part: share().prefault("10 %"),
  count: z.int().min(0).max(100).default(1),
  named: z.record(z.string(), z.int()).optional(),
  work: z.array(work).default([{ kind: "plain" }]),
});

const load = (search: string, beside = "", overrides: readonly string[] = []) =>
  loadScenario(join(folderWith({ "a.yaml": `name: a\n${beside}search:\n${search}` }), "a.yaml"), { schema, overrides });

function searchOf(search: string, beside = ""): LoadedSearch<z.output<typeof schema>> {
  const loaded = load(search, beside);
  if (!loaded.ok) throw new Error(formatErrors(loaded.errors));
  return loaded.search!;
}

const errorsOf = (search: string): string[] => {
  const loaded = load(search);
  return loaded.ok ? [] : loaded.errors.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

/** Values of a search over one field at shares of the way. */
function valuesAt(over: string, shares: readonly number[]): unknown[] {
  const search = searchOf(`  over: { ${over} }`);
  return shares.map((at, k) => {
    const point = search.pointAt([at], k);
    return "parameters" in point ? point.parameters[0] : point;
  });
}

describe("what is searched", () => {
  it("has a value at every share of the way, with its unit", () => {
    expect(valuesAt("every: { from: 1 h, to: 3 h }", [0, 0.25, 0.5])).toEqual(["1 h", "1.5 h", "2 h"]);
    expect(valuesAt("every: { from: 0 s, to: 3 d }", [0, 0.2599724, 0.5])).toEqual(["0 s", "18.72 h", "1.5 d"]);
    expect(valuesAt("every: { from: 10 ms, to: 3 d, scale: log }", [0, 0.5])).toEqual(["10 ms", "50.91 s"]);
    expect(valuesAt("every: { from: 0 s, to: 7 us }", [0.5])).toEqual(["4 us"]);
    expect(valuesAt("part: { from: 1 %, to: 100 %, scale: log }", [0, 0.5])).toEqual(["1 %", "10 %"]);
    expect(valuesAt("every: { from: 1 h, to: 3 h, step: 1 h }", [0, 0.34, 0.99])).toEqual(["1 h", "2 h", "3 h"]);
    expect(valuesAt("every: [5 h, 2 h]", [0.49, 0.5])).toEqual(["5 h", "2 h"]);
  });

  it("has each whole number as often as any other, those at the ends too", () => {
    const shares = Array.from({ length: 400 }, (_, k) => (k + 0.5) / 400);
    const values = valuesAt("count: { from: 1, to: 4 }", shares);
    expect([1, 2, 3, 4].map((value) => values.filter((one) => one === value).length)).toEqual([100, 100, 100, 100]);
  });

  it.each(["linear", "log"])("knows each whole number by its place on a %s scale", (scale) => {
    const [{ levels, at }] = searchOf(`  over: { count: { from: 1, to: 64, scale: ${scale} } }`).axes;
    expect(levels?.count).toBe(64);
    for (let level = 0; level < 64; level++) {
      expect(levels?.of(levels.middle(level))).toBe(level);
      expect(at(levels!.middle(level))).toMatchObject({ value: level + 1 });
    }
  });

  it("is no part of the scenario, in a run as in the name of its cells", () => {
    const loaded = load("  over: { count: [1, 2] }\n  maximise: mean(x)\n");
    const plain = loadScenario(join(folderWith({ "a.yaml": "name: a\n" }), "a.yaml"), { schema });
    expect(loaded.ok && plain.ok && loaded.written).toEqual(plain.ok && plain.written);
    expect(loaded.ok && loaded.search?.words).toEqual({ maximise: "mean(x)" });
  });

  it("leaves out what another kind has no field for", () => {
    const search = searchOf("  over: { 'work[0].parts': { from: 1, to: 4 }, 'work[0].kind': [plain, split] }");
    const [plain, split] = [0.2, 0.8].map((kind, k) => search.pointAt([0.9, kind], k));
    expect(plain).toMatchObject({ parameters: [null, "plain"], value: { work: [{ kind: "plain" }] } });
    expect(split).toMatchObject({ parameters: [4, "split"], value: { work: [{ kind: "split", parts: 4 }] } });
  });

  it.each(["search", "tune"])("is refused by the name of its block: %s", (block) => {
    const text = `name: a\n${block}:\n  over: { every: { from: 3 h, to: 1 h }, seed: [1, 2] }\n`;
    const loaded = loadScenario(join(folderWith({ "a.yaml": text }), "a.yaml"), { schema });
    expect(loaded.ok ? [] : loaded.errors.map(({ path }) => path)).toEqual([
      `${block}.over.every`,
      `${block}.over.seed`,
    ]);
  });

  it("is refused where it stands, all errors at once", () => {
    const wrong = [
      "  over:",
      "    seed: [1, 2]",
      "    cuont: [1, 2]",
      "    every: { from: 3 h, to: 1 h }",
      "    part: { from: 1 %, to: 2 h }",
      "    count: [1]",
      "    '[\"count\"]': [2]",
      "",
    ].join("\n");
    const errors = errorsOf(wrong);
    expect(errors.map((text) => text.split(" ")[0])).toEqual(["4:5", "5:5", "6:29", "7:28", "9:5"]);
    expect(errors[0]).toContain(messages.seedSearched().problem);
    expect(errors[1]).toContain("did you mean count?");
    expect(errors[4]).toContain(messages.searchedTwice("count").problem);
    expect(errorsOf("  ovr: { count: [1] }\n")).toEqual([expect.stringMatching(/^3:3 .*did you mean over\?$/)]);
    expect(errorsOf("  over: { every: { from: 1 h, to: 2 h, step: 1 h, count: 2 } }\n")).toEqual([
      expect.stringContaining(messages.stepAndCount().problem),
    ]);
  });

  it("is, of a map with names of its own, one of those", () => {
    const beside = "named: { half: 3, tail: 4 }\n";
    const of = (name: string) => load(`  over: { named.${name}: { from: 1, to: 9 } }\n`, beside);
    expect(of("half").ok).toBe(true);
    const wrong = of("hlaf");
    expect(wrong.ok ? [] : wrong.errors.map(({ line, path }) => `${line} ${path}`)).toEqual([
      '4 search.over["named.hlaf"]',
    ]);
    expect(wrong.ok ? "" : wrong.errors[0].message).toMatch(
      /names nothing so.*read hlaf; allowed: half, tail; did you mean half\?$/,
    );
    expect(load("  over: { named.new: [1, 2] }\n").ok).toBe(true);
  });

  it("can be set from outside, and says what is wrong with a place that is no scenario", () => {
    const loaded = load("  over: { count: [1] }\n", "", ['search.over["count"]={ from: 90, to: 110 }']);
    const search = loaded.ok ? loaded.search! : undefined;
    expect(search?.pointAt([0.1], 0)).toMatchObject({ parameters: [92] });
    expect(search?.pointAt([0.9], 7)).toMatchObject([{ point: 7, inWords: "count = 108" }]);
  });
});
