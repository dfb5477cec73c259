/** The floors of the house: every import that the table does not allow is refused, and every other passes. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { drawing, levelsOf } from "./drawing.js";
import { below, floorOf, holdsFloors } from "./floors.js";
import { isGenerated, type Override } from "./overrides.js";
import { sources } from "./sources.js";
import { exempt, type Floor, floors } from "./table.js";
import { written } from "./written.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const generated = (
  JSON.parse(readFileSync(join(root, ".oxlintrc.json"), "utf8")) as { overrides: Override[] }
).overrides.filter(isGenerated);

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** What the lint of the repository says of these files: `file:line` of each import that it refuses. */
function refused(files: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "orrery-floors-"));
  folders.push(folder);
  writeFileSync(
    join(folder, "lint.json"),
    JSON.stringify({ categories: { correctness: "off" }, overrides: generated }),
  );
  for (const [file, lines] of files) {
    mkdirSync(join(folder, posix.dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), lines.join("\n"));
  }
  const program = join(root, "node_modules/.bin/oxlint");
  const { stdout } = spawnSync(program, ["-c", "lint.json", "--format=json", "."], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { filename: string; labels: { span: { line: number } }[] }[];
  };
  // Files are read by several threads, and told of in any order.
  return diagnostics.map(({ filename, labels }) => `${filename}:${labels[0].span.line}`).toSorted();
}

/** A file of a floor, some folders down; `name` stands for the folder that may be any. */
const fileOf = ({ at }: Floor, { name, depth }: { readonly name: string; readonly depth: number }): string =>
  at.endsWith(".ts") ? at : `${at.replaceAll("*", name)}${"/deep".repeat(depth)}/planted.ts`;

function specifier(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to).replace(/\.ts$/, ".js");
  return path.startsWith(".") ? path : `./${path}`;
}

/** The four ways to import something. */
const importing = (path: string, k: number): readonly string[] => [
  `import { a as a${k} } from "${path}";`,
  `import type { A as A${k} } from "${path}";`,
  `export { b as b${k} } from "${path}";`,
  `export const c${k} = await import("${path}");`,
];

const namesBelow = (at: string): readonly string[] =>
  below(floors.find((floor) => floor.at === at) ?? floors[0]).map((floor) => floor.at);

describe("the table of floors", () => {
  it("has every source file on a floor, and something on every floor but for those to come", () => {
    const on = new Set(sources.map((file) => floorOf(file)?.at ?? file));
    const known = floors.map(({ at }) => at);
    expect([...on].filter((at) => !known.includes(at))).toEqual([]);
    expect(known.filter((at) => !on.has(at))).toEqual(floors.filter(({ isToCome }) => isToCome).map(({ at }) => at));
  });

  it("is what the lint and the drawing were written from: `npm run floors`", async () => {
    for (const [path, text] of await written())
      expect({ path, text: readFileSync(join(root, path), "utf8") }).toEqual({ path, text });
  });

  it("draws no floor over another", () => {
    const corners = [...drawing(floors).matchAll(/<rect class="\w+" x="(\d+)" y="(\d+)"/g)].map(
      ([, x, y]) => `${x} ${y}`,
    );
    expect(corners).toHaveLength(floors.length);
    expect(new Set(corners).size).toBe(floors.length);
  });

  it("has no floors that stand on each other", () => {
    expect(levelsOf(floors).size).toBe(floors.length);
    const ring = [
      { at: "a", holds: "", on: ["b"] },
      { at: "b", holds: "", on: ["a"] },
    ];
    expect(() => levelsOf(ring)).toThrow("stand on each other");
  });

  it("names what can be imported: what a floor stands on, and what that does, never what stands on it", () => {
    const house = [
      { at: "ground", holds: "", on: [] },
      { at: "first", holds: "", on: ["ground"] },
      { at: "second", holds: "", on: ["first"] },
      { at: "shed", holds: "", on: ["ground"] },
    ];
    const names = (k: number): string[] => below(house[k], house).map(({ at }) => at);
    expect([0, 1, 2, 3].map(names)).toEqual([[], ["ground"], ["ground", "first"], ["ground"]]);
    expect(() => below({ at: "hut", holds: "", on: ["cellar"] }, house)).toThrow("cellar, which is no floor");
  });

  it("keeps sim from models, models from files and commands, and systems from each other", () => {
    for (const { at: name } of floors.filter((floor) => floor.at.startsWith("sim/")))
      expect(namesBelow(name).filter((other) => other.startsWith("models"))).toEqual([]);
    // The doors of both models, what they open to experiments, a question that is answered by one, and the executable.
    const doors = [
      "models",
      "models/output/pictures",
      "models/relay",
      "models/mixnet",
      "models/gossip",
      "models/earn",
      "models/cli",
    ];
    for (const { at: name } of floors.filter(({ at }) => at.startsWith("models") && !doors.includes(at)))
      expect(
        namesBelow(name).filter((other) => ["sim/files", "sim/output", "sim/view", "sim/cli"].includes(other)),
      ).toEqual([]);
  });
});

