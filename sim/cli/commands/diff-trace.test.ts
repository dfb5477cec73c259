import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { folderWith } from "../../../test/scenario-files.js";
import { toyProgram } from "../../../test/toy-model.js";
import { type Flaw, walkModel } from "../../../test/walk-model.js";
import { parseArguments } from "../arguments.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { unreadable, UnreadableResult } from "../../files/unreadable-result.js";
import { messages as outputMessages } from "../../output/messages.js";
import { messages } from "../terminal/messages.js";
import { diffTraceCommand } from "./diff-trace.js";
import { runCommand, runFiles } from "./run.js";

const written = { out: "" };
beforeEach(() => {
  written.out = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((written.out += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

interface Traced {
  readonly flaw?: Flaw;
  readonly options?: readonly string[];
}

/** Two traced walks of twenty seconds in two folders of one. */
async function walks(one: Traced = {}, other: Traced = {}): Promise<{ readonly folder: string; readonly pair: string[] }> {
  const folder = folderWith({ "walk.yaml": "name: walk\nhorizon: 20 s\n" });
  for (const [name, { flaw = "none", options = [] }] of [["a", one], ["b", other]] as const) {
    const words = [join(folder, "walk.yaml"), "--trace", "--quiet", "--out", join(folder, name), ...options];
    const args = await parseArguments("run", runCommand, words);
    await runFiles(walkModel(flaw, () => true), args!);
  }
  written.out = "";
  return { folder, pair: [join(folder, "a"), join(folder, "b")] };
} // prettier-ignore

async function diff(...words: readonly string[]): Promise<number> {
  const args = await parseArguments("diff-trace", diffTraceCommand, words);
  return diffTraceCommand.run(args!, toyProgram);
}

/** Compares two walks that differ, and gives what was printed. */
async function printed(one: Traced, other: Traced): Promise<string> {
  const { pair } = await walks(one, other);
  expect(await diff(...pair)).toBe(exitCodes.different);
  return written.out;
}

describe("orrery run --trace", () => {
  it("writes a row for every event and every draw, the same bytes again", async () => {
    const { pair } = await walks();
    for (const name of ["trace.csv", "draws.csv"]) {
      const [a, b] = pair.map((folder) => readFileSync(join(folder, name), "utf8"));
      expect(a).toBe(b);
      expect(a.split("\n").length).toBe(name === "trace.csv" ? 84 : 86);
    }
    const lines = readFileSync(join(pair[0], "trace.csv"), "utf8").split("\n");
    expect(lines[0]).toBe("replication,event,time_us,handler,target,source,payload,draws,drawn,folded");
    expect(lines[6]).toMatch(/^0,5,2000000,step,0,0,1,1,\d+,\d+$/);
    const draws = readFileSync(join(pair[0], "draws.csv"), "utf8").split("\n");
    expect(draws[0]).toBe("replication,event,purpose,entity,second,counter,value");
    expect(draws[5]).toMatch(/^0,1,step,0,,0,0\.\d+$/);
  });
});

describe("orrery diff-trace", () => {
  it("says that two traces are the same", async () => {
    const { pair } = await walks();
    expect(await diff(...pair)).toBe(exitCodes.ok);
    expect(written.out).toContain(
      "The traces are the same, up to what comes after the last event, 20 s (20000000 µs).",
    );
  });

  it("names the first differing event and the stream of its first differing draw, and calls it a bug", async () => {
    const text = await printed({}, { flaw: "draw counter" });
    expect(text).toContain(`${messages.sameInputs()}\n`);
    expect(text).toContain("First difference: event 27 at 7 s (7000000 µs): step, entity 2, source 2, payload 6\n");
    expect(text).toContain('first trace: stream "step" of entity 2, counter 6\n');
    expect(text).toContain('second trace: stream "step" of entity 2, counter 7\n');
    expect(text).toMatch(/Before it, the same in both:\n.*event 24 .*\n.*event 25 .*\n.*event 26 at 7 s/);
  });

  it("names the draw that only one of them makes", async () => {
    const text = await printed({ flaw: "further draw" }, {});
    expect(text).toContain("draw number 2 is the first that differs:\n");
    expect(text).toContain("  second trace: no further draw\n");
  });

  it("names both events where another one comes next", async () => {
    const text = await printed({}, { flaw: "event time" });
    expect(text).toContain("  first trace: event 31 at 8 s (8000000 µs): step, entity 2, source 2, payload 7\n");
    expect(text).toContain("  second trace: event 31 at 8 s (8000000 µs): step, entity 3, source 3, payload 7\n");
  });

  it.each([
    { seed: ["--seed", "2"], about: messages.differentRuns("seeds") },
    { seed: ["--set", "name=stroll"], about: messages.differentRuns("scenarios") },
    { seed: ["--set", "walkers=5"], about: messages.differentValues() },
  ])("says that runs of $seed may part", async ({ seed, about }) => {
    expect(await printed({}, { flaw: "fold", options: seed })).toContain(`${about}\n`);
  });

  it("says that one is the beginning of the other, and how that goes on", async () => {
    const text = await printed({ options: ["--horizon", "10 s"] }, {});
    expect(text).toContain(
      "The first trace is the beginning of the second trace, which goes on with\n  event 41 at 11 s",
    );
    const { folder, pair } = await walks();
    const lines = readFileSync(join(folder, "a/trace.csv"), "utf8").split("\n");
    writeFileSync(join(folder, "a/trace.csv"), `${lines.slice(0, 50).join("\n")}\n`);
    expect(await diff(...pair)).toBe(exitCodes.different);
    expect(written.out).toContain(
      "The first trace is the beginning of the second trace, which goes on with\n  event 49 ",
    );
  });

  it("finds the replication in which they differ", async () => {
    const options = ["--replications", "2"];
    const { pair } = await walks({ options }, { options });
    expect(await diff(...pair)).toBe(exitCodes.ok);
    const file = join(pair[1], "trace.csv");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^(1,4,1000000,step,3,3),0/m, "$1,9"));
    expect(await diff(...pair)).toBe(exitCodes.different);
    expect(written.out).toContain("In replication 1:\nFirst difference: not the same event comes next.\n");
    expect(written.out).toContain("  second trace: event 4 at 1 s (1000000 µs): step, entity 3, source 3, payload 9\n");
  });

  it("takes trace files as well, and says so where nothing else is known of them", async () => {
    const { folder } = await walks({}, { flaw: "draw counter" });
    mkdirSync(join(folder, "alone"));
    const [a, b] = [join(folder, "alone", "trace.csv"), join(folder, "b", "trace.csv")];
    copyFileSync(join(folder, "a", "trace.csv"), a);
    expect(await diff(a, b)).toBe(exitCodes.different);
    expect(written.out).toContain(messages.unknownInputs());
    expect(written.out).toContain("Its draws differ, but which is not known");
  });

  it("prints one JSON object with --json", async () => {
    const { pair } = await walks({}, { flaw: "draw counter" });
    expect(await diff(...pair, "--json")).toBe(exitCodes.different);
    expect(JSON.parse(written.out)).toMatchObject({
      same: false,
      relation: "different",
      replication: 0,
      difference: { events: [{ number: 27, handler: "step" }, { number: 27 }], draw: { number: 1 } },
      runs: [{ scenario: "walk", seed: "1" }, { scenario: "walk" }],
    });
  });

  it("refuses what is no trace, and says what to do", async () => {
    const { folder, pair } = await walks();
    await expect(diff(pair[0])).rejects.toThrow(messages.needsTwoTraces());
    await expect(diff(pair[0], join(folder, "c"))).rejects.toThrow(unreadable.notThere(join(folder, "c")));
    await expect(diff(pair[0], join(folder, "a", "series.csv"))).rejects.toThrow(UnreadableResult);
    rmSync(join(pair[1], "trace.csv"));
    await expect(diff(...pair)).rejects.toThrow(outputMessages.noTrace(pair[1]));
  });
});
