import { partFlag } from "../../experiment/sweep/part-flag.js";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { folderWith } from "../../../test/scenario-files.js";
import { pooledToyModel, toyModel } from "../../../test/toy-model.js";
import { ReplicationFailure } from "../../experiment/failure.js";
import { messages as outputMessages } from "../../output/messages.js";
import { PartsError } from "../../output/sweep-part.js";
import { tFactor } from "../../stats/t-interval.js";
import { parseArguments } from "../arguments.js";
import { generalExamples, UsageError } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { ScenarioErrors } from "../../experiment/ready-scenario.js";
import { messages as experimentMessages } from "../../experiment/messages.js";
import { messages } from "../terminal/messages.js";
import { mergeCommand, mergeParts } from "./merge.js";
import { planCommand, planFiles } from "./plan.js";
import { runCommand, runFiles } from "./run.js";
import { sweepCommand, sweepFile } from "./sweep.js";

const written = captureOutput();

const toy = `name: toy
horizon: 1 h
replications: 3
sweep:
  peers: [5, 7]
  horizon: [1 h, 2 h]
`;

let folder = "";
const at = (...names: string[]): string => join(folder, ...names);
const read = (...names: string[]): string => readFileSync(at(...names), "utf8");

/** Sweeps `toy.yaml` into a folder, with a store of its own; gives the exit code. */
async function sweep(model: typeof toyModel, out: string, ...typed: string[]): Promise<number> {
  const options = [at("toy.yaml"), "--out", at(out), "--store", at("cells"), "--quiet", ...typed];
  const args = await parseArguments("sweep", sweepCommand, options);
  return args === undefined ? 0 : sweepFile(model, args);
}

async function merge(...typed: string[]): Promise<number> {
  const args = await parseArguments("merge", mergeCommand, typed);
  return args === undefined ? 0 : mergeParts(toyModel, args);
}

/** The seeds of all cells, which the toy gives as a metric. */
const seeds = (name: string): (string | undefined)[] =>
  read(name, "cells.csv")
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").at(-2));

const plan = async (...typed: string[]): Promise<void> => {
  const args = await parseArguments("plan", planCommand, [at("toy.yaml"), "--workers", "2", ...typed]);
  if (args !== undefined) planFiles(toyModel, args);
};

/** What `--json` printed last. */
const printed = (): Record<string, unknown> =>
  JSON.parse(written.out.trim().split("\n").pop() ?? "") as Record<string, unknown>;

/** Files of a folder and of those in it. */
const filesIn = (name: string): string[] =>
  readdirSync(at(name), { recursive: true, encoding: "utf8" }).filter((path) => path.includes("."));

const bytes = (name: string): { readonly [path: string]: string } =>
  Object.fromEntries(
    filesIn(name)
      .filter((file) => file !== "manifest.json")
      .sort()
      .map((file) => [file, read(name, file)]),
  );

beforeEach(() => {
  folder = folderWith({ "toy.yaml": toy });
});

describe("the report of a sweep", () => {
  it("is one page, which names the command that makes the same results, unless nobody wants one", async () => {
    expect(await sweep(toyModel, "out")).toBe(exitCodes.ok);
    expect(written.out).toContain(`report       ${at("out", "report.html")}\n`);
    for (const text of ["toy.seconds", "peers (5, 7)", "npx orrery sweep scenario.resolved.yaml<"])
      expect(read("out", "report.html")).toContain(text);
    expect((JSON.parse(read("out", "summary.json")) as { files: string[] }).files).toContain("report.html");
    expect(await sweep(toyModel, "none", "--no-report")).toBe(exitCodes.ok);
    expect(readdirSync(at("none"))).not.toContain("report.html");
  });

  it("costs no table when it cannot be made", async () => {
    const broken: typeof toyModel = {
      ...toyModel,
      backgroundOf: () => ({ timeline: [7 as unknown as string], assumptions: [], notModelled: [] }),
    };
    expect(await sweep(broken, "out")).toBe(exitCodes.unforeseen);
    expect(written.err).toContain("orrery could not draw report: TypeError");
    expect(filesIn("out").toSorted()).toEqual([
      "cells.csv",
      "manifest.json",
      "plots/response.png",
      "plots/response.svg",
      "plots/response.vl.json",
      "scenario.resolved.yaml",
      "summary.json",
      "sweep.csv",
    ]);
    expect(JSON.parse(read("out", "summary.json"))).toMatchObject({
      missingPictures: [{ name: "report", missing: "failed" }],
    });
  });
});

