import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { miningModel, type MiningScenario, profitableFrom, revenueShare } from "../../../test/mining-model.js";
import { folderWith } from "../../../test/scenario-files.js";
import { searchMessages } from "../../experiment/search/messages.js";
import { claimMessages } from "../../experiment/expect/claim-messages.js";
import type { Model } from "../../experiment/model.js";
import { ScenarioErrors } from "../../experiment/ready-scenario.js";
import { coinModel } from "../../../test/coin-model.js";
import type { SearchSummary } from "../../output/write-search.js";
import { drawing } from "../../view/draw-pictures.js";
import { parseArguments } from "../arguments.js";
import { UsageError } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { attackCommand, attackFile } from "./attack.js";
import { runCommand, runFiles } from "./run.js";

const written = captureOutput();

const scenario = "name: mining\nhorizon: 1 d\npool: { share: 0.3 }\n";
const threshold = `${scenario}search:
  over: { pool.share: { from: 0, to: 0.5 } }
  minimise: pool.share
  until: mean(pool.gain) > 0
`;

/** The same with fewer blocks, where it does not matter how well it is known. */
const rough = threshold.replace("horizon: 1 d\n", "horizon: 1 d\nblocks: 1000\n");

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

async function attackIn(folder: string, typed: readonly string[], model: Model = miningModel) {
  const words = [join(folder, "a.yaml"), "--out", join(folder, "out"), "--store", join(folder, "cells"), "--quiet"];
  const args = (await parseArguments("attack", attackCommand, [...words, ...typed]))!;
  return undrawn(() => attackFile(model, args));
}

/** What a search of a file comes to. */
async function attack(text: string, ...typed: string[]): Promise<SearchSummary & { readonly computed: number }> {
  const before = written.out.length;
  const code = await attackIn(folderWith({ "a.yaml": text }), ["--json", ...typed]);
  expect(code).toBe(exitCodes.ok);
  return JSON.parse(written.out.slice(before)) as SearchSummary & { readonly computed: number };
}

const errorsOf = async (text: string, ...typed: string[]): Promise<string[]> => {
  const error: unknown = await attackIn(folderWith({ "a.yaml": text }), typed).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ScenarioErrors);
  return (error as ScenarioErrors).errors.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

/** A folder with a search of what is so beside a dated event. */
const folderBeside = (event: string): string =>
  folderWith({
    "a.yaml": `name: coin\nhorizon: 2 d\nsearch:\n  over: { chance: { from: 0, to: 0.4 } }\n  maximise: P(queue.length > 10 within 1 d of timeline.${event})\n`,
  });

describe("the game of selfish miners", () => {
  it.each([
    [0.2, 0],
    [0.4, 0],
    [0.3, 0.5],
    [0.45, 1],
  ])("has the revenue that its formula has: share %s, gamma %s", (share, gamma) => {
    const long: MiningScenario = {
      ...miningModel.schema.parse({ name: "m", horizon: "1 d", pool: { share } }),
      gamma,
      blocks: 400_000,
    };
    const run = miningModel.createSimulation(long, { seed: "theory", replication: 0, replay: "" });
    // Five deviations of a share of so many blocks, which are not independent: twice as much as if they were.
    expect(Math.abs(Number(run.finish().metrics[0].value) - revenueShare(share, gamma))).toBeLessThan(0.008);
  });
});

