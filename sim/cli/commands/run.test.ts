import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chdir, cwd } from "node:process";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { folderWith } from "../../../test/scenario-files.js";
import { toyModel } from "../../../test/toy-model.js";
import { walkModel } from "../../../test/walk-model.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { InvariantError } from "../../kernel/invariants.js";
import { ResultFolderError } from "../../output/result-folder.js";
import type { Summary } from "../../output/summary.js";
import { parseArguments } from "../arguments.js";
import { type Program, UsageError } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { ScenarioErrors } from "../../experiment/ready-scenario.js";
import { messages } from "../terminal/messages.js";
import { planCommand, planFiles } from "./plan.js";
import { runCommand, runFiles } from "./run.js";

const written = captureOutput();

const run = (...typed: string[]): Promise<number> => runOf(toyModel, ...typed);

async function runOf<Scenario extends ScenarioBasics>(model: Model<Scenario>, ...typed: string[]): Promise<number> {
  const args = await parseArguments("run", runCommand, typed);
  return args === undefined ? 0 : runFiles(model, args);
}

const good = "name: toy\nhorizon: 1 h\n";

const backgroundOf = () => ({
  timeline: ["at noon: lunch"],
  assumptions: [{ what: "peers", why: "<nobody> counts" }],
  notModelled: ["Hunger."],
});

