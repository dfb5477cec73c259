/** `orrery check` of scenarios that sweep. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { coinModel } from "../../test/coin-model.js";
import { folderWith } from "../../test/scenario-files.js";
import { ScenarioErrors } from "../experiment/ready-scenario.js";
import { parseArguments } from "./arguments.js";
import { checkCommand, checkFiles } from "./commands/check.js";
import { exitCodes } from "./terminal/exit-codes.js";

const written = captureOutput();

const text = (name: string, sweep: string): string =>
  `name: ${name}\nhorizon: 2 d\nexpect:\n  - { id: short, that: P(queue.length > 10) <= 50 % @ 90% }\nsweep: ${sweep}\n`;
const files = {
  "swept.yaml": text("swept", "{ chance: [0.05, 0.2, 0.9] }"),
  "one.yaml": text("one", "{ chance: [0.05] }"),
  "impossible.yaml": text("impossible", "{ chance: [0.5, 1.5] }"),
};

interface Told {
  readonly scenarios: readonly {
    readonly scenario: string;
    readonly parameters: object;
    readonly replications: number;
    readonly computed: number;
    readonly findings: readonly {
      readonly outcome: string;
      readonly upper: number;
      readonly line: number;
      readonly worst: { readonly replay: string; readonly explain: string } | null;
    }[];
  }[];
}

async function checkIn(folder: string, name: string, ...options: string[]) {
  const words = [join(folder, name), "--store", join(folder, `store ${name}`), "--quiet", ...options];
  const args = (await parseArguments("check", checkCommand, words))!;
  const from = written.out.length;
  const code = await checkFiles(coinModel, args);
  return { code, out: written.out.slice(from) };
}
const check = (name: string, ...options: string[]) => checkIn(folderWith(files), name, ...options);
const told = async (name: string, folder = folderWith(files)): Promise<Told> =>
  JSON.parse((await checkIn(folder, name, "--json")).out) as Told;

describe("orrery check of a scenario that sweeps", () => {
  it("gives each design point a verdict of its own, with the commands that show it", async () => {
    const { code, out } = await check("swept.yaml", "--json");
    const { scenarios } = JSON.parse(out) as Told;
    expect(scenarios.map(({ scenario }) => scenario)).toEqual(
      [0.05, 0.2, 0.9].map((chance) => `swept (chance=${chance})`),
    );
    expect(scenarios.map(({ parameters }) => parameters)).toEqual([{ chance: 0.05 }, { chance: 0.2 }, { chance: 0.9 }]);
    const outcomes = scenarios.map(({ findings: [{ outcome, line }] }) => [outcome, line]);
    expect(outcomes).toEqual(["pass", "pass", "fail"].map((outcome) => [outcome, 4]));
    const { worst } = scenarios[2].findings[0];
    expect(worst?.replay).toMatch(/ --set chance=0.9 --seed 1 --replications \d+ --replication \d+$/);
    expect(worst?.explain).toMatch(/why .*swept.yaml --set chance=0.9 /);
    expect(code).toBe(exitCodes.different);
  });

  it("names each point over its verdicts", async () => {
    const { out } = await check("swept.yaml");
    expect(out).toMatch(/^swept \(chance=0.05\)\nPASS {7}short: /m);
    expect(out).toMatch(/^swept \(chance=0.9\)\nFAIL {7}short: /m);
    expect(out).toContain("2 hold, 1 fails\n");
  });

  it("shares the error of the file among them, so that each interval is wider than it would be by itself", async () => {
    const [three, one] = [await told("swept.yaml"), await told("one.yaml")];
    expect(three.scenarios[0].replications).toBe(one.scenarios[0].replications);
    expect(three.scenarios[0].findings[0].upper).toBeGreaterThan(one.scenarios[0].findings[0].upper);
  });

  it("says the same again from the store", async () => {
    const folder = folderWith(files);
    const first = await told("swept.yaml", folder);
    const again = await told("swept.yaml", folder);
    expect(again.scenarios).toEqual(first.scenarios.map((one) => ({ ...one, computed: 0 })));
  });

  it("refuses what is wrong at any point, before anything runs", async () => {
    await expect(check("impossible.yaml")).rejects.toThrow(ScenarioErrors);
  });

  it("keeps no baseline of points, and says what to do", async () => {
    await expect(check("swept.yaml", "--baseline")).rejects.toThrow(
      /swept.yaml sweeps, and a baseline is of one scenario/,
    );
  });
});
