/** Whatever a file or a `--set` says, it is read, or refused with places; nothing is thrown. */
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { folderWith } from "../../test/scenario-files.js";
import { writeFileSync } from "node:fs";
import { duration, share } from "../units/schema.js";
import { formatErrors } from "./format.js";
import { loadScenario } from "./load.js";

const schema = z.strictObject({
  name: z.string().default("base"),
  horizon: duration().prefault("1 d"),
  operators: z.array(z.strictObject({ class: z.string().max(60), count: z.int(), uptime: share().prefault("99 %") })),
  stores: z.strictObject({ count: z.int().min(1), world: z.string().optional() }).prefault({ count: 4 }),
  switches: z.strictObject({ "disk.size": z.int().optional() }).prefault({}),
  load: z.union([z.literal("none"), z.strictObject({ points: z.int() })]).default("none"),
});

const text = `# a scenario
extends: base.yaml
name: &n main
horizon: 30 d
operators:
  - &home { class: home, count: 3, uptime: 99.5 % }
  - <<: *home
    class: "hub \\x41"
stores: { count: 9, world: '1 GB' }
switches: { disk.size: 8 }
x-note: *n
sweep:
  stores.count: [64, 128]
  "operators[1].uptime": { from: 90 %, to: 98 %, step: 8 % }
  zip:
    - { horizon: [2 d], 'switches["disk.size"]': [4] }
  latin: { points: 2, over: { "operators[0].count": { from: 1, to: 50, scale: log } } }
  where: ["operators[0].count <= stores.count", 'load = "none"']
`;
const sets = ["stores.count=5", 'switches["disk.size"]=4', "operators[1]={class: hub, count: 1}", "sweep.where=[]"];

/** Pieces that mean something to YAML, to paths or to quantities. */
const pieces = fc.constantFrom(
  ..."\\\"'[]{}:,.=<>&*!|%#-?@` \n\t0x".split(""),
  "\\x",
  '["\\q"]',
  "null",
  "1e999",
  "<<: *home",
  "&a [*a]",
  "---",
  "__proto__",
  "\u0000",
  "\u202e",
  "9007199254740993",
);

/** Cuts and insertions at any place, a few at once. */
const mutations = fc.array(fc.record({ at: fc.nat(), cut: fc.nat(6), piece: fc.option(pieces, { nil: "" }) }), {
  minLength: 1,
  maxLength: 4,
});
type Mutation = { readonly at: number; readonly cut: number; readonly piece: string };
const mutated = (whole: string, changes: readonly Mutation[]): string =>
  changes.reduce((now, { at, cut, piece }) => {
    const from = at % (now.length + 1);
    return now.slice(0, from) + piece + now.slice(from + cut);
  }, whole);

describe("a mutated scenario", () => {
  it("is read or refused, every error with file, line, column and a text of some lines", () => {
    const folder = folderWith({ "base.yaml": "name: base\nload: { points: 3 }\n" });
    const file = join(folder, "main.yaml");
    let refused = 0;
    const check = (source: string, overrides: readonly string[]): void => {
      writeFileSync(file, source);
      const loaded = loadScenario(file, { schema, overrides });
      const expanded = loaded.ok ? (loaded.sweep?.expand() ?? []) : loaded.errors;
      const errors = "points" in expanded ? [] : expanded;
      if (errors.length > 0) refused++;
      for (const error of errors) {
        expect(error.file).toMatch(/^(--set|.*\.yaml)$/);
        expect(Math.min(error.line, error.column)).toBeGreaterThan(0);
        expect(error.message).not.toBe("");
      }
      expect(formatErrors(errors).length).toBeLessThan(100_000);
    };
    check(text, sets);
    expect(refused).toBe(0);
    fc.assert(
      fc.property(mutations, fc.boolean(), fc.nat(sets.length - 1), (changes, inFile, k) => {
        if (inFile) check(mutated(text, changes), []);
        else check(text, [mutated(sets[k], changes)]);
      }),
      { seed: 1, numRuns: 700 },
    );
    expect(refused).toBeGreaterThan(300);
  });
});