describe("orrery run", () => {
  it("names version, scenario, seed and replication first, then what happened and where it is", async () => {
    const folder = folderWith({ "toy.yaml": good });
    expect(await run(join(folder, "toy.yaml"), "--out", join(folder, "out"), "--seed", "7")).toBe(exitCodes.ok);
    expect(written.out).toMatch(/^orrery \d+\.\d+\.\d+ · toy · seed 7 · replication 0\na number grew\n/);
    expect(written.out).toContain(join(folder, "out"));
    expect(written.err).toContain("100 % · ");
  });

  it("takes files of several models, and asks the program for that of each", async () => {
    const folder = folderWith({ "a.yaml": good, "b.yaml": "name: stroll\nhorizon: 1 s\n" });
    const files = ["a.yaml", "b.yaml"].map((file) => join(folder, file));
    const asked: (readonly string[])[] = [];
    const models = [toyModel, walkModel("none")];
    const program: Pick<Program, "loadModel"> = {
      loadModel: async (named = []) => {
        asked.push(named);
        return await Promise.resolve(models[files.indexOf(named[0])] as Model);
      },
    };
    const back = cwd();
    chdir(folder);
    try {
      const args = await parseArguments("run", runCommand, [...files, "--quiet", "--workers", "1"]);
      expect(await runCommand.run(args!, program as Program)).toBe(exitCodes.ok);
    } finally {
      chdir(back);
    }
    expect(asked).toEqual(files.map((file) => [file]));
    expect(written.out).toMatch(/· toy · [^]*a number grew[^]*· stroll · /);
  });

  it("ends with a table of all claims of its scenarios, and has them in summaries", async () => {
    const claims = [
      { says: "it takes an hour", figure: "1 h", within: "1 %", measure: "toy.seconds" },
      { says: "it takes a day at least", figure: ">= 86400 s", measure: "toy.seconds" },
      { says: "who looks on is heard", figure: "> 3 words", needs: "finer" },
    ];
    const claiming = `${good}replications: 3\nclaims: ${JSON.stringify(claims)}\n`;
    const folder = folderWith({ "a.yaml": claiming, "b.yaml": good.replace("toy", "other") });
    const [a, b] = ["a.yaml", "b.yaml"].map((file) => join(folder, file));
    expect(await run(a, "--out", join(folder, "out"))).toBe(exitCodes.ok);
    expect(written.out).toMatch(/it takes an hour +│ 1 h +│ 3,601 \[3,598, 3,603\] s +│ agrees/);
    expect(written.out).toMatch(/least +│ >= 86400 s +│ 3,601 .*│ differs/);
    expect(written.out).toMatch(/is heard +│ > 3 words +│ – +│ cannot be told:/);
    expect(written.out).toContain("Of 3 claims 1 agrees with its run, 1 differs, and 1 cannot be told.");
    const summary = JSON.parse(readFileSync(join(folder, "out", "summary.json"), "utf8")) as Summary;
    expect(summary.claims?.map(({ verdict }) => verdict)).toEqual(["agrees", "differs", "cannot be told"]);
    written.out = "";
    expect(await run(b, "--out", join(folder, "other"))).toBe(exitCodes.ok);
    expect(written.out).not.toContain("claimed");
  });

  it("refuses claims that cannot be, all at once, each at its place", async () => {
    const claims = `
  - { says: a, figure: 3 km, measure: toy.seconds }
  - { says: b, figure: 3 s, measure: toy.secnds }
  - { says: c, figure: "> 3 s", within: 5 %, measure: toy.seconds }
  - { says: d, figure: 3 s, per: toy.peers, needs: finer }
`;
    const folder = folderWith({ "toy.yaml": `${good}claims:${claims}` });
    const failed = run(join(folder, "toy.yaml"), "--out", join(folder, "out"));
    await expect(failed).rejects.toThrow(ScenarioErrors);
    const { errors } = (await failed.catch((error: unknown) => error)) as ScenarioErrors;
    expect(errors.map(({ path, line }) => `${line} ${path}`)).toEqual([
      "4 claims[0].figure",
      "5 claims[1].measure",
      "6 claims[2].within",
      "7 claims[3].per",
    ]);
    expect(errors[1].nearest).toBe("toy.seconds");
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("prints how long the steps of its simulations took with --profile, in one thread", async () => {
    const folder = folderWith({ "toy.yaml": `${good}replications: 2\n` });
    const stepped: typeof toyModel = {
      ...toyModel,
      createSimulation(scenario, identity) {
        identity.profiler?.timed("counting", () => undefined)(null, 1);
        return toyModel.createSimulation(scenario, identity);
      },
    };
    const out = join(folder, "out");
    expect(await runOf(stepped, join(folder, "toy.yaml"), "--out", out, "--profile", "--workers", "2")).toBe(
      exitCodes.ok,
    );
    expect(written.out).toMatch(/│ counting +│ +\d+\.\d\d s │ +\d+\.\d % │ +2 │/);
    expect(written.err).toContain(messages.oneThreadFor(2, "profile"));
  });

  it("says that --workers has more than can share the work, unless one replication can be divided", async () => {
    const folder = folderWith({ "toy.yaml": good });
    const run = async (model: typeof toyModel, out: string, ...more: readonly string[]): Promise<void> => {
      const typed = [join(folder, "toy.yaml"), "--workers", "4", "--out", join(folder, out), ...more];
      expect(await runOf(model, ...typed)).toBe(exitCodes.ok);
    };
    await run(toyModel, "one");
    expect(written.err).toContain(messages.spareWorkers(4, 1));
    written.err = "";
    const divided = { ...toyModel, divisionOf: () => ({ isStored: false }) };
    await run(divided, "divided");
    expect(written.err).not.toContain("--workers");
    await run(divided, "traced", "--trace");
    expect(written.err).toContain(messages.oneThreadFor(4, "trace"));
    written.err = "";
    await run(divided, "stored", "--save-at", "1 s");
    expect(written.err).toContain(messages.oneThreadFor(4, "save-at"));
    written.err = "";
    const alsoStored = { ...toyModel, divisionOf: () => ({ isStored: true }) };
    await run(alsoStored, "stored and divided", "--save-at", "1 s");
    expect(written.err).not.toContain("--workers");
    await run(alsoStored, "also traced", "--trace");
    expect(written.err).toContain(messages.oneThreadFor(4, "trace"));
    written.err = "";
    await run(divided, "more", "--replications", "2");
    expect(written.err).toContain(messages.spareWorkers(4, 2));
  });

  it.each(["events", "profile"] as const)(
    "refuses --%s of a model that has none before anything is run",
    async (option) => {
      const folder = folderWith({ "stroll.yaml": "name: stroll\nhorizon: 1 s\n" });
      const [file, out] = ["stroll.yaml", "out"].map((name) => join(folder, name));
      const refused = runOf(walkModel("none"), file, "--out", out, `--${option}`);
      await expect(refused).rejects.toThrow(new UsageError(messages.keepsNone(option, file)));
      expect(existsSync(out)).toBe(false);
    },
  );

  it("writes the same bytes again, and refuses to overwrite them without --force", async () => {
    const folder = folderWith({ "toy.yaml": good });
    const [file, one, two] = ["toy.yaml", "one", "two"].map((name) => join(folder, name));
    await run(file, "--out", one, "--quiet");
    await run(file, "--out", two, "--quiet");
    for (const name of readdirSync(one).filter((name) => name !== "manifest.json")) {
      expect(readFileSync(join(one, name)).equals(readFileSync(join(two, name)))).toBe(true);
    }
    await expect(run(file, "--out", one)).rejects.toThrow(ResultFolderError);
    expect(await run(file, "--out", one, "--force", "--quiet")).toBe(exitCodes.ok);
    expect(written.err).toBe("");
  });

  it("writes a page to send, which names the command that makes the same results, unless nobody wants one", async () => {
    const folder = folderWith({ "toy.yaml": `${good}about: does it grow?\nreplications: 3\n` });
    const [file, whole, one, none] = ["toy.yaml", "whole", "one", "none"].map((name) => join(folder, name));
    await run(file, "--out", whole);
    expect(written.out).toContain(`report       ${join(whole, "report.html")}\n`);
    const page = readFileSync(join(whole, "report.html"), "utf8");
    for (const text of [
      "does it grow?",
      "a number grew 3 times",
      "toy.seconds",
      "npx orrery run scenario.resolved.yaml<",
    ])
      expect(page).toContain(text);
    await run(file, "--out", one, "--replication", "2");
    expect(readFileSync(join(one, "report.html"), "utf8")).toContain("scenario.resolved.yaml --replication 2<");
    written.out = "";
    await run(file, "--out", none, "--no-report");
    expect(readdirSync(none)).not.toContain("report.html");
    expect(written.out).not.toContain("report ");
  });

  it("is told of what a scenario stands on, for its page", async () => {
    const folder = folderWith({ "toy.yaml": good });
    const out = join(folder, "out");
    await runOf({ ...toyModel, backgroundOf }, join(folder, "toy.yaml"), "--out", out);
    const page = readFileSync(join(out, "report.html"), "utf8");
    for (const text of ["at noon: lunch", "&lt;nobody&gt; counts", "Hunger."]) expect(page).toContain(text);
  });

  it("keeps tables and pictures when the page cannot be made, and says whose bug it is", async () => {
    const folder = folderWith({ "toy.yaml": good });
    const out = join(folder, "out");
    const broken: typeof toyModel = {
      ...toyModel,
      backgroundOf: () => ({ timeline: [7 as unknown as string], assumptions: [], notModelled: [] }),
    };
    expect(await runOf(broken, join(folder, "toy.yaml"), "--out", out)).toBe(exitCodes.unforeseen);
    expect(written.err).toContain("orrery could not draw report: TypeError");
    expect(written.out).toContain("not drawn    report\n");
    expect(existsSync(join(out, "series.csv"))).toBe(true);
    expect(existsSync(join(out, "report.html"))).toBe(false);
  });

  it("writes a resolved scenario that runs to the same fingerprint", async () => {
    const folder = folderWith({ "toy.yaml": good });
    await run(
      join(folder, "toy.yaml"),
      "--out",
      join(folder, "a"),
      "--json",
      "--quiet",
      "--set",
      "peers=3",
      "--seed",
      "a phrase: 1",
    );
    const first = JSON.parse(written.out) as { fingerprint: string; seed: string };
    written.out = "";
    await run(join(folder, "a", "scenario.resolved.yaml"), "--out", join(folder, "b"), "--json", "--quiet");
    expect(JSON.parse(written.out)).toMatchObject({ fingerprint: first.fingerprint, seed: "a phrase: 1" });
    const resolved = (name: string): string => readFileSync(join(folder, name, "scenario.resolved.yaml"), "utf8");
    expect(resolved("b")).toBe(resolved("a"));
  });

  it("joins replications: rows in their order, means of metrics, one fingerprint of all", async () => {
    const folder = folderWith({ "toy.yaml": good });
    await run(join(folder, "toy.yaml"), "--out", join(folder, "out"), "--json", "--replications", "2");
    expect(JSON.parse(written.out)).toMatchObject({
      replications: 2,
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}\/toy\+2 replications$/) as string,
      metrics: { "toy.seconds": { value: 3600.5, unit: "s" }, "toy.units": { value: "0" }, "toy.seed": { value: "1" } },
      files: expect.arrayContaining(["summary.json", "series.csv", "manifest.json"]) as string[],
      elapsedS: expect.any(Number) as number,
      peakRssBytes: expect.any(Number) as number,
    });
    expect(readFileSync(join(folder, "out", "series.csv"), "utf8")).toBe(
      `replication,time_s,who,units\n0,3600,toy 0,${2n ** 70n}\n1,3600,toy 1,${2n ** 70n + 1n}\n`,
    );
  });

  it("reports all errors of all files and writes nothing", async () => {
    const files = {
      "a.yaml": "name: a\nhorizon: 30\n",
      "b.yaml": "nme: b\nhorizon: 1 h\n",
      "c.yaml": `${good}peers: 0\n`,
      "d.yaml": good,
    };
    const folder = folderWith(files);
    const failed = run(...Object.keys(files).map((name) => join(folder, name)));
    await expect(failed).rejects.toThrow(ScenarioErrors);
    const { errors } = (await failed.catch((error: unknown) => error)) as ScenarioErrors;
    expect(errors.map(({ file, line, column }) => [file.slice(-6), line, column])).toEqual([
      ["a.yaml", 2, 10],
      ["b.yaml", 1, 1],
      ["b.yaml", 1, 1],
      ["c.yaml", 3, 8],
    ]);
    expect(existsSync("results/a") || existsSync("results/toy")).toBe(false);
  });

  it("leaves nothing behind when an invariant breaks, and tells how to see it again", async () => {
    const folder = folderWith({ "toy.yaml": `${good}breaksAt: 60\n` });
    const broken = run(join(folder, "toy.yaml"), "--out", join(folder, "out"), "--set", "about=it's");
    await expect(broken).rejects.toThrow(InvariantError);
    await expect(broken).rejects.toThrow(`npx orrery run ${join(folder, "toy.yaml")} --set 'about=it'\\''s' --seed 1`);
    expect(readdirSync(folder)).toEqual(["toy.yaml"]);
  });

  it("writes what is finished when interrupted, says so, and exits 130", async () => {
    const folder = folderWith({ "toy.yaml": `${good}replications: 3\n` });
    const args = await parseArguments("run", runCommand, [
      join(folder, "toy.yaml"),
      "--out",
      join(folder, "out"),
      "--json",
    ]);
    if (args === undefined) throw new Error("expected arguments");
    const interrupted: typeof toyModel = {
      ...toyModel,
      createSimulation: (scenario, identity) => {
        if (identity.replication === 1) process.emit("SIGINT");
        return toyModel.createSimulation(scenario, identity);
      },
    };
    expect(await runFiles(interrupted, args)).toBe(exitCodes.interrupted);
    expect(written.err).toContain(messages.interrupting());
    expect(JSON.parse(written.out)).toMatchObject({ interrupted: true, replications: 1 });
    expect(JSON.parse(written.out)).toMatchObject({ metrics: { "toy.seconds": { value: 3600 } } });
    expect(JSON.parse(readFileSync(join(folder, "out", "manifest.json"), "utf8"))).toMatchObject({ interrupted: true });
    // A process that does not end with its command has nobody listening afterwards.
    expect(process.listenerCount("SIGINT")).toBe(0);
  });

  it("keeps every table and the other pictures when one cannot be drawn, says so, and exits 1", async () => {
    const folder = folderWith({ "toy.yaml": good });
    const [good1, bad] = ["fine", "bad"].map((name) => ({
      name,
      spec: { mark: "point", width: 10, data: { values: [] } },
    }));
    const failing = { ...toyModel, picturesOf: () => [{ ...bad, spec: { layer: 7 } }, good1] };
    expect(await runOf(failing, join(folder, "toy.yaml"), "--out", join(folder, "out"))).toBe(exitCodes.unforeseen);
    const { files, missingPictures } = JSON.parse(readFileSync(join(folder, "out/summary.json"), "utf8")) as Summary;
    expect(missingPictures).toEqual([{ name: "bad", missing: "failed" }]);
    expect(files).toEqual(expect.arrayContaining(["series.csv", "plots/fine.png"]));
    expect(written.err).toMatch(/orrery could not draw bad: /);
    expect(written.out).toMatch(/^not drawn +bad$/m);
  });

  it("keeps every table when nobody can say what to draw", async () => {
    const folder = folderWith({ "toy.yaml": good });
    const failing = {
      ...toyModel,
      picturesOf: () => {
        throw new Error("no such column");
      },
    };
    const typed = [join(folder, "toy.yaml"), "--out", join(folder, "out"), "--quiet"];
    expect(await runOf(failing, ...typed)).toBe(exitCodes.unforeseen);
    expect(existsSync(join(folder, "out", "series.csv"))).toBe(true);
    expect(written.err).toContain(messages.pictureFailed("pictures", "Error: no such column"));
  });

  it("leaves out the pictures that are not begun when it is interrupted among them", async () => {
    const folder = folderWith({ "toy.yaml": good });
    const failing = {
      ...toyModel,
      picturesOf: () => {
        process.emit("SIGTERM");
        return [{ name: "late", spec: {} }];
      },
    };
    const typed = [join(folder, "toy.yaml"), "--out", join(folder, "out"), "--quiet"];
    expect(await runOf(failing, ...typed)).toBe(exitCodes.terminated);
    expect(JSON.parse(readFileSync(join(folder, "out", "summary.json"), "utf8"))).toMatchObject({
      interrupted: true,
      missingPictures: [
        { name: "late", missing: "interrupted" },
        { name: "report", missing: "interrupted" },
      ],
      metrics: { "toy.seconds": { value: 3600 } },
    });
    expect(written.out).toContain(messages.interruptedPictures());
  });

  it("runs one replication alone, as it is among the others, in a folder of its own", async () => {
    const folder = folderWith({ "toy.yaml": `${good}replications: 3\n` });
    await run(join(folder, "toy.yaml"), "--out", join(folder, "all"), "--quiet");
    await run(join(folder, "toy.yaml"), "--out", join(folder, "one"), "--json", "--quiet", "--replication", "2");
    const [head, ...rows] = readFileSync(join(folder, "all", "series.csv"), "utf8").split("\n");
    expect(readFileSync(join(folder, "one", "series.csv"), "utf8")).toBe(`${head}\n${rows[2]}\n`);
    const { fingerprint } = JSON.parse(written.out.slice(written.out.indexOf("{"))) as { fingerprint: string };
    expect(fingerprint).toBe("12/toy");
    await expect(run(join(folder, "toy.yaml"), "--replication", "3")).rejects.toThrow(
      new UsageError(messages.badReplication("3", 3)),
    );
  });

  it("refuses a number of workers that is none", async () => {
    const folder = folderWith({ "toy.yaml": good });
    for (const text of ["0", "two", "-1", "1.5", "1000"]) {
      await expect(run(join(folder, "toy.yaml"), `--workers=${text}`)).rejects.toThrow(
        new UsageError(messages.badWorkers(text)),
      );
    }
  });

  it("asks for a file, and for one file if a folder is named", async () => {
    await expect(run()).rejects.toThrow(new UsageError(messages.needsFile("run")));
    await expect(run("a.yaml", "b.yaml", "--out", "x")).rejects.toThrow(new UsageError(messages.oneFolder()));
    await expect(run("a.yaml", "--sed", "1")).rejects.toThrow(/Did you mean --seed\?/);
    await expect(run("a.yaml", "--seed")).rejects.toThrow(/seed/);
  });
});

