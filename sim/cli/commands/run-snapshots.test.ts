/** `orrery run --save-at` and `--from`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { folderWith } from "../../../test/scenario-files.js";
import { toyModel } from "../../../test/toy-model.js";
import { walkModel } from "../../../test/walk-model.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { ScenarioErrors } from "../../experiment/ready-scenario.js";
import { messages as why } from "../../experiment/snapshot/messages.js";
import { readSnapshot } from "../../experiment/snapshot/read-snapshot.js";
import { SnapshotRefusal } from "../../experiment/snapshot/refusal.js";
import { writeSnapshot } from "../../experiment/snapshot/write-snapshot.js";
import { codeVersion } from "../../program/code-version.js";
import { parseArguments } from "../arguments.js";
import { UsageError } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { runCommand, runFiles } from "./run.js";

const written = captureOutput();

async function runOf<Scenario extends ScenarioBasics>(model: Model<Scenario>, ...typed: string[]): Promise<number> {
  const args = await parseArguments("run", runCommand, [...typed, "--quiet"]);
  return args === undefined ? 0 : runFiles(model, args);
}
const run = (...typed: string[]): Promise<number> => runOf(toyModel, ...typed);

const toy = "name: toy\nhorizon: 1 h\nreplications: 3\n";

/** A folder with a toy that was stored after 20 minutes, and the path of the snapshot. */
async function storedToy(...typed: string[]): Promise<{ folder: string; snapshot: string }> {
  const folder = folderWith({ "toy.yaml": toy });
  await run(join(folder, "toy.yaml"), "--out", join(folder, "first"), "--save-at", "20 min", ...typed);
  return { folder, snapshot: join(folder, "first", "snapshot-20min.orrery") };
}

/** The files of a result by their names, but for what may differ. */
/** All files but snapshots, and those that say which command wrote them. */
const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !["manifest.json", "report.html"].includes(name) && !name.endsWith(".orrery"))
      .map((name) => [name, readFileSync(join(folder, name), "base64")]),
  );

async function errorsOf(failed: Promise<number>): Promise<string[]> {
  const error: unknown = await failed.catch((thrown: unknown) => thrown);
  if (!(error instanceof ScenarioErrors)) throw new Error(`expected errors of a scenario, got ${String(error)}`);
  return error.errors.map(({ file, line, path, message }) => `${file.split("/").pop()}:${line} ${path}: ${message}`);
}