/** A cell at whose beginning somebody interrupts, and which is far from its end then. */
const interruptedCell: typeof toyModel.createSimulation = (scenario, identity) => {
  process.emit("SIGINT");
  return toyModel.createSimulation({ ...scenario, slow: true }, identity);
};

describe("orrery sweep", () => {
  it("writes one row a point and metric, with mean, deviation and interval", async () => {
    expect(await sweep(toyModel, "out")).toBe(exitCodes.ok);
    const [head, ...rows] = read("out", "sweep.csv").trimEnd().split("\n");
    expect(head).toBe(
      "point,peers,horizon_h,metric,unit,replications,n,mean_value,deviation,lower95,upper95,method,median_value,p05,p95",
    );
    // Replication k of the toy ends with 3600 + k seconds: mean 3601, deviation 1.
    const half = tFactor(3) / Math.sqrt(3);
    expect(rows.slice(0, 4)).toEqual([
      `0,5,1,toy.seconds,s,3,3,3601,1,${3601 - half},${3601 + half},t,3601,3600.1,3601.9`,
      "0,5,1,toy.units,units,3,3,1,1,-2,4,t,1,0,1",
      "0,5,1,toy.seed,,3,3,1,,,,,,,",
      "0,5,1,toy.peers,peers,3,3,5,0,5,5,equal,5,5,5",
    ]);
    expect(rows).toHaveLength(4 * 4);
    expect(rows[15]).toBe("3,7,2,toy.peers,peers,3,3,7,0,7,7,equal,7,7,7");
  });

  it("writes every cell, the scenario, a summary and a manifest beside it", async () => {
    await sweep(toyModel, "out", "--json");
    expect(read("out", "cells.csv").split("\n").slice(0, 3)).toEqual([
      "point,replication,fingerprint,toy_seconds,toy_units,toy_seed,toy_peers",
      "0,0,10/toy,3600,0,1,5",
      "0,1,11/toy,3601,1,1,5",
    ]);
    expect(printed()).toMatchObject({
      scenario: "toy",
      points: 4,
      replications: 3,
      cells: 12,
      computed: 12,
      interrupted: false,
      parameters: ["peers", "horizon"],
      metrics: { "toy.seconds": { unit: "s" } },
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}\/toy\+12 cells$/) as string,
      files: filesIn("out").sort(
        (a, b) => (printed()["files"] as string[]).indexOf(a) - (printed()["files"] as string[]).indexOf(b),
      ),
    });
  });

  it("gives the same bytes on any number of workers", async () => {
    await sweep(toyModel, "alone");
    for (const workers of ["2", "3"]) {
      await sweep(pooledToyModel, workers, "--workers", workers, "--store", at(`cells${workers}`), "--json");
      expect(printed()).toMatchObject({ computed: 12 });
      expect(bytes(workers)).toEqual(bytes("alone"));
    }
  });

  it("is written as a scenario that sweeps and runs again", async () => {
    await sweep(toyModel, "out", "--set", "sweep.peers=[5, 6, 7]", "--seed", "a phrase: 1");
    const options = [
      at("out", "scenario.resolved.yaml"),
      "--store",
      at("cells"),
      "--out",
      at("again"),
      "--json",
      "--quiet",
    ];
    const args = await parseArguments("sweep", sweepCommand, options);
    if (args !== undefined) await sweepFile(toyModel, args);
    expect(printed()).toMatchObject({ computed: 0, stored: 18 });
    expect(bytes("again")).toEqual(bytes("out"));
  });

  it("computes nothing twice: more points and replications cost only themselves", async () => {
    await sweep(toyModel, "first");
    await sweep(toyModel, "more", "--json", "--replications", "5");
    expect(printed()).toMatchObject({ cells: 20, stored: 12, computed: 8 });
    await sweep(toyModel, "wider", "--json", "--set", "sweep.peers=[4, 5, 6, 7]");
    expect(printed()).toMatchObject({ cells: 24, stored: 12, computed: 12 });
    await sweep(toyModel, "seed", "--json", "--seed", "2");
    expect(printed()).toMatchObject({ stored: 0, computed: 12 });
    // Names change nothing in a cell.
    await sweep(toyModel, "named", "--json", "--set", "name=other", "--set", "about=another name");
    expect(printed()).toMatchObject({ stored: 12, computed: 0 });
  });

  it("computes a damaged cell again", async () => {
    await sweep(toyModel, "first");
    const [path] = readdirSync(at("cells"), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".cell"),
    );
    writeFileSync(at("cells", path), read("cells", path).replace("toy.units", "toy.unitz"));
    await sweep(toyModel, "second", "--json");
    expect(printed()).toMatchObject({ stored: 11, computed: 1 });
    expect(bytes("second")).toEqual(bytes("first"));
  });

  it("keeps finished cells when interrupted, up to the first gap of each point, and goes on with --force", async () => {
    await sweep(toyModel, "whole", "--store", at("other"));
    let begun = 0;
    const interrupted: typeof toyModel = {
      ...toyModel,
      createSimulation: (scenario, identity) => {
        return ++begun === 6 ? interruptedCell(scenario, identity) : toyModel.createSimulation(scenario, identity);
      },
    };
    expect(await sweep(interrupted, "out", "--json")).toBe(exitCodes.interrupted);
    // A process that does not end with its command has nobody listening afterwards.
    expect(process.listenerCount("SIGINT")).toBe(0);
    expect(printed()).toMatchObject({ interrupted: true, cells: 12, computed: 5 });
    expect(JSON.parse(read("out", "summary.json"))).toMatchObject({ interrupted: true, cells: 5 });
    expect(read("out", "cells.csv")).toBe(`${read("whole", "cells.csv").split("\n").slice(0, 6).join("\n")}\n`);
    expect(await sweep(toyModel, "out", "--json", "--force")).toBe(exitCodes.ok);
    expect(printed()).toMatchObject({ stored: 5, computed: 7 });
    expect(bytes("out")).toEqual(bytes("whole"));
  });

  it.each([
    ["in this thread", toyModel],
    ["on workers", pooledToyModel],
  ])("ends where a cell dies %s, with a command that runs into it again", async (_, model) => {
    writeFileSync(at("toy.yaml"), toy.replace("  peers: [5, 7]\n", "  fails: [throw]\n"));
    const failed: unknown = await sweep(model, "out", "--workers", "2", "--seed", "7").catch((error: unknown) => error);
    if (!(failed instanceof ReplicationFailure)) throw new Error(`expected a failure, got ${String(failed)}`);
    const options = "--set fails=throw --set 'horizon=1 h' --seed 7 --replication 1";
    expect(failed.replay).toMatch(new RegExp(`^npx orrery run ${at("toy.yaml")} ${options.replace("1 h", "[12] h")}$`));
    expect(existsSync(at("out"))).toBe(false);
    // Split as a shell would.
    const words = [...failed.replay.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain).slice(3);
    const args = await parseArguments("run", runCommand, [...words, "--out", at("run"), "--quiet"]);
    await expect(args === undefined ? undefined : runFiles(toyModel, args)).rejects.toThrow("a toy fell");
  });

  it("ends where a worker dies, and names the cell that it was at", async () => {
    writeFileSync(at("toy.yaml"), toy.replace("  peers: [5, 7]\n", "  peers: [5]\n  fails: [exit]\n  failsIn: [2]\n"));
    const failed: unknown = await sweep(pooledToyModel, "out", "--workers", "2").catch((error: unknown) => error);
    if (!(failed instanceof ReplicationFailure)) throw new Error(`expected a failure, got ${String(failed)}`);
    expect(failed.message).toContain("the worker that ran replication 2 of a design point ended before its time");
    expect(failed.replay).toMatch(/ --set failsIn=2 --set 'horizon=[12] h' --seed 1 --replication 2$/);
    expect(existsSync(at("out"))).toBe(false);
  });

  it("has tables without rows when interrupted before anything is finished", async () => {
    const interrupted: typeof toyModel = { ...toyModel, createSimulation: interruptedCell };
    expect(await sweep(interrupted, "out")).toBe(exitCodes.interrupted);
    expect(read("out", "cells.csv")).toBe("point,replication,fingerprint\n");
    expect(JSON.parse(read("out", "summary.json"))).toMatchObject({ cells: 0, fingerprint: "", metrics: {} });
  });

  it("is marked as interrupted where only its pictures were not drawn: all cells are there", async () => {
    const interrupted: typeof toyModel = {
      ...toyModel,
      backgroundOf: (scenario) => {
        process.emit("SIGINT");
        return toyModel.backgroundOf?.(scenario) ?? { timeline: [], assumptions: [], notModelled: [] };
      },
    };
    expect(await sweep(interrupted, "out")).toBe(exitCodes.interrupted);
    expect(written.out).toContain("Interrupted while pictures were drawn: the tables are whole.");
    expect(JSON.parse(read("out", "summary.json"))).toMatchObject({ interrupted: true, cells: 12 });
    expect(JSON.parse(read("out", "manifest.json"))).toMatchObject({ interrupted: true });
    expect(read("out", "cells.csv").trimEnd().split("\n")).toHaveLength(13);
  });

  it("gives all points the scenario's seed, or each its own, which does not depend on the others", async () => {
    await sweep(toyModel, "common");
    expect(new Set(seeds("common"))).toEqual(new Set(["1"]));
    await sweep(toyModel, "own", "--set", "sweep.randomNumbers=own");
    expect(new Set(seeds("own")).size).toBe(4);
    await sweep(toyModel, "fewer", "--set", "sweep.randomNumbers=own", "--set", "sweep.peers=[7]");
    expect(seeds("fewer")).toEqual(seeds("own").slice(6));
  });

  it("refuses a store that cannot be written before it runs anything, and leaves nothing behind", async () => {
    writeFileSync(at("file"), "");
    symlinkSync("itself", at("itself"));
    for (const store of ["file", "file/cells", "itself"])
      await expect(sweep(toyModel, "out", "--store", at(store))).rejects.toThrow(/cannot keep cells/);
    expect(readdirSync(folder).toSorted()).toEqual(["file", "itself", "toy.yaml"]);
  });

  it("refuses a store in the folder of its own results, which could not be written any more", async () => {
    for (const store of ["out", "out/cells", "in/../out/a/b"]) {
      const refusal = messages.storeInResults(at(store), at("out"));
      await expect(sweep(toyModel, "out", "--store", at(store))).rejects.toThrow(refusal);
    }
    expect(readdirSync(folder)).toEqual(["toy.yaml"]);
    await sweep(toyModel, "out", "--store", at("out-cells"));
    await sweep(toyModel, "out-cells/results", "--store", at("out-cells"));
  });

  it("does not wait for a named pipe in the place of a cell, and computes the cell again", async () => {
    await sweep(toyModel, "first");
    const cell = readdirSync(at("cells"), { recursive: true, encoding: "utf8" }).find((name) => name.endsWith("cell"));
    rmSync(at("cells", cell!));
    execFileSync("mkfifo", [at("cells", cell!)]);
    await sweep(toyModel, "second", "--json");
    expect(printed()).toMatchObject({ stored: 11, computed: 1 });
    expect(bytes("second")).toEqual(bytes("first"));
  });

  it("computes again what stands in the place of a cell and is none", async () => {
    await sweep(toyModel, "first");
    const paths = readdirSync(at("cells"), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith("cell"),
    );
    const [one, two, three] = paths.map((path) => at("cells", path));
    for (const path of [one, two, three]) rmSync(path);
    mkdirSync(one);
    symlinkSync(two, two);
    writeFileSync(three, "null");
    await sweep(toyModel, "second", "--json");
    expect(printed()).toMatchObject({ stored: 9, computed: 3 });
    await sweep(toyModel, "third", "--json");
    expect(printed()).toMatchObject({ stored: 12, computed: 0 });
    expect(bytes("third")).toEqual(bytes("first"));
  });

  it("refuses what cannot be swept before it runs anything", async () => {
    await expect(sweep(toyModel, "out", "--set", "sweep.peers=[5, 0]")).rejects.toThrow(ScenarioErrors);
    await expect(sweep(toyModel, "out", "--set", "sweep.peers=[5, 0]")).rejects.toThrow(
      "design point 2 (peers = 0, horizon = 1 h): nobody would be there; read 0; likewise at 1 more point",
    );
    await expect(sweep(toyModel, "out", "--replications", "30000")).rejects.toThrow(
      `--replications:1:14: replications: ${experimentMessages.tooManyCells({ points: 4, replications: 30_000 }, 100_000)}; read 30000`,
    );
    for (const part of ["0/2", "3/2", "1", "a/b", "1/20000"]) {
      await expect(sweep(toyModel, "out", `--${partFlag}`, part)).rejects.toThrow(
        new UsageError(messages.badPart(part)),
      );
    }
    writeFileSync(at("toy.yaml"), "name: toy\nhorizon: 1 h\n");
    await expect(sweep(toyModel, "out")).rejects.toThrow(
      new UsageError(messages.noSweep(at("toy.yaml"), generalExamples.sweep)),
    );
    expect(readdirSync(folder)).toEqual(["toy.yaml"]);
  });
});

