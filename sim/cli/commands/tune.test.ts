import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { boundedFrontModel, frontModel, luck, pooledFrontModel } from "../../../test/front-model.js";
import { folderWith } from "../../../test/scenario-files.js";
import { claimMessages } from "../../experiment/expect/claim-messages.js";
import { ScenarioErrors } from "../../experiment/ready-scenario.js";
import { tuneMessages } from "../../experiment/tune/messages.js";
import type { TuneSummary } from "../../output/write-tune.js";
import { drawing } from "../../view/draw-pictures.js";
import { parseArguments } from "../arguments.js";
import { UsageError } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { runCommand, runFiles } from "./run.js";
import { tuneCommand, tuneFile } from "./tune.js";

const written = captureOutput();

const scenario = "name: shop\nhorizon: 1 d\n";
const over = `over:
    spent: { from: 0, to: 1 }
    waste: { from: 0, to: 1 }
    idle: { from: 0, to: 1 }
`;
const tuning = `${scenario}tune:
  ${over}  minimise: [mean(shop.cost), mean(shop.loss)]
  constraints: ["mean(shop.cost) in [0.2, 0.8]"]
  budget: 1000
`;

/** Pictures are drawn where they are looked at. */
const undrawn = async <Result>(action: () => Promise<Result>): Promise<Result> => {
  const { pictures } = drawing;
  // eslint-disable-next-line @typescript-eslint/require-await
  drawing.pictures = async function* () {};
  try {
    return await action();
  } finally {
    drawing.pictures = pictures;
  }
};

async function tuneIn(folder: string, typed: readonly string[], model = frontModel) {
  const words = [join(folder, "a.yaml"), "--out", join(folder, "out"), "--store", join(folder, "cells"), "--quiet"];
  const args = (await parseArguments("tune", tuneCommand, [...words, ...typed]))!;
  return undrawn(() => tuneFile(model, args));
}

type Told = TuneSummary & { readonly computed: number };

/** A small tuning with a bound on a probability. */
const asked = (bound: string, replications: number): string =>
  `${scenario}tune:\n  ${over}  minimise: [mean(shop.cost)]\n  constraints: ["P(shop.cost > 0.9) ${bound}"]\n` +
  `  replications: ${replications}\n  population: 8\n  generations: 1\n  sensitivity: { trajectories: 2, rows: 8 }\n`;

const saidOf = async (bound: string, replications: number): Promise<string> => {
  const before = written.out.length;
  expect(await tuneIn(folderWith({ "a.yaml": asked(bound, replications) }), [])).toBe(exitCodes.ok);
  return written.out.slice(before);
};

/** What a tuning of a file comes to. */
async function tune(text: string, ...typed: string[]): Promise<Told> {
  const before = written.out.length;
  expect(await tuneIn(folderWith({ "a.yaml": text }), ["--json", ...typed])).toBe(exitCodes.ok);
  return JSON.parse(written.out.slice(before)) as Told;
}

async function refusalOf(text: string, ...typed: string[]): Promise<ScenarioErrors["errors"]> {
  const error: unknown = await tuneIn(folderWith({ "a.yaml": text }), typed).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ScenarioErrors);
  return (error as ScenarioErrors).errors;
}

const errorsOf = async (text: string, ...typed: string[]): Promise<string[]> =>
  (await refusalOf(text, ...typed)).map(({ line, column, message }) => `${line}:${column} ${message}`);
const pathsOf = async (text: string): Promise<string[]> => (await refusalOf(text)).map(({ path }) => path);

const askingCost = (ranges: string, constraint: string): string =>
  `${scenario}tune:\n  over: { waste: { from: 0, to: 1 }, ${ranges} }\n  minimise: [mean(shop.loss)]\n  constraints: ["${constraint}"]\n`;
const neverCosts = (most: string): string[] => [
  expect.stringContaining(tuneMessages.neverSoHigh("shop.cost", most, "nobody spends more")) as string,
];
const errorsOfBounded = async (text: string): Promise<string[]> => {
  const error: unknown = await tuneIn(folderWith({ "a.yaml": text }), [], boundedFrontModel).catch(
    (thrown: unknown) => thrown,
  );
  return (error as ScenarioErrors).errors.map(({ message }) => message);
};

