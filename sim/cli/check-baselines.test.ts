import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { coinModel } from "../../test/coin-model.js";
import { folderWith } from "../../test/scenario-files.js";
import { partFlag } from "../experiment/sweep/part-flag.js";
import { parseArguments } from "./arguments.js";
import { checkCommand, checkFiles } from "./commands/check.js";
import { baselineMessages as messages } from "./terminal/baseline-messages.js";
import { exitCodes } from "./terminal/exit-codes.js";

const written = captureOutput();

const text = [
  "name: queue",
  "horizon: 2 d",
  "chance: 0.1",
  "expect:",
  "  - { id: long, that: P(queue.length > 10) <= 90 % }",
  "  - { id: wait, that: 'mean(queue.wait) in [0.1 h, 0.9 h]' }",
  "  - { id: late, that: q90(queue.wait) < 2 h }",
  "  - { id: idle, that: always queue.idle < 0.5, severity: note }",
  "",
].join("\n");

/** A folder with the scenario, in which checks can be run one after the other. */
function queue() {
  const folder = folderWith({ "queue.yaml": text });
  const baseline = join(folder, "kept", "queue.json");
  const check = async (...options: readonly string[]): Promise<number> => {
    written.out = "";
    const words = [join(folder, "queue.yaml"), "--store", join(folder, "store"), "--quiet", ...options];
    const ofBaseline = options.some((option) => option.endsWith("baseline")) ? ["--baseline-folder", join(folder, "kept")] : []; // prettier-ignore
    return checkFiles(coinModel, (await parseArguments("check", checkCommand, [...words, ...ofBaseline]))!);
  };
  return { folder, baseline, check, stored: (): unknown => JSON.parse(readFileSync(baseline, "utf8")) };
}

describe("orrery check --update-baseline", () => {
  it("keeps of each expectation its sample, and the fingerprints", async () => {
    const { check, stored } = queue();
    expect(await check("--update-baseline")).toBe(exitCodes.ok);
    expect(stored()).toMatchObject({
      scenario: "queue",
      seed: "1",
      expectations: {
        long: { that: "P(ever queue.length > 10) <= 90 %", unit: "share", sample: { kind: "share" } },
        wait: { unit: "hours", sample: { kind: "mean" } },
        late: { unit: "share", sample: { kind: "share" } },
        idle: { sample: null },
      },
      changes: [],
    });
    expect(Object.keys((stored() as { fingerprints: object }).fingerprints)[0]).toBe("10");
  });

  it("asks for a reason where a fingerprint changes, and keeps it beside the new one", async () => {
    const { check, stored, baseline } = queue();
    await check("--update-baseline");
    const before = readFileSync(baseline, "utf8");
    await check("--update-baseline");
    expect(readFileSync(baseline, "utf8")).toBe(before);
    await expect(check("--update-baseline", "--set", "seed=2")).rejects.toThrow(messages.needsReason(["queue"]));
    expect(readFileSync(baseline, "utf8")).toBe(before);
    await check("--update-baseline", "--set", "seed=2", "--because", "another seed");
    const { changes, fingerprints } = stored() as { changes: { before: string }[]; fingerprints: object };
    expect(changes).toMatchObject([{ because: "another seed" }]);
    expect(Object.values(JSON.parse(before).fingerprints as object)).toContain(changes[0].before);
    expect(Object.values(fingerprints)).toContain((changes[0] as unknown as { after: string }).after);
    // The fingerprints are those that are stored, so nothing changes and the reasons stay.
    await check("--update-baseline", "--set", "seed=2");
    expect(stored()).toMatchObject({ changes });
  });

  it("refuses what does not fit, before anything runs", async () => {
    const { check, baseline, folder } = queue();
    await expect(check("--update-baseline", `--${partFlag}`, "1/2")).rejects.toThrow(messages.noPart());
    await expect(check("--because", "x")).rejects.toThrow(messages.needs("because", "--update-baseline"));
    await expect(check("--update-baseline", "--because", " ")).rejects.toThrow(messages.noReason());
    await expect(check("--margin", "5 %")).rejects.toThrow(messages.needs("margin", "--baseline"));
    await expect(check("--baseline", "--margin", "5 km")).rejects.toThrow(/--margin 5 km: /);
    await expect(check("--baseline", "--margin", "log=5 %")).rejects.toThrow(
      messages.noExpectation("log", ["long", "wait", "late", "idle"]),
    );
    expect(existsSync(baseline)).toBe(false);
    await check("--update-baseline");
    writeFileSync(baseline, "{}");
    await expect(check("--baseline")).rejects.toThrow(messages.noBudget(join(folder, "kept", "queue.json")));
  });
});

describe("orrery check --baseline", () => {
  it("says that nothing has changed, or that nothing is stored", async () => {
    const { check } = queue();
    expect(await check("--baseline")).toBe(exitCodes.ok);
    expect(written.out).toContain(messages.noneStored("queue"));
    await check("--update-baseline");
    expect(await check("--baseline")).toBe(exitCodes.ok);
    expect(written.out).toMatch(/queue: as stored: the fingerprints of \d+ replications are the same\n/);
  });

  it("says that only the trajectory has changed", async () => {
    const { check } = queue();
    await check("--update-baseline");
    expect(await check("--baseline", "--set", "seed=2", "--margin", "60 %")).toBe(exitCodes.ok);
    expect(written.out).toContain("queue: only the trajectory has changed");
    expect(written.out).toMatch(
      /long: the same: was [\d.]+ %, is [\d.]+ %; difference \[−?-?[\d.]+ %, [\d.]+ %\], margin 60 %\n/,
    );
    expect(written.out).toContain('--update-baseline --because "..."');
  });

  it("says that results have moved, and ends with 99", async () => {
    const { check } = queue();
    await check("--update-baseline");
    expect(await check("--baseline", "--set", "chance=0.7", "--margin", "wait=3", "--json")).toBe(exitCodes.different);
    const { verdict, scenarios } = JSON.parse(written.out) as {
      verdict: string;
      scenarios: { baseline: { movement: string; figures: { id: string; movement: string; margin: number }[] } }[];
    };
    const [{ baseline }] = scenarios;
    expect([verdict, baseline.movement]).toEqual(["pass", "moved"]);
    const movements = Object.fromEntries(baseline.figures.map(({ id, movement }) => [id, movement]));
    expect(movements).toMatchObject({ long: "moved", wait: "trajectory", idle: "trajectory" });
    expect(baseline.figures.find(({ id }) => id === "wait")?.margin).toBe(3);
  });

  it("says that it cannot be told, and ends with 98", async () => {
    const { check } = queue();
    await check("--update-baseline");
    expect(await check("--baseline", "--set", "seed=2", "--margin", "0.1 %")).toBe(exitCodes.undecided);
    expect(written.out).toContain("whether results have moved cannot be told");
  });

  it("compares nothing with an expectation that was another one, or none", async () => {
    const { check, folder } = queue();
    await check("--update-baseline");
    writeFileSync(join(folder, "queue.yaml"), text.replace("<= 90 %", "<= 70 %").replace("id: wait", "id: waits"));
    expect(await check("--baseline")).toBe(exitCodes.undecided);
    expect(written.out).toContain("it was P(ever queue.length > 10) <= 90 %");
    expect(written.out).toContain("waits: unknown: was nothing, is");
  });
});
