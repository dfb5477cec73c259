/** How processes end when they are interrupted, and when nobody reads what they say. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../test/compiled.js";
import { folderWith } from "../../test/scenario-files.js";
import { recoverResult } from "../../sim/output/result-folder.js";
import { messages } from "../../sim/cli/terminal/messages.js";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";

let programs = "";
let toy = "";
let orrery = "";
beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), "orrery-programs-"));
  toy = compile(programs, "test/toy-cli.ts", "models/cli/main.ts");
  orrery = join(programs, "out/models/cli/main.js");
});
afterAll(() => rmSync(programs, { recursive: true }));

const quick = "name: toy\nhorizon: 1 h\n";
const endless = "name: toy\nhorizon: 200 y\nslow: true\n";
const endlessWalk = "name: toy\nhorizon: 200 y\n";
const endlessSweep = `${endless}sweep: { peers: [1, 2] }\n`;

interface Streams {
  readonly stdout?: "pipe" | "ignore" | number;
  readonly stderr?: "pipe" | "ignore" | number;
  readonly stdin?: "pipe" | "ignore";
}

const start = (
  program: string,
  typed: readonly string[],
  { stdin = "ignore", stdout = "pipe", stderr = "pipe" }: Streams = {},
): ChildProcess => spawn(process.execPath, [program, ...typed], { stdio: [stdin, stdout, stderr] });

/** What a stream said from here on. */
async function allOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  if (stream !== null) for await (const chunk of stream) text += String(chunk);
  return text;
}

async function codeOf(child: ChildProcess): Promise<number | string | null> {
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  return code ?? signal;
}

/** Resolves when a process has said something that matches. */
async function said(stream: NodeJS.ReadableStream | null, wanted: RegExp): Promise<void> {
  let text = "";
  while (!wanted.test(text)) {
    if (stream === null) throw new Error("no stream");
    const chunk = stream.read() as Buffer | null;
    if (chunk === null) await once(stream, "readable");
    else text += chunk.toString();
  }
}

const full = (): number => openSync("/dev/full", "w");
const manifestOf = (folder: string): { interrupted: boolean } =>
  JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as { interrupted: boolean };

describe("an interrupted process", () => {
  it.each([
    ["SIGINT", 130, "run", endless],
    ["SIGTERM", 143, "run", endless],
    ["SIGHUP", 129, "run", endless],
    ["SIGTERM", 143, "sweep", endlessSweep],
    ["SIGHUP", 129, "check", endlessWalk],
  ] as const)("writes what there is at a %s and exits %i: orrery %s", async (signal, code, command, text) => {
    const folder = folderWith({ "toy.yaml": text });
    const out = join(folder, "out");
    const where = command === "check" ? ["--twice"] : ["--out", out];
    const child = start(toy, [command, join(folder, "toy.yaml"), ...where, ...stored(command, folder)]);
    const ended = codeOf(child);
    await said(child.stdout, /orrery .* · toy · /);
    child.kill(signal);
    expect(await ended).toBe(code);
    expect(command === "check" || manifestOf(out).interrupted).toBe(true);
  });

  it("takes signals that follow at once for the same wish", async () => {
    const folder = folderWith({ "toy.yaml": endless });
    const child = start(toy, ["run", join(folder, "toy.yaml"), "--out", join(folder, "out")]);
    const ended = codeOf(child);
    await said(child.stdout, /toy/);
    child.kill("SIGINT");
    await said(child.stderr, /Interrupted/);
    for (const signal of ["SIGINT", "SIGTERM", "SIGINT", "SIGHUP"] as const) child.kill(signal);
    expect(await ended).toBe(exitCodes.interrupted);
    expect(manifestOf(join(folder, "out")).interrupted).toBe(true);
  });
});

const stored = (command: string, folder: string): string[] =>
  command === "sweep" ? ["--store", join(folder, "cells")] : [];