describe("orrery tune", () => {
  it("says when so few replications cannot tell what a bound on a probability asks", async () => {
    const said = await saidOf("> 80 %", 2);
    expect(said).toContain(
      "2 replications tell a probability in steps of 50 %, too coarse for a bound of 80 %: `replications: 5`",
    );
    expect(await saidOf("> 80 %", 5)).not.toContain("too coarse");
    expect(await saidOf("<= 40 %", 3)).not.toContain("too coarse");
  });

  it("tells of no parameter that it changes a probability by more than all of it", async () => {
    const folder = folderWith({ "a.yaml": asked("> 80 %", 2).replaceAll("0.9", "0.5") });
    expect(await tuneIn(folder, [])).toBe(exitCodes.ok);
    expect(written.out).toMatch(/│ P\(shop.cost > 0.5\) +│ spent .* ± 100 % │\n/);
    expect(written.out).not.toMatch(/\b(?:1[0-9][1-9]|1[1-9]\d|[2-9]\d\d)(?:\.\d)? %|-\d[\d.]* %/);
    // The table has what was measured: two thirds of the range are a step.
    expect(readFileSync(join(folder, "out", "sensitivity.csv"), "utf8")).toMatch(/P\(shop.cost > 0.5\).*,1\.5,/);
  });

  it("finds the front that there is, within what must hold, and knows what matters", async () => {
    const { front, isFeasible, reaches, sensitivity, screened, cells } = await tune(`${tuning}  replications: 1\n`);
    expect(isFeasible).toBe(true);
    expect(reaches).toBeUndefined();
    expect(front.length).toBeGreaterThan(8);
    for (const { objectives, constraints } of front) {
      const [cost, loss] = objectives as [number, number];
      expect(Math.abs(loss - (1 - Math.sqrt(cost)))).toBeLessThan(luck + 0.1);
      expect(cost >= 0.2 && cost <= 0.8).toBe(true);
      expect(constraints).toMatchObject([{ holds: true }]);
    }
    expect(screened).toEqual(["idle"]);
    const ofLoss = sensitivity.find(({ measure }) => measure === "mean(shop.loss)")!.parameters;
    expect(ofLoss.map(({ path }) => path)).toEqual(["spent", "waste", "idle"]);
    expect(ofLoss[1].total).toBeGreaterThan(0.8);
    expect(ofLoss[2]).toMatchObject({ muStar: 0, total: null });
    const ofCost = sensitivity.find(({ measure }) => measure === "mean(shop.cost)")!.parameters;
    expect(ofCost[0].first).toBeGreaterThan(0.8);
    expect(cells).toBeLessThan(1100);
  });

  it("says where values lie in other futures, and whether what must hold does there", async () => {
    const lossy = tuning.replace("mean(shop.cost) in [0.2, 0.8]", "mean(shop.loss) < 0.4");
    const { front } = await tune(lossy, "--budget", "2000");
    const robust = front.filter(({ robustness }) => robustness !== null);
    expect(robust.length).toBeGreaterThan(2);
    for (const { objectives, robustness } of robust) {
      const { lowest, q10, median, q90, highest } = robustness!.objectives[1]!;
      expect([lowest, q10, median, q90, highest]).toEqual(
        [lowest, q10, median, q90, highest].toSorted((a, b) => a - b),
      );
      expect(highest - lowest).toBeLessThan(2 * luck);
      expect(q90 - q10).toBeGreaterThan(luck);
      expect(robustness!.objectives[0]).toMatchObject({ q10: objectives[0], q90: objectives[0] });
      const { share, lower95, upper95 } = robustness!.all;
      expect(lower95 <= share && share <= upper95).toBe(true);
    }
    // The point of the front that only just holds it does so in some futures and not in others.
    expect(Math.min(...robust.map(({ robustness }) => robustness!.all.share))).toBeLessThan(1);
  });

  it("draws only the future anew where a field numbers it", async () => {
    const numbered = `${tuning}  paths: { over: path, count: 6, points: 2 }\n`;
    const { front } = await tune(numbered);
    const robust = front.filter(({ robustness }) => robustness !== null);
    expect(robust).toHaveLength(2);
    for (const { robustness } of robust) expect(robustness).toMatchObject({ paths: 6 });
    // The same futures at both points, on top of what each of them is.
    const [one, other] = robust.map(({ objectives, robustness }) => {
      const own = objectives[1]!;
      return [robustness!.objectives[1]!.lowest - own, robustness!.objectives[1]!.highest - own];
    });
    expect(one[0]).toBeCloseTo(other[0], 12);
    expect(one[1]).toBeCloseTo(other[1], 12);
  });

  it("ranks what is assumed by what hangs on it", async () => {
    const { assumed } = await tune(tuning.replace("mean(shop.cost) in [0.2, 0.8]", "mean(shop.loss) < 0.4"));
    expect(assumed.inputs.map(({ path }) => path)).toEqual(["rate", "lead"]);
    expect(assumed.inputs[0].turned.length + assumed.inputs[0].change!).toBeGreaterThan(0.1);
    expect(assumed.inputs[1]).toMatchObject({ change: 0, turned: [] });
    expect(assumed).toMatchObject({ left: 0, words: 1 });
  });

  it("writes tables whose headers are those of every other file, and the compromise as a scenario of which a run says the same", async () => {
    const folder = folderWith({ "a.yaml": tuning });
    expect(await tuneIn(folder, ["--budget", "300"])).toBe(exitCodes.ok);
    const at = (...names: string[]): string => readFileSync(join(folder, ...names), "utf8");
    const summary = JSON.parse(at("out", "summary.json")) as TuneSummary;
    expect(summary.files).toEqual([
      "summary.json",
      "scenario.resolved.yaml",
      "sensitivity.csv",
      "tune.csv",
      "front.csv",
      "assumed.csv",
      "compromise.yaml",
      "manifest.json",
    ]);
    const headOf = (name: string): string => at("out", name).split("\n")[0];
    expect(headOf("tune.csv")).toBe(
      "point,spent,waste,idle,mean__shop_cost,mean__shop_loss,violation,holds,is_on_front,replications",
    );
    expect(headOf("sensitivity.csv")).toBe(
      "measure,unit,parameter,effects,mu,mu_star,mu_star_lower95,mu_star_upper95,sigma,first_index,first_index_lower95,first_index_upper95,total_index,total_index_lower95,total_index_upper95",
    );
    expect(headOf("front.csv")).toMatch(
      /^point,spent,.*,is_compromise,paths,paths_lowest__mean__shop_cost,.*,constraint_1_holds_share,.*,all_hold_share,all_hold_share_lower95,all_hold_share_upper95$/,
    );
    expect(headOf("assumed.csv")).toBe(
      "input_rank,input,assumed_value,tried_value,mean__shop_cost,mean__shop_loss,constraint_1_holds,change_share,why_assumed",
    );
    expect(at("out", "tune.csv").trimEnd().split("\n")).toHaveLength(summary.points + 1);
    const words = [join(folder, "out", "compromise.yaml"), "--out", join(folder, "run"), "--quiet", "--no-report"];
    const args = (await parseArguments("run", runCommand, words))!;
    expect(await undrawn(() => runFiles(frontModel, args))).toBe(exitCodes.ok);
    const { metrics } = JSON.parse(at("run", "summary.json")) as { metrics: Record<string, { mean: number }> };
    const compromise = summary.front.find(({ isCompromise }) => isCompromise)!;
    expect(metrics["shop.loss"].mean).toBeCloseTo(compromise.objectives[1]!, 12);
    expect(at("out", "compromise.yaml")).toContain("expect:\n  - mean(shop.cost) in [0.2, 0.8]");
  });

  it("says all of it in words", async () => {
    await tuneIn(folderWith({ "a.yaml": tuning }), []);
    const out = written.out.replaceAll(/\d+(\.\d+)?/g, "9");
    expect(out).toContain("minimise mean(shop.cost)\n  minimise mean(shop.loss)\n  where mean(shop.cost) in [9, 9]\n");
    expect(out).toContain("Next to nothing on anything: idle.\n");
    expect(out).toMatch(/9 points that no other one beats; those that lie apart were run on futures/);
    expect(out).toMatch(/\* the compromise, point 9, which is nearest to the best of each:\n {2}spent {2}9\n/);
    expect(out).toMatch(/mean\(shop.cost\) in \[9, 9\]: holds \(9 EUR\), in 9 % \[9 %, 9 %\] of futures\n/);
    expect(out).toMatch(/9 figures, each 9 % smaller and larger at point 9, one at a time\.\n/);
    expect(out).toContain("9 assumption that is no number stood as it is.\n");
    expect(out).toMatch(/\nrun it {7}npx orrery run .*compromise\.yaml\n/);
  });

  it("is the same with what is stored, on workers, and where it goes on after it was interrupted", async () => {
    const folder = folderWith({ "a.yaml": tuning });
    let begun = 0;
    const stopping: typeof frontModel = {
      ...frontModel,
      createSimulation: (of, identity) => {
        if (++begun === 150) process.emit("SIGINT");
        return frontModel.createSimulation(of, identity);
      },
    };
    expect(await tuneIn(folder, ["--budget", "400"], stopping)).toBe(exitCodes.interrupted);
    expect(written.err).toContain(messages.interruptedTune());
    expect(existsSync(join(folder, "out"))).toBe(false);
    const bytesOf = (out: string): string[] =>
      ["tune.csv", "front.csv", "sensitivity.csv", "assumed.csv", "compromise.yaml", "summary.json"].map((name) =>
        readFileSync(join(folder, out, name), "utf8"),
      );
    const computed: number[] = [];
    for (const out of ["one", "two"]) {
      const before = written.out.length;
      const typed = ["--budget", "400", "--json", "--out", join(folder, out)];
      expect(await tuneIn(folder, typed)).toBe(exitCodes.ok);
      computed.push((JSON.parse(written.out.slice(before)) as Told).computed);
    }
    const fresh = ["--budget", "400", "--store", join(folder, "others"), "--out", join(folder, "three"), "--json"];
    const before = written.out.length;
    expect(await tuneIn(folder, fresh)).toBe(exitCodes.ok);
    const whole = JSON.parse(written.out.slice(before)) as Told;
    expect(computed).toEqual([whole.computed - 150, 0]);
    expect(bytesOf("two")).toEqual(bytesOf("one"));
    expect(bytesOf("three")).toEqual(bytesOf("one"));
  });

  it("takes one objective for the best of all, and says what is nearest where nothing holds", async () => {
    const single = tuning.replace("[mean(shop.cost), mean(shop.loss)]", "[mean(shop.loss)]");
    const { front } = await tune(single, "--budget", "400");
    expect(front).toHaveLength(1);
    expect(front[0].objectives[0]).toBeLessThan(0.3);
    const impossible = tuning.replace("[0.2, 0.8]", "[2, 3]");
    const { isFeasible, reaches, points } = await tune(impossible, "--budget", "200");
    expect(isFeasible).toBe(false);
    const { nearest, ...reach } = reaches!.constraints[0];
    expect(reach).toEqual({ held: 0, short: 2 - nearest!.value });
    // All that can be spent is 1.
    expect(nearest!.value).toBe(1);
    await tuneIn(folderWith({ "a.yaml": impossible }), ["--budget", "200"]);
    expect(written.out).toContain("No point that was looked at holds all constraints. Nearest:");
    expect(written.out).toMatch(new RegExp(`mean\\(shop.cost\\) in \\[2, 3\\] │ +0 of ${points} │ 1 EUR at point`));
    expect(written.out).toContain("Held nowhere in these ranges: mean(shop.cost) in [2, 3].");
  });

  it("says so where nothing was measured", async () => {
    const unmeasured = tuning.replace("[mean(shop.cost), mean(shop.loss)]", "[mean(shop.fame), mean(shop.loss)]");
    const { front, isFeasible, sensitivity } = await tune(unmeasured, "--budget", "200");
    expect(isFeasible).toBe(false);
    expect(front.every(({ objectives }) => objectives[0] === null)).toBe(true);
    expect(front.filter(({ isCompromise }) => isCompromise)).toHaveLength(1);
    expect(sensitivity[0].parameters[0]).toMatchObject({ path: "spent", muStar: null, total: null });
  });

  it("tells of places that are no scenario, and refuses ranges of nothing else", async () => {
    const words = tuning.replace("idle: { from: 0, to: 1 }", "kind: [plain, broken]");
    const { refused, refusedBecause, isFeasible } = await tune(words, "--budget", "400");
    expect(refused).toBeGreaterThan(5);
    expect(refusedBecause).toMatch(/kind = broken.*: nothing can be sold there; read broken$/);
    expect(isFeasible).toBe(true);
    const none = await errorsOf(words.replace("[plain, broken]", "[broken]"));
    expect(none).toEqual([expect.stringContaining(tuneMessages.nothingPossible())]);
  });

  it("refuses what cannot be tuned, all of it at once with its places, and writes nothing", async () => {
    expect(await errorsOf(scenario)).toEqual([`1:1 ${tuneMessages.tunesNothing()}`]);
    expect(await errorsOf(`${scenario}tune:\n  ${over}`)).toEqual([
      expect.stringContaining(tuneMessages.needsObjective()),
    ]);
    const wrong = `${scenario}tune:
  ${over}  minimise: [mean(shop.cots), mean(shop.loss)]
  maximise: [mean(shop.loss)]
  constraints:
    - mean(shop.cost) < 3 h
    - mean(shop.cost) < 1
    - mean(shop.cost) > 2
    - P(shop.loss > 1) < 120 %
`;
    const errors = await errorsOf(wrong);
    expect(errors.map((text) => text.split(" ")[0])).toEqual(["8:19", "9:14", "11:25", "13:7", "14:26"]);
    expect(errors[0]).toContain("did you mean shop.cost?");
    expect(errors[1]).toContain(tuneMessages.objectiveTwice("mean(shop.loss)"));
    expect(errors[3]).toContain(tuneMessages.contradicts("mean(shop.cost)", "mean(shop.cost) < 1"));
    expect(errors[4]).toContain(claimMessages.noProbability("120 %"));
    const misspelt = `${scenario}tune:
  over: { spnet: { from: 0, to: 1 }, waste: { from: 1, to: 0 } }
  minimize: [mean(shop.loss)]
  population: 2
  paths: { over: pathh }
`;
    expect(await errorsOf(misspelt)).toEqual([
      expect.stringMatching(/^4:11 .*did you mean spent\?$/),
      expect.stringMatching(/^4:60 must be larger than from/),
      expect.stringMatching(/^5:3 .*did you mean minimise\?$/),
      expect.stringMatching(/^6:15 .*4/),
      expect.stringMatching(/^7:18 .*did you mean path\?$/),
    ]);
    expect(await pathsOf(misspelt)).toEqual([
      "tune.over.spnet",
      "tune.over.waste",
      "tune.minimize",
      "tune.population",
      "tune.paths.over.pathh",
    ]);
    expect(await errorsOf(`${tuning}  paths: { over: pathh }\n`)).toEqual([
      expect.stringMatching(/^11:18 .*did you mean path\?$/),
    ]);
    expect(await errorsOf(`${tuning}  paths: { over: spent }\n`)).toEqual([
      expect.stringMatching(/^11:18 .*spent is no whole number/),
    ]);
  });

  it("refuses a constraint that no run can hold, with the reason, unless what decides it varies", async () => {
    const fixed = `${scenario}tune:
  over: { waste: { from: 0, to: 1 }, idle: { from: 0, to: 1 } }
  minimise: [mean(shop.loss)]
  constraints: ["mean(shop.cost) < 0.2", "q90(shop.cost) <= 0.4", "mean(shop.cost) in [0.1, 0.5]"]
`;
    const why = tuneMessages.neverSoLow("shop.cost", "0.5 EUR");
    expect(await errorsOf(fixed)).toEqual([expect.stringContaining(why), expect.stringContaining(why)]);
    const varied = tuning.replace("in [0.2, 0.8]", "< 0.2");
    expect(await tuneIn(folderWith({ "a.yaml": varied }), ["--budget", "100"])).toBe(exitCodes.ok);
  });

  it("refuses a constraint that no run can reach, with the reason, by the corners of what varies", async () => {
    const toSix = "spent: { from: 0.1, to: 0.6 }";
    expect(await errorsOfBounded(askingCost("idle: { from: 0, to: 1 }", "mean(shop.cost) >= 0.7"))).toEqual(
      neverCosts("0.5 EUR"),
    );
    expect(await errorsOfBounded(askingCost(toSix, "q10(shop.cost) > 0.7"))).toEqual(neverCosts("0.6 EUR"));
    expect(await errorsOfBounded(askingCost("spent: [0.3, 0.8, 0.2]", "mean(shop.cost) in [0.9, 1]"))).toEqual(
      neverCosts("0.8 EUR"),
    );
    const may = [
      askingCost(toSix, "mean(shop.cost) > 0.59"),
      askingCost(`${toSix}, kind: [plain, broken]`, "mean(shop.cost) > 0.7"),
    ];
    for (const text of may)
      expect(await tuneIn(folderWith({ "a.yaml": text }), ["--budget", "100"], boundedFrontModel)).toBe(exitCodes.ok);
  });

  it.each([
    [["--budget", "99"], messages.badBudget("99", 100, 1_000_000)],
    [["--replications", "5"], messages.replicationsOfTune()],
    [["b.yaml"], messages.oneTune()],
  ])("refuses %s", async (typed, text) => {
    const folder = folderWith({ "a.yaml": tuning });
    await expect(tuneIn(folder, typed)).rejects.toThrow(new UsageError(text));
    expect(readdirSync(folder)).toEqual(["a.yaml"]);
  });
});

it("a tuning on two workers is that in one thread", async () => {
  const folder = folderWith({ "a.yaml": tuning });
  for (const [out, model] of [
    ["one", frontModel],
    ["two", pooledFrontModel],
  ] as const) {
    const typed = [
      "--budget",
      "200",
      "--workers",
      "2",
      "--out",
      join(folder, out),
      "--store",
      join(folder, `of-${out}`),
    ];
    expect(await tuneIn(folder, typed, model)).toBe(exitCodes.ok);
  }
  const [one, two] = ["one", "two"].map((out) => readFileSync(join(folder, out, "summary.json"), "utf8"));
  expect(two).toBe(one);
});
