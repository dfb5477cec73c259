/** `orrery check` of what is too rare for replications. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import { tandemModel, tandemProbability } from "../../test/tandem-model.js";
import { parseArguments } from "./arguments.js";
import { checkCommand, checkFiles } from "./commands/check.js";
import { exitCodes } from "./terminal/exit-codes.js";

const written = captureOutput();

const queues = "horizon: 1 y\narrivals: 0.1\nfirst: 0.4\nsecond: 0.5\n";
const files = {
  "holds.yaml": `name: holds\n${queues}full: 12\nexpect:\n  - P(queue.total >= 12) <= 1e-5 @ 99%\n  - P(max(queue.total) > 2) < 90 %\n`,
  "fails.yaml": `name: fails\n${queues}full: 12\nexpect: [P(max(queue.total) > 11) <= 1e-10]\n`,
  "open.yaml":
    "name: open\nhorizon: 3 s\narrivals: 0.1\nfirst: 0.4\nsecond: 0.5\nfull: 12\nexpect: [P(queue.total > 8) <= 1e-6]\n",
};

interface Told {
  readonly scenarios: readonly {
    readonly computed: number;
    readonly replications: number;
    readonly findings: readonly {
      readonly estimate: number;
      readonly lower: number;
      readonly upper: number;
      readonly outcome: string;
    }[];
  }[];
}

async function check(name: string, ...options: string[]) {
  const folder = folderWith(files);
  const words = [join(folder, name), "--store", join(folder, "store"), "--quiet", ...options];
  const args = (await parseArguments("check", checkCommand, words))!;
  return { again: () => checkFiles(tandemModel, args), code: await checkFiles(tandemModel, args) };
}

describe("orrery check of something rare", () => {
  it("shows by splitting that it is as rare as it is to be, and says how", async () => {
    const { code } = await check("holds.yaml");
    expect(code).toBe(exitCodes.ok);
    expect(written.out).toMatch(
      /^PASS {7}expectation-1: P\(ever queue.total >= 12\) <= 1e-5 @ 99%\n {11}1\.0e-6 \[\d\.\de-7, \d\.\de-6\] by splitting: 10 trees of 100 paths over \d+ levels \(2, .*\), [\d,]+ paths; a test of fixed size takes 7,734,141: 99 % saved\n/m,
    );
    expect(written.out).toMatch(/^PASS {7}expectation-2: .*\n {11}\d+ of \d+ runs: /m);
  });

  it("comes to an interval that has what is known, and to the same again from the store", async () => {
    const { again } = await check("holds.yaml", "--json");
    const first = written.out;
    const told = JSON.parse(first) as Told;
    const scenario = tandemModel.schema.parse({
      name: "holds",
      horizon: "1 y",
      arrivals: 0.1,
      first: 0.4,
      second: 0.5,
      full: 12,
    });
    const truth = tandemProbability(scenario);
    const [{ lower, upper }] = told.scenarios[0].findings;
    expect([lower < truth, truth < upper]).toEqual([true, true]);
    await again();
    const second = JSON.parse(written.out.slice(first.length)) as Told;
    expect(second.scenarios[0]).toEqual({ ...told.scenarios[0], computed: 0 });
    expect(told.scenarios[0].computed).toBe(told.scenarios[0].replications);
  });

  it("fails what is shown to be less rare, and ends with 99", async () => {
    const { code } = await check("fails.yaml");
    expect(code).toBe(exitCodes.different);
    expect(written.out).toMatch(/^FAIL {7}expectation-1: .*\n {11}.*by splitting/m);
  });

  it("leaves open what no path comes near, and says how far they came", async () => {
    const { code } = await check("open.yaml");
    expect(code).toBe(exitCodes.undecided);
    expect(written.out).toMatch(
      /^UNDECIDED {2}expectation-1: .*\n {11}splitting came no nearer than level 4 in [\d,]+ paths, so that nothing is known of how likely more is/m,
    );
  });
});