describe("orrery run --save-at and --from", () => {
  it("writes the same files with and without a snapshot, and when it goes on from one", async () => {
    const model = walkModel("none");
    const folder = folderWith({ "walk.yaml": "name: walk\nhorizon: 9 s\nreplications: 2\n" });
    const [file, whole, first, second] = ["walk.yaml", "whole", "first", "second"].map((name) => join(folder, name));
    await runOf(model, file, "--out", whole);
    await runOf(model, file, "--out", first, "--save-at", "7 s", "--save-at", "2500 ms", "--save-at", "7 s");
    expect(filesOf(first)).toEqual(filesOf(whole));
    expect(readdirSync(first).filter((name) => name.endsWith(".orrery"))).toEqual([
      "snapshot-2.5s.orrery",
      "snapshot-7s.orrery",
    ]);
    written.out = "";
    await runOf(model, "--from", join(first, "snapshot-2.5s.orrery"), "--out", second, "--save-at", "7 s");
    expect(written.out).toMatch(/ · replications 0 to 1 · from 2\.5 s on\n/);
    expect(filesOf(second)).toEqual(filesOf(whole));
    expect(readFileSync(join(second, "snapshot-7s.orrery"))).toEqual(readFileSync(join(first, "snapshot-7s.orrery")));
    const { from } = JSON.parse(readFileSync(join(second, "manifest.json"), "utf8")) as { from: { atUs: number } };
    expect(from.atUs).toBe(2_500_000);
  });

  it("goes on with other values, and with those of a file, where they may be others", async () => {
    const { folder, snapshot } = await storedToy();
    const metricsOf = async (...typed: string[]): Promise<unknown> => {
      written.out = "";
      await run(...typed, "--json", "--force", "--out", join(folder, "second"));
      return (JSON.parse(written.out) as { metrics: { "toy.seconds": { value: number } } }).metrics["toy.seconds"]
        .value;
    };
    expect(await metricsOf("--from", snapshot)).toBe(3601);
    expect(await metricsOf("--from", snapshot, "--horizon", "2 h")).toBe(7201);
    expect(await metricsOf("--from", snapshot, "--horizon", "20 min")).toBe(1201);
    const other = folderWith({ "other.yaml": "name: other\nhorizon: 3 h\nreplications: 3\n" });
    expect(await metricsOf(join(other, "other.yaml"), "--from", snapshot)).toBe(10_801);
    expect(readFileSync(join(folder, "second", "scenario.resolved.yaml"), "utf8")).toContain("name: other");
  });

  it("refuses what cannot be changed any more where it is written, and writes nothing", async () => {
    const { folder, snapshot } = await storedToy();
    const at = "20 min";
    const typed = ["--seed", "9", "--set", "peers=3", "--set", "horizon=10 s", "--replications", "4"];
    expect(await errorsOf(run("--from", snapshot, ...typed, "--out", join(folder, "second")))).toEqual([
      expect.stringContaining(`--seed:1 seed: ${why.cannotChange(at, why.seedIsFixed())}`),
      expect.stringContaining(`--replications:1 replications: ${why.cannotChange(at, why.noMoreReplications(3))}`),
      expect.stringContaining(`--set:1 peers: ${why.cannotChange(at, "a toy is as it is")}`),
    ]);
    const other = folderWith({ "other.yaml": `${toy}peers: 12\n` });
    expect(await errorsOf(run(join(other, "other.yaml"), "--from", snapshot, "--out", join(folder, "second")))).toEqual(
      [expect.stringContaining(`other.yaml:4 peers: ${why.cannotChange(at, "a toy is as it is")}`)],
    );
    expect(readdirSync(folder)).toEqual(["first", "toy.yaml"]);
  });

  it("refuses whatever is no whole snapshot of this code, and writes nothing", async () => {
    const { folder, snapshot } = await storedToy();
    const file = readFileSync(snapshot);
    const bad = join(folder, "bad.orrery");
    const out = join(folder, "second");
    const refuses = async (bytes: Uint8Array, reason: string): Promise<void> => {
      writeFileSync(bad, bytes);
      await expect(run("--from", bad, "--out", out)).rejects.toThrow(new SnapshotRefusal(why.refused(bad, reason)));
    };
    await refuses(file.subarray(0, -5), why.truncated(file.length - 5, file.length));
    await refuses(new TextEncoder().encode(toy), why.foreign());
    await refuses(
      Uint8Array.from(file, (byte, k) => (k === file.length - 100 ? byte ^ 1 : byte)),
      why.damaged(),
    );
    const newer = Uint8Array.from(file);
    newer[8]++;
    await refuses(newer, why.newer(2, 1));
    const code = { version: "0.0.1", codeHash: "f".repeat(64) };
    const foreign = writeSnapshot({ ...readSnapshot(file, snapshot, codeVersion()), code });
    await refuses(foreign, why.otherCode("0.0.1", code.codeHash, codeVersion()));
    await expect(run("--from", join(folder, "none"), "--out", out)).rejects.toThrow(
      new SnapshotRefusal(messages.snapshotUnreadable(join(folder, "none"), "no such file or directory (ENOENT)")),
    );
    expect(existsSync(out)).toBe(false);
  });

  it("goes on with some of the replications, and refuses those that were not stored", async () => {
    const { folder, snapshot } = await storedToy();
    const second = join(folder, "second");
    await run("--from", snapshot, "--replication", "1", "--out", second, "--save-at", "30 min");
    const head = readFileSync(join(second, "series.csv"), "utf8").split("\n");
    expect(head[1]).toMatch(/^1,3600,toy 1,/);
    const one = join(second, "snapshot-0.5h.orrery");
    written.out = "";
    await run("--from", one, "--out", join(folder, "third"));
    expect(written.out).toMatch(/ · replication 1 · from 30 min on\n/);
    await expect(run("--from", one, "--replication", "2")).rejects.toThrow(
      new SnapshotRefusal(why.notInSnapshot(2, [1])),
    );
    await expect(run("--from", one, "--replications", "1")).rejects.toThrow(
      new SnapshotRefusal(why.notInSnapshot(0, [1])),
    );
    await run("--from", snapshot, "--replications", "2", "--out", join(folder, "fourth"));
    expect(
      readFileSync(join(folder, "fourth", "series.csv"), "utf8")
        .trim()
        .split("\n"),
    ).toHaveLength(3);
  });

  it("refuses times that the run does not come to, and words that are none", async () => {
    const { folder, snapshot } = await storedToy();
    const file = join(folder, "toy.yaml");
    await expect(run(file, "--save-at", "2 h")).rejects.toThrow(
      new SnapshotRefusal(why.savedTooLate("2 h", file, "1 h")),
    );
    await expect(run("--from", snapshot, "--save-at", "15 min")).rejects.toThrow(
      new SnapshotRefusal(why.savedTooEarly("900 s", "20 min")),
    );
    await expect(run(file, "--save-at", "soon")).rejects.toThrow(/cannot be stored at 'soon': .*duration/);
    await expect(run(file, file, "--from", snapshot)).rejects.toThrow(new UsageError(messages.oneSnapshot()));
  });

  it("keeps a log that began with the run, and no trace or log that would begin later", async () => {
    const { folder, snapshot } = await storedToy();
    await expect(run("--from", snapshot, "--events")).rejects.toThrow(
      new SnapshotRefusal(why.refused(snapshot, why.otherLog(false))),
    );
    await expect(run("--from", snapshot, "--trace")).rejects.toThrow(new UsageError(messages.noTraceFrom()));
    const logged = await storedToy("--events");
    const asked: (boolean | undefined)[] = [];
    const watched: typeof toyModel = {
      ...toyModel,
      createSimulation: (scenario, identity) => {
        asked.push(identity.events);
        return toyModel.createSimulation(scenario, identity);
      },
    };
    await runOf(watched, "--from", logged.snapshot, "--out", join(folder, "second"));
    expect(asked).toEqual([true, true, true]);
  });

  it("says which snapshots are missing when it is interrupted before", async () => {
    const folder = folderWith({ "toy.yaml": toy });
    const interrupted: typeof toyModel = {
      ...toyModel,
      createSimulation: (scenario, identity) => {
        if (identity.replication === 1) process.emit("SIGINT");
        return toyModel.createSimulation(scenario, identity);
      },
    };
    const typed = [join(folder, "toy.yaml"), "--out", join(folder, "first"), "--save-at", "20 min"];
    expect(await runOf(interrupted, ...typed)).toBe(exitCodes.interrupted);
    expect(written.err).toContain(messages.notStored(["20min"]));
    expect(readdirSync(join(folder, "first")).filter((name) => name.endsWith(".orrery"))).toEqual([]);
  });

  it("tells how to see a failure again that comes after the moment it goes on from", async () => {
    const { snapshot } = await storedToy();
    const failed = run("--from", snapshot, "--set", "breaksAt=3000", "--replication", "0");
    await expect(failed).rejects.toThrow(
      `npx orrery run --from ${snapshot} --set breaksAt=3000 --seed 1 --replication 0`,
    );
  });
});
