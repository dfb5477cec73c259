/**
 * Every call of the file system fails in turn, in a run, a run that replaces another, one that goes on from a stored run, a
 * comparison, a sweep and a merge, with every kind of file that they write: what stands under the result's name is the old
 * or the new, whole, and the next start clears the rest. Calls are counted, so that a new one is among them.
 */
import { partFlag } from "../experiment/sweep/part-flag.js";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { Death, type Fault, withFault } from "../../test/failing-files.js";
import { toyModel } from "../../test/toy-model.js";
import { files } from "../files/file-system.js";
import { recoverResult } from "../output/result-folder.js";
import { drawing } from "../view/draw-pictures.js";
import { parseArguments } from "./arguments.js";
import type { Arguments, Command } from "./command.js";
import { compareCommand, compareFiles } from "./commands/compare.js";
import { mergeCommand, mergeParts } from "./commands/merge.js";
import { runCommand, runFiles } from "./commands/run.js";
import { sweepCommand, sweepFile } from "./commands/sweep.js";
import { type ExitCode, exitCodes } from "./terminal/exit-codes.js";
import { reportFailure } from "./terminal/failure.js";

const written = captureOutput();

// A picture takes longer than thousands of files: one that is drawn already stands for them.
const drawnBefore = drawing.pictures;
beforeAll(() => {
  drawing.pictures = async function* () {
    yield { name: "toy", svg: "<svg/>", png: new Uint8Array(3), spec: "{}" };
  };
});
afterAll(() => {
  drawing.pictures = drawnBefore;
});

const scenario = "name: toy\nhorizon: 1 min\nsweep: { peers: [5, 7] }\n";

interface Operation {
  readonly command: Command;
  readonly carryOut: (args: Arguments) => ExitCode | Promise<ExitCode>;
  readonly typed: (folder: string) => readonly string[];
}

const run = (args: Arguments) => runFiles(toyModel, args);
const sweep = (args: Arguments) => sweepFile(toyModel, args);
const merge = (args: Arguments) => mergeParts(toyModel, args);
const compare = (args: Arguments) => compareFiles(toyModel, args);
const swept = (folder: string): string[] => [join(folder, "toy.yaml"), "--store", join(folder, "cells"), "--quiet"];

const operations: { readonly [what: string]: Operation } = {
  "a run": {
    command: runCommand,
    carryOut: run,
    typed: (folder) => [
      join(folder, "toy.yaml"),
      "--out",
      join(folder, "deep/new"),
      "--quiet",
      "--parquet",
      "--save-at",
      "30 s",
      "--save-at",
      "40 s",
    ],
  },
  "a run with --force": {
    command: runCommand,
    carryOut: run,
    typed: (folder) => [join(folder, "toy.yaml"), "--out", join(folder, "old"), "--force", "--quiet", "--seed", "2"],
  },
  "a run that goes on": {
    command: runCommand,
    carryOut: run,
    typed: (folder) => [
      "--from",
      join(folder, "stored/snapshot-30s.orrery"),
      "--save-at",
      "50 s",
      "--out",
      join(folder, "old"),
      "--force",
      "--quiet",
    ],
  },
  "a comparison": {
    command: compareCommand,
    carryOut: compare,
    typed: (folder) => [
      join(folder, "toy.yaml"),
      "--set",
      "peers=7",
      "--replications",
      "2",
      "--parquet",
      "--out",
      join(folder, "old"),
      "--force",
      "--quiet",
    ],
  },
  "a sweep": {
    command: sweepCommand,
    carryOut: sweep,
    typed: (folder) => [...swept(folder), "--out", join(folder, "old"), "--force", "--parquet"],
  },
  "a merge": {
    command: mergeCommand,
    carryOut: merge,
    typed: (folder) => [join(folder, "part1"), join(folder, "part2"), "--out", join(folder, "old"), "--force"],
  },
};

const outOf = (typed: readonly string[]): string => typed[typed.indexOf("--out") + 1];

/** A folder with a scenario, an old result, and the parts of a sweep. */
let template = "";
let scratch = "";
beforeAll(async () => {
  // In memory where there is such a place: thousands of folders are made and removed.
  scratch = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "orrery-faults-"));
  template = join(scratch, "template");
  mkdirSync(template);
  writeFileSync(join(template, "toy.yaml"), scenario);
  const at = (name: string): string => join(template, name);
  await plain(runCommand, run, [at("toy.yaml"), "--out", at("old"), "--quiet"]);
  await plain(runCommand, run, [at("toy.yaml"), "--out", at("stored"), "--save-at", "30 s", "--quiet"]);
  for (const k of [1, 2]) {
    const typed = [...swept(template), "--out", at(`part${k}`), `--${partFlag}`, `${k}/2`];
    await plain(sweepCommand, sweep, typed);
  }
  rmSync(at("cells"), { recursive: true });
});
afterAll(() => rmSync(scratch, { recursive: true }));

async function plain(command: Command, carryOut: Operation["carryOut"], typed: readonly string[]): Promise<ExitCode> {
  const args = await parseArguments("toy", command, typed);
  if (args === undefined) throw new Error("expected arguments");
  return carryOut(args);
}