describe("orrery plan", () => {
  it("prints a human-readable table, and an object with --json", async () => {
    const folder = folderWith({ "toy.yaml": good });
    for (const options of [[], ["--json"]]) {
      const args = await parseArguments("plan", planCommand, [join(folder, "toy.yaml"), ...options]);
      expect(args === undefined ? undefined : planFiles(toyModel, args)).toBe(exitCodes.ok);
    }
    expect(written.out).toMatch(/│ toy +│ +10 │ .*about 1\.4 GB │ about 90 s/);
    expect(JSON.parse(written.out.trim().split("\n").pop() ?? "")).toMatchObject({
      scenario: "toy",
      seconds: 90,
    });
    expect(readdirSync(folder)).toEqual(["toy.yaml"]);
  });

  it("prints the points of a sweep, each with its values and what it would cost", async () => {
    const folder = folderWith({
      "toy.yaml": `${good}sweep: { seed: [${Array.from({ length: 42 }, (_, k) => k + 1).join()}] }\n`,
    });
    for (const options of [[], ["--json"]]) {
      const args = await parseArguments("plan", planCommand, [join(folder, "toy.yaml"), ...options]);
      if (args !== undefined) planFiles(toyModel, args);
    }
    expect(written.out).toMatch(
      /│ point │ seed │ events │ +memory │ +time │\n│ +0 │ +1 │.*about 1\.4 GB │ about 90 s │\n/,
    );
    expect(written.out).toMatch(/│ +39 │ +40 │.*\n└[^\n]*\n2 more design points: --json has all of them\.\n/);
    const { sweep } = JSON.parse(written.out.trim().split("\n").pop() ?? "") as { sweep: { designPoints: object[] } };
    expect(sweep.designPoints).toHaveLength(42);
    expect(sweep.designPoints[41]).toMatchObject({ point: 41, parameters: { seed: 42 }, seconds: 90 });
  });

  it("says how replications are divided, and that one alone needs one worker", async () => {
    const folder = folderWith({ "toy.yaml": good });
    const plan = async (...options: string[]): Promise<string> => {
      const args = await parseArguments("plan", planCommand, [join(folder, "toy.yaml"), ...options]);
      written.out = "";
      if (args !== undefined) planFiles(toyModel, args);
      return written.out;
    };
    expect(await plan("--workers", "4")).toContain(`toy: ${messages.oneWorker(undefined)}\n`);
    const args = await parseArguments("plan", planCommand, [join(folder, "toy.yaml")]);
    planFiles({ ...toyModel, divisionOf: () => ({ isStored: false }) }, args!);
    expect(written.out).toContain(`toy: ${messages.oneDivided()}\n`);
    const divided = await plan("--replications", "5", "--workers", "2");
    expect(divided).toContain(`toy: ${messages.divided({ count: 5, what: "replications", workers: 2 }, "54 s")}\n`);
    expect(await plan("--replications", "5", "--workers", "2", "--json")).toContain('"workersUsed":2');
  });
});