describe("the lint of floors", () => {
  const depths = new Map(
    floors.map((floor) => [floor, holdsFloors(floor) || floor.at.endsWith(".ts") ? [0] : depthsOnDisk(floor)]),
  );
  const planted = new Map<string, string[]>();
  const expected: string[] = [];
  for (const floor of floors) {
    for (const depth of depths.get(floor) ?? []) {
      const file = fileOf(floor, { name: "planted", depth });
      const lines: string[] = [];
      const plant = (to: string, isAllowed: boolean): void => {
        for (const line of importing(specifier(file, to), lines.length)) {
          lines.push(line);
          if (!isAllowed) expected.push(`${file}:${lines.length}`);
        }
      };
      const allowed = below(floor);
      for (const other of floors) {
        if (other === floor) continue;
        const isAllowed = allowed.includes(other);
        plant(fileOf(other, { name: "other", depth: 0 }), isAllowed);
        if (!holdsFloors(other) && !other.at.endsWith(".ts"))
          plant(fileOf(other, { name: "other", depth: 1 }), isAllowed);
      }
      if (!floor.at.endsWith(".ts"))
        plant(fileOf(floor, { name: "planted", depth: 0 }).replace("planted.ts", "own.ts"), true);
      if (floor.at.includes("*")) plant(fileOf(floor, { name: "sibling", depth: 0 }), false);
      planted.set(file, lines);
    }
  }

  it("refuses each import that is planted on a floor against the table, and no other", () => {
    expect(expected.length).toBeGreaterThan(300);
    const found = refused(planted);
    expect(new Set(found)).toEqual(new Set(expected));
  });

  it("refuses modules of Node where a floor never takes them, and the package by its own name", () => {
    const files = new Map<string, readonly string[]>();
    const wrong: string[] = [];
    for (const floor of floors) {
      const file = fileOf(floor, { name: "planted", depth: 0 });
      const modules = (floor.never?.modules ?? []).map((module) => module.replace("*", "promises"));
      const lines = [...modules, "orrery", "orrery/engine"].map((module) => `import "${module}";`);
      files.set(file, [...lines, 'import "node:util";']);
      wrong.push(...lines.map((_line, k) => `${file}:${k + 1}`));
    }
    expect(new Set(refused(files))).toEqual(new Set(wrong));
  });

  it("lets tests import what they need, but none of the engine a model", () => {
    const files = new Map<string, readonly string[]>([
      ["sim/kernel/a.test.ts", ['import "../cli/b.js";', 'import "../../models/b.js";']],
      ["sim/cli/a.test.ts", ['import "../../models/b.js";']],
      ["models/cli/a.test.ts", ['import "../../sim/cli/b.js";']],
      ["models/a.test.ts", ['import "../sim/cli/b.js";', 'import "node:fs";']],
      ...exempt.map(({ file }) => [file, ['import "node:fs";']] as const),
    ]);
    // Several threads look at the files, and whichever is ready first speaks first.
    expect(refused(files).toSorted()).toEqual(["sim/cli/a.test.ts:1", "sim/kernel/a.test.ts:2"]);
  });
});

/** How deep the folders of a floor are now. */
function depthsOnDisk(floor: Floor): readonly number[] {
  const own = sources.filter((file) => floorOf(file) === floor);
  const deep = own.map((file) => file.split("/").length - floor.at.split("/").length - 1);
  return [...new Set([0, ...deep])].toSorted((a, b) => a - b);
}
