import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { parseArguments } from "../../sim/cli/arguments.js";
import { planCommand } from "../../sim/cli/commands/plan.js";
import { fileOptions, loadSweep } from "../../sim/cli/load.js";
import { messages as cliMessages } from "../../sim/cli/terminal/messages.js";
import { loadAll, ScenarioErrors } from "../../sim/experiment/ready-scenario.js";
import { messages as calcMessages } from "../calc/messages.js";
import { Refusal, switchesNamed } from "../calc/rules-asked.js";
import { quilibrium } from "../quilibrium.js";
import { commands } from "./commands.js";
import { messages as whyMessages } from "./texts/messages.js";

const classes = Array.from({ length: 20 }, (_, k) => `{ class: class ${k}, count: 1, workers: 1 }`).join(", ");
const columns = Array.from({ length: 20 }, (_, k) => `workers of ${k}: [1, 2]`).join(", ");
const lines = [
  "name: small",
  "horizon: 1 h",
  `operators: [${classes}, { class: z, count: 1, workers: 1 }]`,
  "shards: { count: 4, world: 4 GB }",
];

/** What is said of the scenario of twenty classes with values set as typed. */
async function errorsOf(...set: readonly string[]): Promise<string> {
  const file = join(folderWith({ "small.yaml": lines.join("\n") }), "small.yaml");
  const typed = set.flatMap((text) => ["--set", text]);
  const args = await parseArguments("plan", planCommand, [file, ...typed]);
  if (args === undefined) return "";
  try {
    if (set.some((text) => text.startsWith("sweep"))) loadSweep(quilibrium, file, args);
    else loadAll(quilibrium, [file], fileOptions(args));
    return "";
  } catch (error) {
    if (!(error instanceof ScenarioErrors)) throw error;
    return error.errors.map(({ message }) => message).join("\n");
  }
}

const many = Array.from({ length: 40 }, (_, k) => `word ${k}`);
const refusal = (ask: () => unknown): string => {
  try {
    ask();
    return "";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.message;
  }
};

const kinds: readonly (readonly [string, () => string | Promise<string>])[] = [
  ["keys of a scenario", async () => await errorsOf("horizn=2 h")],
  ["keys of a class of operators", async () => await errorsOf("operators[0].cuont=2")],
  ["switches", async () => await errorsOf("switches.rin.size=16")],
  [
    "switches of a release",
    async () => await errorsOf("timeline=[{ at: 10 min, release: { switches: { rinSize: 4 } } }]"),
  ],
  [
    "classes in a timeline",
    async () => await errorsOf("timeline=[{ at: 10 min, outage: { class: clas 3, for: 1 min } }]"),
  ],
  ["classes of attackers", async () => await errorsOf("attackers=[{ kind: coordinated exit, class: clas 3 }]")],
  [
    "metrics of a condition",
    async () => await errorsOf("timeline=[{ when: coverage.halted > 0, halt: { for: 1 min } }]"),
  ],
  ["metrics of figures", async () => await errorsOf("outputs=[max(coverage.halted)]")],
  ["paths of a change", async () => await errorsOf("timeline=[{ at: 10 min, change: { netwrk.messageLoss: 3 % } }]")],
  ["what happens in a timeline", async () => await errorsOf("timeline=[{ at: 10 min }]")],
  [
    "observed columns",
    async () => await errorsOf("observed={ source: x, timeDays: [0, 1], columns: { shard.helthy: [1, 2] } }"),
  ],
  [
    "columns to follow",
    async () =>
      await errorsOf(
        `observed={ source: x, timeDays: [0, 1], columns: { ${columns} } }`,
        "operators[0].follow=worker of 3",
      ),
  ],
  ["paths of a sweep", async () => await errorsOf('sweep["shrds.count"]=[1, 2]')],
  ["switches in a sweep", async () => await errorsOf('sweep["switches.rinSize"]=[8, 16]')],
  [
    "fields in a condition of a sweep",
    async () => await errorsOf('sweep["shards.count"]=[1, 2]', "sweep.where=shrds.count > 1"),
  ],
  [
    "commands",
    () =>
      cliMessages.unknownCommand(
        "rnu",
        commands.map(({ name }) => name),
      ),
  ],
  ["options", () => cliMessages.unknownOption("word 33x", "run", many)],
  ["metrics of compare", () => cliMessages.unknownMetric("word 33x", many)],
  ["metrics of why", () => whyMessages.noMetric("word 33x", many, undefined)],
  ["fields of a rule", () => calcMessages.unknownField("word 33x", undefined, many)],
  ["switches of calc", () => refusal(() => switchesNamed(undefined, { rinSize: 4 }))],
];

/** Words of a list may have dots, brackets and colons; lists end with the message, a hint or a bracket. */
const lists = /(?:[Aa]llowed|Commands|Options|[Mm]etrics|Fields|there are|a map with|one of the words):? ([^;()\n]*)/g;

describe("messages that list what is allowed", () => {
  it.each(kinds)("list eight at most, and say where the rest is: %s", async (kind, ask) => {
    const text = await ask();
    expect({ kind, text }).not.toEqual({ kind, text: "" });
    for (const [, list] of text.matchAll(lists)) {
      const words = list.split(/, (?:and )?| or /).filter((word) => word !== "" && word !== "… ");
      expect({ text, count: words.length <= 8 ? "few" : words.length }).toEqual({ text, count: "few" });
    }
    for (const line of text.split("\n")) expect(line.length).toBeLessThan(500);
  });

  it("say how many more there are wherever there are more than eight", async () => {
    const said = await Promise.all(kinds.map(async ([kind, ask]) => ({ kind, text: await ask() })));
    const silent = said.filter(({ text }) => !/more: [^)]+\)/.test(text));
    expect(silent.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([]);
  });
});

describe("a switch that is written without its section", () => {
  it.each([
    ["--set", ["ring.size=16"], "switches.ring.size"],
    ["--set", ["ringSize=16"], "switches.ringSize"],
    ["--set", ["halt.threshold=2"], "switches.halt.threshold"],
    ["a sweep", ['sweep["ring.size"]=[8, 16]'], "switches.ring.size"],
    ["a condition of a sweep", ['sweep["shards.count"]=[1, 2]', "sweep.where=ring.size > 1"], "switches.ring.size"],
    ["a change", ["timeline=[{ at: 10 min, change: { ring.size: 16 } }]"], "switches.ring.size"],
    ["a field of another section", ["world=80 GB"], "shards.world"],
    ["a field of a class", ["workers=8"], "operators[0].workers"],
  ])("is met with where it stands: %s", async (_where, typed, meant) => {
    expect(await errorsOf(...typed)).toContain(`did you mean ${meant}?`);
  });
});
