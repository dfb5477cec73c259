/** A sweep that is killed again and again ends with the same bytes as one that nobody disturbed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compile } from "../../../test/compiled.js";
import { folderWith } from "../../../test/scenario-files.js";
import { createStreams } from "../../random/stream.js";

const kills = 20;
/** Calls of the file system before which a process dies: it looks for 1,200 cells first, and makes eight for a new one. */
const maxCalls = 2600;

const scenario = `name: toy
horizon: 1 h
replications: 20
sweep: { peers: { from: 1, to: 60, step: 1 } }
`;

/** A process that has loaded everything and waits. */
async function prepared(program: string, typed: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, ...typed], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

it("ends with the same bytes after twenty kills at drawn calls of the file system", async () => {
  const program = compile(folderWith({}), "test/toy-sweep.ts");
  const folder = folderWith({ "toy.yaml": scenario });
  const options = (name: string): string[] => [
    join(folder, "toy.yaml"),
    "--out",
    join(folder, name, "out"),
    "--store",
    join(folder, name, "cells"),
    "--quiet",
    "--force",
  ];
  const undisturbed = await prepared(program, options("undisturbed"));
  undisturbed.stdin?.write("go\n");
  const moments = createStreams("kill", 0).purpose("moment");
  // The next process loads while this one works.
  let next = prepared(program, options("killed"));
  for (let kill = 0; kill < kills; kill++) {
    const child = await next;
    next = prepared(program, options("killed"));
    const ended = once(child, "exit");
    child.stdin?.write(`${moments.below(0, kill, maxCalls)}\n`);
    expect(await ended).toEqual([null, "SIGKILL"]);
  }
  const cells = readdirSync(join(folder, "killed/cells"), { recursive: true, encoding: "utf8" });
  const kept = cells.filter((name) => name.endsWith(".cell")).length;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(1200);
  const last = await next;
  const ended = once(last, "exit");
  last.stdin?.write("go\n");
  expect((await ended)[0]).toBe(0);
  if (undisturbed.exitCode === null) await once(undisturbed, "exit");

  const files = readdirSync(join(folder, "undisturbed/out"), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.includes(".") && name !== "manifest.json",
  );
  // The summary, two tables, the scenario, the report, and a picture in three forms.
  expect(files.length).toBe(8);
  for (const file of files) {
    const [killed, whole] = ["killed", "undisturbed"].map((name) => readFileSync(join(folder, name, "out", file)));
    expect({ file, isEqual: killed.equals(whole) }).toEqual({ file, isEqual: true });
  }
});