describe("a lost reader ends the words, not the work", () => {
  it.each([
    ["standard error is full", [], () => ({ stderr: full() }), exitCodes.ok],
    ["standard output is full", [], () => ({ stdout: full() }), exitCodes.unforeseen],
    ["standard output is full for --json", ["--json"], () => ({ stdout: full() }), exitCodes.unforeseen],
    ["both are full", [], () => ({ stdout: full(), stderr: full() }), exitCodes.unforeseen],
  ] as const)("when %s", async (_, options, streams, code) => {
    const folder = folderWith({ "a.yaml": quick });
    const child = start(toy, ["run", join(folder, "a.yaml"), "--out", join(folder, "out"), ...options], streams());
    child.stderr?.resume();
    expect(await codeOf(child)).toBe(code);
    expect(manifestOf(join(folder, "out")).interrupted).toBe(false);
  });

  it("and says so where a full disk took results from standard output", async () => {
    const child = start(orrery, ["schema"], { stdout: full() });
    const told = allOf(child.stderr);
    expect(await codeOf(child)).toBe(exitCodes.unforeseen);
    expect(await told).toBe("orrery: standard output could not be written (ENOSPC)\n");
  });

  it.each([["stdout"], ["stderr"]] as const)("when %s is closed before the first word", async (stream) => {
    const files = { "a.yaml": quick, "b.yaml": quick.replace("toy", "toy2") };
    const folder = folderWith(files);
    const named = Object.keys(files).map((name) => join(folder, name));
    const child = spawn(process.execPath, [toy, "run", ...named], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    const ended = codeOf(child);
    child[stream].destroy();
    child[stream === "stdout" ? "stderr" : "stdout"].resume();
    expect(await ended).toBe(exitCodes.ok);
    for (const name of ["toy", "toy2"]) expect(existsSync(join(folder, "results", name))).toBe(true);
  });

  it("but ends what is nothing but words, and not as if all had been said", async () => {
    const child = start(orrery, ["calc", "--batch"], { stdin: "pipe" });
    const ended = codeOf(child);
    child.stdin?.on("error", () => undefined);
    child.stdin?.write('{"rule": "ring.size"}\n');
    await said(child.stdout, /out/);
    child.stdout?.destroy();
    // It ends although there is no end of questions.
    const ask = (): void => void child.stdin?.write('{"rule": "ring.size"}\n', (error) => !error && setImmediate(ask));
    ask();
    expect(await ended).toBe(exitCodes.unforeseen);
  });
});

describe("a folder that another process writes", () => {
  it("is refused before anything runs, and taken over when that process is gone", async () => {
    const folder = folderWith({ "endless.yaml": endless, "toy.yaml": quick });
    const out = join(folder, "out");
    const first = start(toy, ["run", join(folder, "endless.yaml"), "--out", out]);
    const ended = codeOf(first);
    await said(first.stdout, /toy/);
    const second = start(toy, ["run", join(folder, "toy.yaml"), "--out", out]);
    const told = allOf(second.stderr);
    expect(await codeOf(second)).toBe(exitCodes.usage);
    expect(await told).toContain(`Process ${first.pid} is writing ${out}.`);
    first.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    const third = start(toy, ["run", join(folder, "toy.yaml"), "--out", out], { stdout: "ignore", stderr: "ignore" });
    expect(await codeOf(third)).toBe(exitCodes.ok);
    expect(readdirSync(folder).toSorted()).toEqual(["endless.yaml", "out", "toy.yaml"]);
  });

  it("is as before, once somebody has looked, when that process was killed", async () => {
    const folder = folderWith({ "endless.yaml": endless });
    const child = start(toy, ["run", join(folder, "endless.yaml"), "--out", join(folder, "out"), "--quiet"]);
    await said(child.stdout, /toy/);
    expect(readdirSync(folder)).toContain(".out.lock");
    child.kill("SIGKILL");
    await codeOf(child);
    recoverResult(join(folder, "out"));
    expect(readdirSync(folder)).toEqual(["endless.yaml"]);
  });
});

/** Presses Ctrl-C until it has ended. */
async function pressUntilEnded(child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGINT");
    await setTimeout(200);
  }
}

const stuck = async (file: string) => {
  const child = start(toy, ["stuck", file]);
  const told = { err: "", out: "" };
  child.stderr?.on("data", (chunk) => (told.err += String(chunk)));
  child.stdout?.on("data", (chunk) => (told.out += String(chunk)));
  while (told.out === "") await once(child.stdout!, "data");
  return { child, told, ended: codeOf(child) };
};

describe("a step that does not end", () => {
  it("is ended by Ctrl-C all the same, and says so at the first", async () => {
    const { child, told, ended } = await stuck(join(programs, "nowhere"));
    await pressUntilEnded(child);
    expect(await ended).toBe("SIGINT");
    expect(told.err).toBe(`\n${messages.interruptedStep()}\n`);
  });

  it("is ended by the second, however soon the first came", async () => {
    const { child, told, ended } = await stuck(join(programs, "nowhere"));
    child.kill("SIGINT");
    while (told.err === "") await once(child.stderr!, "data");
    child.kill("SIGINT");
    expect(await ended).toBe("SIGINT");
    expect(told.err).toBe(`\n${messages.interruptedStep()}\n`);
  });

  it("is ended by one that comes as the first is answered, and says so before", async () => {
    const { child, told, ended } = await stuck(join(programs, "nowhere"));
    child.kill("SIGINT");
    await setTimeout(500);
    // What waits for an answer and who presses again wake in the same moment.
    child.kill("SIGSTOP");
    await setTimeout(1000);
    child.kill("SIGINT");
    child.kill("SIGCONT");
    expect(await ended).toBe("SIGINT");
    expect(told.err).toBe(`\n${messages.interruptedStep()}\n`);
  });

  it("that ends after all has heard it, and what there is is written", async () => {
    const folder = folderWith({});
    const { child, told, ended } = await stuck(join(folder, "go"));
    // Once: a second one gives it a quarter of a second, which a busy machine may not have.
    child.kill("SIGINT");
    while (told.err === "") await once(child.stderr!, "data");
    writeFileSync(join(folder, "go"), "");
    expect(await ended).toBe(exitCodes.interrupted);
    expect(told.out).toBe("stuck\nfree, interrupted\n");
  });
});

describe("a program that is not all there", () => {
  it("says so, also where what tells failures apart is missing", async () => {
    const folder = folderWith({});
    for (const one of ["out", "package.json", "node_modules"])
      cpSync(join(programs, one), join(folder, one), { recursive: true, verbatimSymlinks: true });
    rmSync(join(folder, "out/sim/experiment/snapshot/refusal.js"));
    const child = start(join(folder, "out/models/cli/main.js"), ["nonsense"], { stdout: "ignore" });
    const told = allOf(child.stderr);
    expect(await codeOf(child)).toBe(exitCodes.unforeseen);
    expect(await told).toMatch(/^orrery could not go on: Cannot find module .*refusal\.js/);
  });
});
