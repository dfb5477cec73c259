/** Adding a plug-in is one new file and one line: the examples of docs/plugins.md, each in a copy of the repository. */
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../docs/repository.js";
import { copyOfRepository } from "./copy.js";
import { pluginExamples } from "./page.js";

const examples = pluginExamples();

let copy = "";
beforeAll(() => {
  copy = copyOfRepository();
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const node = (...typed: readonly string[]): string =>
  execFileSync(process.execPath, typed, { cwd: copy, encoding: "utf8" });
const orrery = (...typed: readonly string[]): string => node("--import", "tsx", "models/cli/main.ts", ...typed);

interface Touched {
  readonly file: string;
  readonly added: number | "new";
  readonly removed: number;
}

const byName = (a: Touched, b: Touched): number => (a.file < b.file ? -1 : 1);

/** Files of the copy that are new or others than in the repository, with the lines that were added and taken away. */
function touched(): readonly Touched[] {
  const names = readdirSync(join(copy, "models"), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name): Touched[] => {
      const file = `models/${name.replaceAll("\\", "/")}`;
      const now = linesOf(join(copy, file));
      if (!existsSync(join(root, file))) return [{ file, added: "new", removed: 0 }];
      const before = linesOf(join(root, file));
      const added = now.filter((line) => !before.includes(line)).length;
      const removed = before.filter((line) => !now.includes(line)).length;
      return added + removed === 0 ? [] : [{ file, added, removed }];
    })
    .sort(byName);
}

const linesOf = (file: string): string[] => readFileSync(file, "utf8").split("\n");

describe("docs/plugins.md", () => {
  it("has an example of a strategy, an adversary, one with a budget, a policy, a curve and a price", () => {
    expect(examples.map(({ list }) => list)).toEqual([
      "models/strategies/list.ts",
      "models/adversaries/list.ts",
      "models/adversaries/list.ts",
      "models/policies/list.ts",
      "models/curves/list.ts",
      "models/market/list.ts",
    ]);
    expect(examples.every(({ line }) => line.trim().split("\n").length === 1)).toBe(true);
  });

  it("runs each of them with one new file and one line", () => {
    for (const { file, code, list, line } of examples) {
      writeFileSync(join(copy, file), code);
      appendFileSync(join(copy, list), line);
    }
    const lists = examples.map(({ list }) => list);
    const expected = [
      ...examples.map(({ file }): Touched => ({ file, added: "new", removed: 0 })),
      ...[...new Set(lists)].map((file): Touched => ({
        file,
        added: lists.filter((list) => list === file).length,
        removed: 0,
      })),
    ];
    expect(touched()).toEqual(expected.toSorted(byName));
    const checked = { extends: "./tsconfig.json", include: ["sim/**/*.d.ts"], files: ["models/cli/main.ts"] };
    writeFileSync(join(copy, "tsconfig.examples.json"), JSON.stringify(checked));
    node(join(root, "node_modules/tsc7/bin/tsc"), "--noEmit", "-p", "tsconfig.examples.json");
    const listed = orrery("strategies");
    for (const { scenario } of examples) {
      const kind = /kind: ([\w ]+)/.exec(scenario)?.[1] ?? "";
      expect(listed).toContain(`\n  ${kind}: `);
      writeFileSync(join(copy, `${kind}.yaml`), scenario);
      const run = orrery("run", `${kind}.yaml`, "--events", "--out", join(copy, "out", kind), "--quiet");
      expect(run).toMatch(/^[\d,]+ QUIL issued\.$/m);
      // Ends with another exit code than 0 if it finds anything.
      orrery("audit", join(copy, "out", kind));
    }
    const ran = (kind: string, name: string): string => readFileSync(join(copy, "out", kind, name), "utf8");
    expect(ran("turncoat", "events.csv")).toMatch(/kicked for good/);
    const { metrics } = JSON.parse(ran("squatter", "summary.json")) as {
      readonly metrics: Readonly<Record<string, { readonly value: number }>>;
    };
    expect(metrics["attack.identities[attacker=mallory]"].value).toBe(15);
    expect(ran("uncontested", "scenario.resolved.yaml")).toMatch(/most: 4/);
    expect(ran("tail", "scenario.resolved.yaml")).toMatch(/tail: 400 QUIL/);
    // A step an hour, the seventh of them a stair.
    const prices = ran("stairs", "series.csv").trim().split("\n");
    const column = prices[0].split(",").indexOf("market_price_usd");
    expect(prices.slice(1).map((row) => Number(row.split(",")[column]))).toEqual([
      ...Array.from({ length: 7 }, () => 0.05),
      ...Array.from({ length: 6 }, () => 1.5 * 0.05),
    ]);
  });
});
