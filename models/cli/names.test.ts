/** Names that scenarios and files give: whatever they look like, tables, pictures and pages show them as they are, or they are refused. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { csvCells } from "../../test/csv-cells.js";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import { beside, outcomeOf, scenarios } from "../../test/tiny-scenarios.js";

const written = captureOutput();

/** Where names are given, by path: the scenario with a name there. */
const places: readonly (readonly [path: string, text: (name: string) => string])[] = [
  ["operators[0].class", (name) => scenarios.network.replace("class: n", `class: ${name}`)],
  ["operators[0].class", (name) => scenarios.dusk.replace("class: n", `class: ${name}`)],
  [
    "attackers[0].coalition",
    (name) => `${scenarios.network}attackers: [{ kind: withhold data, class: n, coalition: ${name} }]\n`,
  ],
  [
    "fees.classes[0].class",
    (name) =>
      `${scenarios.network}fees: { transactions: 1/d, classes: [{ class: ${name}, share: 100 %, bytes: 1 kB }] }\n`,
  ],
  [
    "timeline[0].label",
    (name) => `${scenarios.network}timeline: [{ at: 5 min, label: ${name}, outage: { for: 1 min } }]\n`,
  ],
  ["nodes[0].class", (name) => scenarios.gossip.replace("class: one", `class: ${name}`)],
  ["messages[0].flow", (name) => scenarios.gossip.replace("flow: frame", `flow: ${name}`)],
];

const refused = [
  [String.raw`a\nb`, "write it on one line"],
  [String.raw`a\tb`, "write it on one line"],
  [" a", "without blanks at its ends"],
  ["a ", "without blanks at its ends"],
  ["a  b", "one blank between words"],
  ["=cmd|' /C calc'!A0", "spreadsheets take what begins so for a formula"],
  ["+1", "spreadsheets take what begins so for a formula"],
  ["-1", "spreadsheets take what begins so for a formula"],
  ["@SUM(A1)", "spreadsheets take what begins so for a formula"],
  [String.raw`a\e[31m`, "nobody would see"],
] as const;

describe("a name that is not what it looks like", () => {
  const each = places.flatMap(([path, text]) => refused.map(([name, why]) => ({ path, text, name, why })));
  it.each(each)("is refused: $path $name", async ({ path, text, name, why }) => {
    const file = join(folderWith({ "t.yaml": text(`"${name}"`) }), "t.yaml");
    const said = String(await outcomeOf("plan", [file]));
    expect(said).toMatch(/^\S+t\.yaml:\d+:\d+: /);
    expect(said).toContain(`: ${path}: `);
    expect(said).toContain(why);
  });

  it("is refused of a node of a file", async () => {
    const files = { ...beside, "t.yaml": scenarios.relay, "nodes.csv": "node\na\n=b\n" };
    expect(await outcomeOf("plan", [join(folderWith(files), "t.yaml")])).toContain("node =b: spreadsheets take");
  });
});

/** Words of every object, of tables and of other languages. */
const awkward = ["__proto__", "constructor", "toString", "time", "time_s", "class", "a,b", 'a"b', "a;b", "a|b", "*b*", "[c]", "<i>d</i>", "$e", "%s", "a\\b", "it's", "日本"]; // prettier-ignore

const plain = awkward.map((_, k) => `n${k}`);
const scenarioOf = {
  network: (names: readonly string[]) =>
    scenarios.network.replace("{ class: n, count: 4, workers: 1 }", listed(names, "count: 2, workers: 1")),
  gossip: (names: readonly string[]) =>
    scenarios.gossip
      .replace("{ class: one, count: 6 }", listed(names, "count: 2"))
      .replace("{ flow: frame, size: 1 kB, every: 1 s }", listed(names, "size: 1 kB, every: 1 s", "flow")),
};
const listed = (names: readonly string[], rest: string, field = "class"): string =>
  names.map((name) => `{ ${field}: ${JSON.stringify(name)}, ${rest} }`).join(", ");

/** Files of a run, and what is in its tables. */
async function ran(text: string) {
  const folder = folderWith({ "t.yaml": text });
  const out = join(folder, "out");
  expect(await outcomeOf("run", [join(folder, "t.yaml"), "--quiet", "--out", out])).toBe(exitCodes.ok);
  const files = readdirSync(out, { recursive: true, encoding: "utf8" }).toSorted();
  const tables = await Promise.all(
    files.filter((name) => name.endsWith(".csv")).map(async (name) => csvCells(readFileSync(join(out, name), "utf8"))),
  );
  const pages = files.filter((name) => /\.(html|svg)$/.test(name)).map((name) => readFileSync(join(out, name), "utf8"));
  return { files, tables, pages };
}

describe("a name that looks like something else", () => {
  it.each(["network", "gossip"] as const)("is shown as it is: %s", async (model) => {
    const { files, tables, pages } = await ran(scenarioOf[model](awkward));
    const like = await ran(scenarioOf[model](plain));
    expect(files).toEqual(like.files);
    tables.forEach((rows) => expect(new Set(rows.map(({ length }) => length)).size).toBe(1));
    const shown = new Set(tables.flat(2));
    expect(awkward.filter((name) => !shown.has(name))).toEqual([]);
    expect(pages.filter((page) => page.includes("<i>d</i>"))).toEqual([]);
    expect(written.err).not.toContain("orrery could not draw");
  });
});