describe("orrery attack", () => {
  it("finds from which share on selfish mining pays: a third", async () => {
    const { best } = await attack(threshold);
    expect(Math.abs(Number(best?.parameters["pool.share"]) - profitableFrom(0))).toBeLessThan(0.01);
    expect(best?.until?.verdict).toBe("pass");
    expect(best?.until?.lower).toBeGreaterThan(0);
  });

  it("knows when honesty pays most", async () => {
    const typed = [
      "--param",
      "pool.strategy=honest, selfish",
      "--param",
      "gamma=0..0.2",
      "--maximise",
      "pool.revenue",
      "--set",
      "blocks=4000",
    ];
    const [weak, strong] = [
      await attack(scenario, ...typed),
      await attack(scenario, ...typed, "--set", "pool.share=0.4"),
    ];
    expect(weak.best?.parameters).toMatchObject({ "pool.strategy": "honest" });
    expect(strong.best?.parameters).toMatchObject({ "pool.strategy": "selfish" });
    // More is won with more who help in a tie, up to the end of the range.
    expect(Number(strong.best?.parameters["gamma"])).toBeGreaterThan(0.19);
    expect(strong.best?.lower95).toBeLessThan(revenueShare(0.4, 0.2));
    expect(strong.best?.upper95).toBeGreaterThan(revenueShare(0.4, 0.19));
    expect(weak).toMatchObject({ aim: "maximise", measure: "mean(pool.revenue)", until: null, refused: 0 });
    expect(weak.cannotExclude).toMatchObject({ draws: 40, confidence: 0.95, isWhole: false });
  });

  it("tells the best on seeds that it was not found by, since the best of many owes something to luck", async () => {
    const flat = "name: flat\nhorizon: 2 d\nchance: 0.5\n";
    const folder = folderWith({ "a.yaml": flat });
    const typed = ["--param", "horizon=2 d..9 d", "--maximise", "P(queue.length > 10)", "--json"];
    // The horizon changes nothing, but each point has draws of its own: the luckiest of forty is taken.
    const lucky: typeof coinModel = {
      ...coinModel,
      createSimulation: (of, identity) =>
        coinModel.createSimulation(of, { ...identity, seed: `${identity.seed} ${of.horizon}` }),
    };
    const args = [join(folder, "a.yaml"), "--out", join(folder, "out"), "--store", join(folder, "cells"), "--quiet"];
    await undrawn(async () => attackFile(lucky, (await parseArguments("attack", attackCommand, [...args, ...typed]))!));
    const { best } = JSON.parse(written.out) as SearchSummary;
    expect(best?.searched.value).toBeGreaterThanOrEqual(0.6);
    expect(best?.lower95).toBeLessThan(0.5);
    expect(best?.upper95).toBeGreaterThan(0.5);
    expect(best?.replications).toBe(100);
  });

  it("writes a table of all points, and the best as a scenario of which a run says the same", async () => {
    const folder = folderWith({
      "a.yaml": rough
        .replace("minimise: pool.share", "cost: pool.share\n  maximise: pool.gain")
        .replace("> 0", "< 0.1"),
    });
    expect(await attackIn(folder, [])).toBe(exitCodes.ok);
    const at = (...names: string[]): string => readFileSync(join(folder, ...names), "utf8");
    const summary = JSON.parse(at("out", "summary.json")) as SearchSummary;
    const best = summary.best!;
    expect(summary.files).toEqual([
      "summary.json",
      "scenario.resolved.yaml",
      "points.csv",
      "best.yaml",
      "manifest.json",
    ]);
    const [head, ...rows] = at("out", "points.csv").trimEnd().split("\n");
    expect(head).toBe(
      "point,pool_share,stage,replications,aim_value,cost_value,until_value,until_holds,is_on_front,fresh_replications,fresh_value,fresh_lower95,fresh_upper95,fresh_verdict,is_best",
    );
    expect(rows).toHaveLength(summary.points);
    expect(rows.filter((row) => row.endsWith(",1"))).toEqual([
      expect.stringMatching(`^${best.point},.*,(pass|undecided),1$`),
    ]);
    const words = [join(folder, "out", "best.yaml"), "--out", join(folder, "run"), "--quiet", "--no-report"];
    const args = (await parseArguments("run", runCommand, words))!;
    expect(await undrawn(() => runFiles(miningModel, args))).toBe(exitCodes.ok);
    const { metrics, replications } = JSON.parse(at("run", "summary.json")) as {
      replications: number;
      metrics: Record<string, { mean: number; lower95: number; upper95: number }>;
    };
    expect(replications).toBe(best.replications);
    expect(metrics["pool.gain"].mean).toBeCloseTo(best.value!, 12);
    expect([metrics["pool.gain"].lower95, metrics["pool.gain"].upper95]).toEqual([best.lower95, best.upper95]);
    expect(at("out", "best.yaml")).toContain("expect:\n  - mean(pool.gain) < 0.1");
  });

  it("says in words what is best, how sure that is, and what it cannot exclude", async () => {
    await attackIn(folderWith({ "a.yaml": rough }), []);
    const out = written.out.replaceAll(/\d+(\.\d+)?/g, "9");
    expect(out).toContain("minimise pool.share where mean(pool.gain) > 9\n");
    expect(out).toContain(
      "mean(pool.gain) > 9 holds: 9 [9, 9] on 9 fresh replications; 9 on the 9 that it was found by\n",
    );
    expect(out).toMatch(
      /(None|9) of 9 points drawn at random from the whole space (is|are) better \(on replications 9 to 9, and all 9/,
    );
    expect(out).toContain("with 9 % confidence no more than 9 % of the space is.");
    expect(out).toMatch(/\nrun it {7}npx orrery run .*best\.yaml\n/);
  });

  it("is the same with what is stored, and goes on where it was interrupted", async () => {
    const folder = folderWith({ "a.yaml": rough });
    let begun = 0;
    const stopping: typeof miningModel = {
      ...miningModel,
      createSimulation: (of, identity) => {
        if (++begun === 150) process.emit("SIGINT");
        return miningModel.createSimulation(of, identity);
      },
    };
    expect(await attackIn(folder, [], stopping)).toBe(exitCodes.interrupted);
    expect(written.err).toContain(messages.interruptedAttack());
    expect(existsSync(join(folder, "out"))).toBe(false);
    expect(readdirSync(folder).toSorted()).toEqual(["a.yaml", "cells"]);
    const told: SearchSummary[] = [];
    const computed: number[] = [];
    for (const out of ["one", "two"]) {
      const before = written.out.length;
      expect(await attackIn(folder, ["--json", "--out", join(folder, out)])).toBe(exitCodes.ok);
      const { computed: now, ...rest } = JSON.parse(written.out.slice(before)) as SearchSummary & { computed: number };
      computed.push(now);
      told.push(rest);
      const bytes = ["points.csv", "best.yaml", "summary.json"].map((name) =>
        readFileSync(join(folder, out, name), "utf8"),
      );
      expect(bytes).toEqual(
        ["points.csv", "best.yaml", "summary.json"].map((name) => readFileSync(join(folder, "one", name), "utf8")),
      );
    }
    const whole = await attack(rough);
    expect(computed).toEqual([whole.computed - 150, 0]);
    expect(told[0].best).toEqual(whole.best);
  });

  it("says that nothing does what must hold, and what seemed to", async () => {
    const impossible = rough.replace("> 0", "> 0.49");
    const { best, candidates, cannotExclude } = await attack(impossible);
    expect([best, candidates, cannotExclude]).toEqual([null, [], null]);
    expect(await attackIn(folderWith({ "a.yaml": impossible }), [])).toBe(exitCodes.ok);
    expect(written.out).toContain("No point that was looked at meets mean(pool.gain) > 0.49.");
  });

  it("refuses what cannot be searched, with its place, and writes nothing", async () => {
    expect(await errorsOf(scenario)).toEqual([`1:1 ${searchMessages.searchesNothing()}`]);
    const over = `${scenario}search:\n  over: { pool.share: [0.1, 0.2] }\n`;
    expect(await errorsOf(over)).toEqual([`5:3 ${searchMessages.needsAim()}`]);
    expect(await errorsOf(`${over}  maximise: pool.gian\n`)).toEqual([
      expect.stringMatching(/^6:13 .*there is no metric pool.gian .*did you mean pool\.gain\?$/),
    ]);
    expect(await errorsOf(`${over}  maximise: pool.gain\n  minimise: pool.gain\n`)).toEqual([
      expect.stringContaining(searchMessages.oneAim()),
    ]);
    expect(await errorsOf(`${over}  minimise: pool.share\n`)).toEqual([
      expect.stringContaining(searchMessages.fieldAlone("pool.share")),
    ]);
    expect(await errorsOf(`${over}  minimise: pool.share\n  until: pool.gain > 0\n`)).toEqual([
      expect.stringContaining(searchMessages.everyRun()),
    ]);
    expect(await errorsOf(`${over}  maximise: P(pool.gain > 0\n`)).toEqual([
      expect.stringContaining(claimMessages.notClosed()),
    ]);
    expect(await errorsOf(`${over}  maximise: q0(pool.gain)\n  cost: mean(pool.gain) > 0\n`)).toHaveLength(2);
    // Every place is a scenario by its schema, and none can be run.
    const none = await errorsOf(
      scenario,
      "--param",
      "gamma=0.95..1",
      "--set",
      "pool.strategy=honest",
      "--maximise",
      "pool.gain",
    );
    expect(none).toEqual([expect.stringContaining("nobody ties with the honest")]);
    expect(none[0]).toContain(searchMessages.nothingPossible(800));
  });

  it("writes a page that tells of everything", async () => {
    const folder = folderWith({ "a.yaml": rough });
    expect(await attackIn(folder, ["--report", join(folder, "page.html")])).toBe(exitCodes.ok);
    const page = readFileSync(join(folder, "page.html"), "utf8");
    const told = ["Best found:", "What this cannot exclude:", "pool.share", "To run it again"];
    expect(told.filter((text) => !page.includes(text))).toEqual([]);
    await expect(attackIn(folder, ["--report", join(folder, "nowhere", "page.html")])).rejects.toThrow(UsageError);
  });

  it("takes what is within a time of a dated event, and refuses an event that there is not", async () => {
    const found = folderBeside("cut");
    expect(await attackIn(found, ["--budget", "200"], coinModel)).toBe(exitCodes.ok);
    const { best } = JSON.parse(readFileSync(join(found, "out", "summary.json"), "utf8")) as SearchSummary;
    expect(best).toBeDefined();
    const error: unknown = await attackIn(folderBeside("cat"), [], coinModel).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ScenarioErrors);
    expect((error as ScenarioErrors).errors).toMatchObject([{ line: 5 }]);
    expect((error as ScenarioErrors).message).toContain("timeline.cut");
  });

  it.each([
    [["--budget", "99"], messages.badBudget("99", 100, 100_000)],
    [["--replications", "5"], messages.replicationsOfAttack()],
    [["--maximise", "pool.gain", "--minimise", "pool.gain"], messages.twoAims()],
    [["--param", "pool.share"], messages.badParam("pool.share")],
    [["b.yaml"], messages.oneAttack()],
  ])("refuses %s", async (typed, text) => {
    const folder = folderWith({ "a.yaml": rough });
    await expect(attackIn(folder, typed)).rejects.toThrow(new UsageError(text));
    expect(readdirSync(folder)).toEqual(["a.yaml"]);
  });
});
