import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { folderWith } from "../../../test/scenario-files.js";
import { parseArguments } from "../../../sim/cli/arguments.js";
import { UsageError } from "../../../sim/cli/command.js";
import { exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { unreadable } from "../../../sim/files/unreadable-result.js";
import { orrery } from "../orrery.js";
import { messages } from "../texts/messages.js";
import { auditCommand } from "./audit.js";
import { runCommand } from "../../../sim/cli/commands/run.js";

const written = captureOutput();

const scenario = `
name: small
horizon: 3 h
rules: v2.1-frames
operators: [{ class: nodes, count: 9, workers: 2, uptime: 90 % }]
shards: { count: 2, world: 4 GB }
replications: 2
`;

const kept = mkdtempSync(join(tmpdir(), "orrery-audited-"));
afterAll(() => rmSync(kept, { recursive: true }));
beforeAll(async () => {
  writeFileSync(join(kept, "small.yaml"), scenario);
  const words = [join(kept, "small.yaml"), "--events", "--quiet", "--out", join(kept, "run")];
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await runCommand.run((await parseArguments("run", runCommand, words))!, orrery);
});

/** A copy of the folder of a run with a log, of two replications. */
function watchedRun(): string {
  const run = join(folderWith({}), "run");
  cpSync(join(kept, "run"), run, { recursive: true });
  return run;
}

async function audit(...words: readonly string[]): Promise<number> {
  const args = await parseArguments("audit", auditCommand, words);
  return auditCommand.run(args!, orrery);
}

/** Writes a file of the run anew. */
function rewrite(run: string, name: string, change: (text: string) => string): void {
  const file = join(run, name);
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

describe("orrery audit", () => {
  it("finds nothing in any replication of a run, and says what it has looked at", async () => {
    const run = watchedRun();
    expect(await audit(run)).toBe(exitCodes.ok);
    expect(written.out.match(/No finding/g)?.length).toBe(2);
    expect(written.out).toMatch(/small · rules v2\.1-frames · seed 1 · replication 1\nWorked out again: \d+ frames/);
  });

  it("names what is written differently, by frame, prover and rule, as text and as JSON", async () => {
    const run = watchedRun();
    rewrite(run, "provers.csv", (text) => text.replace(/,(\d+)\n$/, (_cell, units: string) => `,${BigInt(units) + 1n}\n`));
    expect(await audit(run, "--replication", "0")).toBe(exitCodes.ok);
    written.out = "";
    expect(await audit(run)).toBe(exitCodes.different);
    expect(written.out).toMatch(/1 finding:\nframe 1080 {2}prover 8 {2}expected reward_units \d+, the run wrote \d+ {2}\[provers\.csv\]/);
    written.out = "";
    expect(await audit(run, "--replication", "1", "--json")).toBe(exitCodes.different);
    const { replications } = JSON.parse(written.out) as { replications: { count: number; findings: unknown[] }[] };
    expect(replications[0]).toMatchObject({ replication: 1, count: 1, findings: [{ prover: 8, shard: null }] });
  });

  it("refuses in a sentence what it cannot audit", async () => {
    const run = watchedRun();
    await expect(audit()).rejects.toThrow(UsageError);
    await expect(audit(join(run, "nowhere"))).rejects.toThrow(unreadable.notThere(join(run, "nowhere")));
    await expect(audit(run, "--replication", "2")).rejects.toThrow(messages.noReplication(run, "2"));
    rewrite(run, "events.csv", (text) => text.replace(",appears,,0,2,", ",appears,,0,two,"));
    await expect(audit(run)).rejects.toThrow(/events\.csv is not as a run writes it: value "two" is no number/);
    rewrite(run, "events.csv", () => "frame,what\n1,appears\n");
    await expect(audit(run)).rejects.toThrow(/events\.csv is not as a run writes it: it has no columns/);
    rewrite(run, "scenario.resolved.yaml", (text) => text.replace("horizon:", "horizn:"));
    await expect(audit(run)).rejects.toThrow(/scenario\.resolved\.yaml is not as a run writes it: line \d+/);
    await expect(audit(join(run, "events.csv"))).rejects.toThrow(messages.notAFolder(join(run, "events.csv")));
    rmSync(join(run, "events.csv"));
    await expect(audit(run)).rejects.toThrow(messages.notAuditable(run, "events.csv"));
  });

  it("refuses what stands in the place of a table and is no file", async () => {
    const run = watchedRun();
    for (const table of ["rings.csv", "provers.csv", "events.csv"]) {
      rmSync(join(run, table));
      mkdirSync(join(run, table));
      await expect(audit(run)).rejects.toThrow(unreadable.damaged(join(run, table), "it is no file"));
    }
  });
}); // prettier-ignore
