import { orrery } from "../orrery.js";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Json } from "../../protocol/ground/rule.js";
import { allRules, ruleById, ruleSections } from "../../protocol/rules.js";
import { switchNames } from "../../protocol/ground/switches.js";
import { parseArguments } from "../../../sim/cli/arguments.js";
import { exampleCommand } from "../../calc/example.js";
import { fieldNames } from "../../calc/fields.js";
import { messages } from "../../calc/messages.js";
import { readJson } from "./read-json.js";
import { UsageError } from "../../../sim/cli/command.js";
import { exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { calcCommand } from "./calc.js";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** The command in a process of its own, with something on standard input. */
function spawned(input: string, ...typed: string[]): { code: number | null; out: string; err: string } {
  const all = ["--import", loader, main, "calc", ...typed];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { input, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

let out = "";
beforeEach(() => {
  out = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
});
afterEach(() => void vi.restoreAllMocks());

/** What the command prints. */
async function calc(...typed: string[]): Promise<string> {
  const args = await parseArguments("calc", calcCommand, typed);
  const code = args === undefined ? exitCodes.ok : await calcCommand.run(args, orrery);
  expect(code).toBe(exitCodes.ok);
  return out;
}

describe("orrery calc RULE", () => {
  it("answers with one line of JSON, fields given as flags", async () => {
    expect(await calc("emission.pomwBasis", "--difficulty", "100000", "--worldBytes", "9663676416")).toBe(
      '"2730666666666"\n',
    );
  });

  it("takes lists and objects as JSON, and null, true and negative numbers", async () => {
    expect(await calc("fees.multiplierCap", "--multipliers", "[100, 90, 250]")).toBe("90\n");
    out = "";
    expect(await calc("ring.resolve", "--total", "9", "--allocated", "true", "--selfRank", "null")).toBe(
      '{"ring":1,"onRing":1}\n',
    );
    out = "";
    expect(await calc("transport.validity", "--messageTimeMinusNowMs", "-5000")).toBe("true\n");
  });

  it("reads an object from standard input when no field is given", () => {
    expect(spawned('{"activePlusJoining": 9}', "ring.info", "--set", "ring.size=4")).toEqual({
      code: exitCodes.ok,
      out: '{"currentRing":2,"joinerRing":2,"activeOnCurrent":1,"activeOnJoiner":2}\n',
      err: "",
    });
  });

  it("exits 2 with the field's name when the input is bad, and prints nothing", () => {
    const { code, out, err } = spawned('{"activePlusJoining": 9007199254740993}', "ring.info");
    expect({ code, out }).toEqual({ code: exitCodes.usage, out: "" });
    expect(err).toBe(`activePlusJoining: ${messages.tooLarge("9007199254740993")}\n`);
  });

  it("says what to do when there is nothing on standard input", () => {
    const { code, err } = spawned("", "ring.info");
    expect(code).toBe(exitCodes.usage);
    expect(err).toBe(`${messages.notWaiting("orrery calc ring.info --activePlusJoining 9")}\n`);
  });

  it("picks the variant by rule set and by switches", async () => {
    expect(await calc("ring.size", "--ruleSet", "v2.0.6")).toBe("2048\n");
    out = "";
    for (const name of ["ringSize", "ring.size", "switches.ring.size"]) {
      out = "";
      expect(await calc("ring.size", "--set", `${name}=16`)).toBe("16\n");
    }
  });

  it.each([
    [[], "needs a rule"],
    [["ring.inof"], "Did you mean ring.info?"],
    [["ring.inof", "--activePlusJoining", "9"], "Did you mean ring.info?"],
    [["ring.info", "ring.size"], "one word too many"],
    [["ring.info", "--activePlusJoinin", "9"], "Did you mean --activePlusJoining?"],
    [["ring.info", "--activePlusJoining", "9", "--activePlusJoining", "8"], "--activePlusJoining is given twice"],
    [["ring.info", "--activePlusJoining", "-1"], "activePlusJoining: expected a whole number ≥ 0"],
    [["fees.multiplierCap", "--multipliers", "[1,"], "--multipliers: not valid JSON"],
    [["fees.multiplierCap", "--multipliers", "[9007199254740993]"], "--multipliers: 0: 9007199254740993 is too large"],
    [["ring.size", "--ruleSet", "v2.0.5"], "Did you mean v2.0.6?"],
    [["ring.size", "--set", "ringSize"], "--set needs switch=value"],
    [["ring.size", "--set", "ringSize=8", "--set", "ring.size=9"], "ringSize says it already"],
    [["ring.size", "--set", "ringSise=8"], "Did you mean ringSize?"],
    [["ring.size", "--set", "lifecycle=epochs"], "Allowed: epoch, frames, trie"],
    [["ring.size", "--ruleSet", "dusk", "--set", "storageAudit=on"], "storageAudit: dusk cannot take on"],
    [["ring.size", "--batch"], "leave out ring.size"],
    [["--list", "--ruleSet", "seed"], "leave out ruleSet"],
  ])("refuses %j", async (typed, expected) => {
    await expect(calc(...typed)).rejects.toThrow(UsageError);
    await expect(calc(...typed)).rejects.toThrow(expected);
    expect(out).toBe("");
  });
});

describe("orrery calc RULE --help", () => {
  it.each(allRules)("$id: names every field, and its example works as printed", async (rule) => {
    const text = await calc(rule.id, "--help");
    for (const part of [rule.about, rule.output, rule.formula, rule.source, ...fieldNames(rule)]) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/undefined|\[object/);
    const { line, typed, stdin } = exampleCommand(rule);
    expect(text).toContain(`${line}\n  ${JSON.stringify(rule.example.out)}\n`);
    out = "";
    const fields = stdin === null ? [] : Object.entries(readJson(stdin) as Readonly<Record<string, Json>>);
    const flags = fields.flatMap(([name, value]) => [`--${name}`, JSON.stringify(value)]);
    expect(JSON.parse(await calc(...typed, ...flags))).toEqual(rule.example.out);
  });

  it("no field has the name of an option that one rule needs", () => {
    for (const rule of allRules) {
      expect(fieldNames(rule).filter((name) => ["ruleSet", "set", "help"].includes(name))).toEqual([]);
    }
  });

  it("shows what differs under other rule sets, and the switch that decides", async () => {
    expect(await calc("ring.info", "--help")).toMatch(/ringSize: provers in a ring[^]*v2\.0\.6: \{"currentRing":0/);
  });

  it("without a rule lists options and all switches", async () => {
    const text = await calc("--help");
    for (const name of [...Object.keys(calcCommand.options), ...switchNames]) expect(text).toContain(name);
  });
});

describe("orrery calc --list", () => {
  it("has a line for every rule, under its section", async () => {
    const lines = (await calc("--list")).split("\n");
    expect(lines.filter((line) => ruleById(line.trim().split(" ")[0]) !== undefined).length).toBe(allRules.length);
    for (const { number, title } of ruleSections) expect(lines).toContain(`${number} ${title}`);
    expect(
      new Set(lines.filter((line) => line.startsWith("  ")).map((line) => line.search(/ {2}\S+$|(?<=\S {2,})\S/))).size,
    ).toBe(1);
  });
});
