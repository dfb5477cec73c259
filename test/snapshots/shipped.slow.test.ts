/**
 * Every shipped scenario, run to its end and stored at a random moment on the way, loaded in another process and gone on with:
 * the files of the result are the same bytes, the log of events among them, and so are the specifications of pictures. One cut each, 50 and more
 * in all. That to be stored changes nothing the fingerprints of runs that are not say; one in ten is run so once more, and has its pictures drawn.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStreams } from "../../sim/random/stream.js";
import { readBaselines } from "../baselines/rows.js";
import { shortened } from "../baselines/shipped.js";
import { bundle, compile } from "../compiled.js";
import { differingFiles } from "./differing-files.js";

const secondUs = 1_000_000;
/** The numbers of the cuts; another seed tries others. */
const cuts = createStreams("snapshots of shipped scenarios", 0).purpose("cut");

const folder = mkdtempSync(join(tmpdir(), "orrery-snapshots-"));
afterAll(() => rmSync(folder, { recursive: true }));
let undrawn = "";
beforeAll(() => {
  undrawn = compile(folder, "test/snapshots/undrawn-main.ts", "models/cli/main.ts", "models/worker.ts");
  bundle(folder, "test/snapshots/undrawn-main");
});

const execute = promisify(execFile);
const drawnEvery = 10;

const fingerprintOf = (result: string): string =>
  (JSON.parse(readFileSync(join(result, "summary.json"), "utf8")) as { readonly fingerprint: string }).fingerprint;

const baselines = (await readBaselines()).map((row, k) => ({ ...row, k }));

describe("a shipped scenario that is stored and gone on with in another process", () => {
  it("is one of so many that there are 50 cuts", () => {
    expect(baselines.length).toBeGreaterThanOrEqual(50);
  });

  it.each(baselines)("gives the same bytes in every file: $scenario", async (row) => {
    const { k, scenario, horizon, settings, fingerprint, ingredients } = row;
    const isDrawn = k % drawnEvery === 0;
    const program = isDrawn ? join(folder, "out/models/cli/main.js") : undrawn;
    const run = (...words: string[]): Promise<unknown> =>
      execute(process.execPath, [program, "run", ...words, "--quiet", "--events"]);
    const horizonUs = shortened(row).horizon;
    const time = `${cuts.below(k, 0, Math.floor(horizonUs / secondUs) + 1)} s`;
    const file = new URL(`../../scenarios/${scenario}`, import.meta.url).pathname;
    const typed = [
      file,
      "--horizon",
      horizon,
      ...settings.split(" ").flatMap((text) => (text === "" ? [] : ["--set", text])),
    ];
    const [whole, first, second] = ["whole", "first", "second"].map((name) => join(folder, String(k), name));
    await run(...typed, "--out", first, "--save-at", time);
    expect(fingerprintOf(first)).toBe(`${fingerprint}/${ingredients}`);
    const snapshots = readdirSync(first).filter((name) => name.endsWith(".orrery"));
    expect(snapshots).toHaveLength(1);
    await Promise.all([
      run("--from", join(first, snapshots[0]), "--out", second),
      ...(isDrawn ? [run(...typed, "--out", whole)] : []),
    ]);
    expect(differingFiles(second, first), `gone on from ${time} of ${scenario}`).toEqual([]);
    expect(isDrawn ? differingFiles(whole, first) : [], "stored at times").toEqual([]);
    rmSync(join(folder, String(k)), { recursive: true });
  });
});