interface Manifest {
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** What a result holds, beside its manifest, in a word; "none" where there is none, "broken" unless it is whole. */
function resultAt(folder: string): string {
  if (!existsSync(folder)) return "none";
  try {
    const { files } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Manifest;
    const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (path) => path !== "manifest.json" && statSync(join(folder, path)).isFile(),
    );
    const hashed = found.map((path) => `${path} ${sha256(readFileSync(join(folder, path)))}`).toSorted();
    const listed = files.map((file) => `${file.path} ${file.sha256}`).toSorted();
    return hashed.join() === listed.join() ? hashed.join() : "broken";
  } catch {
    return "broken";
  }
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

const hidden = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /(^|\/)\./.test(path));

interface Outcome {
  readonly calls: number;
  readonly folder: string;
  readonly out: string;
  /** Of a process that lived. */
  readonly code: ExitCode | undefined;
  readonly told: string;
}

/** Carries out an operation in a copy of the template, with a fault at one call. */
async function tried({ command, carryOut, typed }: Operation, at: number, fault: Fault): Promise<Outcome> {
  const folder = mkdtempSync(join(scratch, "try-"));
  cpSync(template, folder, { recursive: true });
  const words = typed(folder);
  written.err = "";
  let thrown: unknown;
  let code: ExitCode | undefined;
  const calls = await withFault(at, fault, async () => {
    try {
      code = await plain(command, carryOut, words);
    } catch (error) {
      thrown = error;
    }
  });
  if (thrown !== undefined && !(thrown instanceof Death)) code = await reportFailure(thrown);
  return { calls, folder, out: outOf(words), code: fault.startsWith("dies") ? undefined : code, told: written.err };
}

/** What a process may say when the system refuses a call: it may not have mattered. */
const honestCodes: readonly ExitCode[] = [exitCodes.ok, exitCodes.unforeseen, exitCodes.usage];

/** What is wrong with the outcome of a process that lived; nothing of one that died. */
function complaints({ code, told, out }: Outcome, after: string): string[] {
  if (code === undefined) return [];
  const isNew = resultAt(out) === after;
  return [
    ...(honestCodes.includes(code) ? [] : [`exit ${code}`]),
    ...(/bug of orrery|^ +at /m.test(told) ? [told] : []),
    ...(isNew === (code === exitCodes.ok) ? [] : [`exit ${code}, although the result is ${isNew ? "new" : "not new"}`]),
  ];
}

/** As on a system that cannot exchange two names. */
const noExchange = (): boolean => false;

const systems = { "that exchanges names": files.exchange, "that only renames": noExchange };
const cases = Object.entries(operations).flatMap(([what, operation]) =>
  Object.entries(systems).map(([system, exchange]) => ({ what, operation, system, exchange })),
);

describe.each(cases)("$what, on a system $system", ({ operation, exchange }) => {
  const plainExchange = files.exchange;
  beforeAll(() => {
    files.exchange = exchange;
  });
  afterAll(() => {
    files.exchange = plainExchange;
  });
  const before = (): string => resultAt(outOf(operation.typed(template)));

  /** Every call of the operation in turn with its fault, and all that is wrong afterwards; how often the result stood under no name. */
  async function all(faultAt: (at: number) => Fault, goOn?: (folder: string, whole: string) => Promise<string[]>) {
    const { calls, out: whole } = await tried(operation, Infinity, "EIO");
    const [old, fresh] = [before(), resultAt(whole)];
    expect(new Set([old, fresh, "broken"]).size).toBe(3);
    const wrong: string[] = [];
    let absent = 0;
    for (let at = 0; at < calls; at++) {
      const outcome = await tried(operation, at, faultAt(at));
      const { folder, out } = outcome;
      const say = (what: string): void => void wrong.push(`call ${at}, ${faultAt(at)}: ${what}`);
      if (old !== "none" && !existsSync(out)) absent++;
      else if (![old, fresh].includes(resultAt(out))) say("neither old nor new");
      complaints(outcome, fresh).forEach(say);
      const found = join(scratch, "found");
      if (goOn !== undefined) cpSync(folder, found, { recursive: true });
      recoverResult(out);
      if (![old, fresh].includes(resultAt(out))) say("neither old nor new after the next look");
      // What is left in the store goes when the store is opened.
      hidden(folder)
        .filter((path) => !path.startsWith("cells/"))
        .forEach(say);
      (await goOn?.(found, fresh))?.forEach(say);
      for (const made of [folder, found]) rmSync(made, { recursive: true, force: true });
    }
    return { wrong, absent, isOld: old !== "none" };
  }

  it("leaves the old or the new result, whole, when a call finds no space", async () => {
    const { wrong, absent } = await all(() => "ENOSPC");
    expect([wrong, absent]).toEqual([[], 0]);
  });

  it("leaves the old or the new result, whole, when a call is refused", async () => {
    const { wrong, absent } = await all((at) => (at % 2 === 0 ? "EACCES" : "EIO"));
    expect([wrong, absent]).toEqual([[], 0]);
  });

  // Dead before a call is as dead as after the one before it.
  it("leaves the old or the new result, whole, after a death at any call, and goes on to the same bytes, with nothing hidden", async () => {
    const { command, carryOut, typed } = operation;
    const { wrong, absent, isOld } = await all(
      () => "dies after",
      async (folder, whole) => {
        const words = typed(folder);
        const code = await plain(command, carryOut, [...words, "--force"]);
        const isNew = code === exitCodes.ok && resultAt(outOf(words)) === whole;
        return [...(isNew ? [] : [`goes on with exit ${code} to something else`]), ...hidden(folder)];
      },
    );
    expect(wrong).toEqual([]);
    // Dead between two renames, a process leaves both results under other names until somebody looks.
    expect(absent).toBe(exchange === noExchange && isOld ? 1 : 0);
  });
});
