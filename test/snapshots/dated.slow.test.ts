/**
 * A network to which everything happens that a timeline can say: the files of its result are the same bytes from one worker and from two, and stored
 * at random moments and gone on with in another process.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStreams } from "../../sim/random/stream.js";
import { toYaml } from "../../sim/scenario/print.js";
import type { Plain } from "../../sim/scenario/tree.js";
import { compile } from "../compiled.js";
import { datedNetwork } from "../dated-network.js";
import { differingFiles } from "./differing-files.js";

const folder = mkdtempSync(join(tmpdir(), "orrery-dated-"));
afterAll(() => rmSync(folder, { recursive: true }));
let main = "";
const file = join(folder, "dated.yaml");
beforeAll(() => {
  main = compile(folder, "models/cli/main.ts", "models/worker.ts");
  writeFileSync(file, toYaml(datedNetwork as Plain, []));
});

const execute = promisify(execFile);
const run = (...typed: string[]): Promise<unknown> =>
  execute(process.execPath, [main, "run", ...typed, "--quiet", "--events"]);

const cuts = createStreams("snapshots of a dated network", 0).purpose("cut");
const horizonS = 36_000;

describe("a network with a timeline of everything", () => {
  it("gives the same bytes in every file from one worker and from two", async () => {
    const [one, two] = ["1", "2"].map((workers) => ({ workers, out: join(folder, `workers-${workers}`) }));
    for (const { workers, out } of [one, two])
      await run(file, "--replications", "3", "--workers", workers, "--out", out);
    expect(differingFiles(one.out, two.out)).toEqual([]);
  });

  it("gives the same bytes stored at random moments, and gone on with in another process", async () => {
    const times = Array.from({ length: 6 }, (_unused, n) => `${cuts.below(0, n, horizonS + 1)} s`);
    const [whole, first] = ["whole", "first"].map((name) => join(folder, name));
    await run(file, "--out", whole);
    await run(file, "--out", first, ...times.flatMap((time) => ["--save-at", time]));
    expect(differingFiles(whole, first), "stored at times").toEqual([]);
    const snapshots = readdirSync(first).filter((name) => name.endsWith(".orrery"));
    expect(snapshots).toHaveLength(new Set(times).size);
    for (const snapshot of snapshots) {
      const second = join(folder, snapshot);
      await run("--from", join(first, snapshot), "--out", second);
      expect(differingFiles(whole, second), `gone on from ${snapshot}`).toEqual([]);
    }
  });
});