describe("other commands on a scenario with a sweep", () => {
  it("run it without the sweep, and say so", async () => {
    const args = await parseArguments("run", runCommand, [at("toy.yaml"), "--out", at("run")]);
    if (args !== undefined) await runFiles(toyModel, args);
    expect(written.err).toContain(messages.hasSweep(at("toy.yaml"), "toy"));
    expect(read("run", "scenario.resolved.yaml")).not.toContain("sweep");
  });

  it("plan its points, and refuse those that cannot be", async () => {
    await plan();
    expect(written.out).toContain(`toy: ${messages.sweepPlan({ points: 4, replications: 3 })}\n`);
    expect(written.out).toContain(`toy: ${messages.divided({ count: 12, what: "cells", workers: 2 }, "3 min")}\n`);
    await plan("--json");
    expect(printed()).toMatchObject({ sweep: { points: 4, cells: 12, workersUsed: 2 } });
    await expect(plan("--set", "sweep.peers=[0]")).rejects.toThrow("design point 0 (peers = 0, horizon = 1 h)");
  });
});

describe("orrery merge", () => {
  it("joins parts to the bytes of the whole sweep", async () => {
    await sweep(toyModel, "whole");
    const parts = ["1/3", "2/3", "3/3"];
    for (const part of parts)
      await sweep(toyModel, `part${part[0]}`, `--${partFlag}`, part, "--store", at(`cells${part[0]}`));
    expect(await merge(at("part3"), at("part1"), at("part2"), "--out", at("joined"))).toBe(exitCodes.ok);
    expect(bytes("joined")).toEqual(bytes("whole"));
    expect(written.out).toContain(at("joined"));
  });

  it("refuses parts that are missing, doubled, damaged, cut short or of another sweep", async () => {
    await sweep(toyModel, "one", `--${partFlag}`, "1/3");
    await sweep(toyModel, "two", `--${partFlag}`, "2/3");
    await sweep(toyModel, "three", `--${partFlag}`, "3/3");
    await sweep(toyModel, "half", `--${partFlag}`, "1/2");
    await sweep(toyModel, "other", `--${partFlag}`, "2/3", "--seed", "2");
    await sweep(toyModel, "whole");
    const refused = async (names: string[], text: string): Promise<void> => {
      const joined = merge(...names.map((name) => at(name)), "--out", at("joined"));
      await expect(joined).rejects.toThrow(new PartsError(text));
    };
    await refused(["one"], outputMessages.partsMissing([2, 3], 3));
    await refused(["one", "two", "one"], outputMessages.partTwice({ index: 1, count: 3 }, [at("one"), at("one")]));
    await refused(
      ["one", "half"],
      outputMessages.otherDivision({ folder: at("half"), count: 2 }, { folder: at("one"), count: 3 }),
    );
    await refused(["one", "other"], outputMessages.otherSweep(at("other"), at("one")));
    await refused(["one", "whole"], outputMessages.notAPart(at("whole")));

    const lines = read("two", "cells.jsonl");
    writeFileSync(at("two", "cells.jsonl"), lines.slice(0, -5));
    await refused(["one", "two", "three"], outputMessages.partDamaged(at("two"), "cells.jsonl"));
    writeFileSync(at("two", "cells.jsonl"), lines);
    expect(existsSync(at("joined"))).toBe(false);
    await expect(merge("--out", at("joined"))).rejects.toThrow(new UsageError(messages.needsParts()));
    await expect(merge(at("one"))).rejects.toThrow(new UsageError(messages.needsOut()));
  });

  it.each<[string, string, (text: string) => string]>([
    ["a manifest that is null", "manifest.json", () => "null"],
    ["a manifest that is a list", "manifest.json", () => "[]"],
    ["a manifest without files", "manifest.json", () => "{}"],
    ["a manifest with odd files", "manifest.json", () => '{"files":[null,{"path":7}]}'],
    ["a manifest that is no JSON", "manifest.json", () => "rubbish"],
    ["facts that are null", "part.json", () => "null"],
    ["a grid without end", "part.json", (text) => text.replace(/"points": \d+/, '"points": 1e15')],
    ["a part beyond the last", "part.json", (text) => text.replace('"index": 1', '"index": 7')],
    ["another grid than the scenario's", "part.json", (text) => text.replace(/"points": 4/, '"points": 2')],
    ["cells that are none", "cells.jsonl", () => "7\nnull\n"],
    ["cells without metrics", "cells.jsonl", (text) => text.replaceAll("metrics", "metrix")],
    ["another scenario", "scenario.resolved.yaml", (text) => `${text}# ?\n`],
  ])("refuses %s, even under its right hash, and writes nothing", async (_, file, change) => {
    await sweep(toyModel, "one", `--${partFlag}`, "1/1");
    writeFileSync(at("one", file), change(read("one", file)));
    if (file !== "manifest.json") {
      const manifest = JSON.parse(read("one", "manifest.json")) as { files: { path: string; sha256: string }[] };
      const changed = createHash("sha256").update(read("one", file)).digest("hex");
      for (const entry of manifest.files) if (entry.path === file) entry.sha256 = changed;
      writeFileSync(at("one", "manifest.json"), JSON.stringify(manifest));
    }
    await expect(merge(at("one"), "--out", at("joined"))).rejects.toThrow(PartsError);
    expect(existsSync(at("joined"))).toBe(false);
  });

  it("refuses parts whose files cannot be read", async () => {
    await sweep(toyModel, "one", `--${partFlag}`, "1/1");
    rmSync(at("one", "cells.jsonl"));
    symlinkSync("cells.jsonl", at("one", "cells.jsonl"));
    await expect(merge(at("one"), "--out", at("joined"))).rejects.toThrow(/one cannot be read: .*\(ELOOP\)/);
    await expect(merge(at("toy.yaml"), "--out", at("joined"))).rejects.toThrow(PartsError);
  });

  it("names the first cell that an interrupted part lacks", async () => {
    const interrupted: typeof toyModel = {
      ...toyModel,
      createSimulation: (scenario, identity) => {
        const begin = scenario.peers === 7 ? interruptedCell : toyModel.createSimulation;
        return begin(scenario, identity);
      },
    };
    expect(await sweep(interrupted, "one", `--${partFlag}`, "1/1")).toBe(exitCodes.interrupted);
    await expect(merge(at("one"), "--out", at("joined"))).rejects.toThrow(
      new PartsError(outputMessages.cellMissing(at("one"), 2, 0)),
    );
  });
});
