/** Whatever has happened to the results of a run: who reads them says so in a sentence, and tells no story of the rest. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { parseArguments } from "../../sim/cli/arguments.js";
import { type Command, UsageError } from "../../sim/cli/command.js";
import { runCommand } from "../../sim/cli/commands/run.js";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { UnreadableResult } from "../../sim/files/unreadable-result.js";
import { auditCommand } from "./audit/audit.js";
import { orrery } from "./orrery.js";
import { whyCommand } from "./why/why.js";

const scenario = `
name: small
horizon: 1 h
rules: v2.1-frames
operators: [{ class: nodes, count: 5, workers: 2, uptime: 90 % }]
shards: { count: 2, world: 4 GB }
report: { every: 10 min }
`;

const kept = mkdtempSync(join(tmpdir(), "orrery-damaged-"));
const [whole, run] = [join(kept, "whole"), join(kept, "run")];
afterAll(() => rmSync(kept, { recursive: true }));
beforeAll(async () => {
  writeFileSync(join(kept, "small.yaml"), scenario);
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const words = [join(kept, "small.yaml"), "--events", "--quiet", "--no-report", "--workers", "1", "--out", whole];
  await runCommand.run((await parseArguments("run", runCommand, words))!, orrery);
});

const noise = Uint8Array.from({ length: 3000 }, (_unused, k) => (k * 197 + (k >> 3) * 89) % 256);

/** What becomes of the bytes of a file. */
const damages: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array | "folder" | "gone">> = {
  "random bytes": () => noise,
  "nothing in it": () => new Uint8Array(),
  "no header": (bytes) => bytes.slice(bytes.indexOf(10) + 1),
  "the half of it": (bytes) => bytes.slice(0, bytes.length >> 1),
  "lines missing": (bytes) => bytes.slice(0, bytes.lastIndexOf(10, bytes.length - 2) + 1),
  "a page of zeros": (bytes) => bytes.map((byte, k) => (k >= bytes.length >> 1 ? 0 : byte)),
  "bytes missing amidst": (bytes) => Uint8Array.from([...bytes.slice(0, bytes.length >> 2), ...bytes.slice(bytes.length >> 1)]),
  "bytes that are no UTF-8": (bytes) => bytes.map((byte, k) => (k === bytes.length >> 1 ? 0xff : byte)),
  "a quote amidst": (bytes) => bytes.map((byte, k) => (k === bytes.length >> 1 ? 0x22 : byte)),
  "letters for digits": (bytes) => bytes.map((byte, k) => (k > bytes.indexOf(10) && byte >= 48 && byte < 58 ? 120 : byte)),
  "a folder in its place": () => "folder",
  "no file": () => "gone",
}; // prettier-ignore

const damaged = ["turns.csv", "series.csv", "events.csv", "provers.csv", "shards.csv", "operators.csv", "rings.csv", "manifest.json", "scenario.resolved.yaml"]; // prettier-ignore

interface Reader {
  readonly command: Command;
  readonly words: readonly string[];
  /** The files without which it can say nothing. */
  readonly reads: readonly string[];
  /** Whether what is readable, and says something else, may be found wrong instead of being refused. */
  readonly judges?: boolean;
}

const told = ["events.csv", "provers.csv", "manifest.json"];
const readers: Readonly<Record<string, Reader>> = {
  "why RUN": { command: whyCommand, words: [], reads: ["turns.csv", "series.csv", "manifest.json"] },
  "why --metric": { command: whyCommand, words: ["--metric", "emission.issuedUnits"], reads: ["turns.csv", "series.csv", "events.csv", "manifest.json"] },
  "why --prover": { command: whyCommand, words: ["--prover", "1"], reads: told },
  "why --prover CLASS": { command: whyCommand, words: ["--prover", "nodes"], reads: told },
  "why --operator": { command: whyCommand, words: ["--operator", "0"], reads: told },
  "why --shard": { command: whyCommand, words: ["--shard", "0"], reads: told },
  audit: { command: auditCommand, words: [], reads: ["scenario.resolved.yaml", "events.csv", "provers.csv", "series.csv", "shards.csv", "operators.csv", "rings.csv"], judges: true },
}; // prettier-ignore

function damage(file: string, how: keyof typeof damages): void {
  const path = join(run, file);
  const bytes = damages[how](readFileSync(join(whole, file)));
  rmSync(path, { recursive: true, force: true });
  if (bytes === "folder") mkdirSync(path);
  else if (bytes !== "gone") writeFileSync(path, bytes);
}

describe.each(Object.entries(readers))("orrery %s", (_name, { command, words, reads, judges = false }) => {
  const written = captureOutput();
  const carryOut = async (): Promise<unknown> => {
    const args = await parseArguments(command.usage.split(" ")[0], command, [run, ...words]);
    return command.run(args!, orrery);
  };

  it("reads a run that is whole", async () => {
    cpSync(whole, run, { recursive: true });
    expect(await carryOut()).toBe(exitCodes.ok);
    expect(written.out.length).toBeGreaterThan(100);
  });

  it.each(Object.keys(damages))("refuses each file that it reads with %s", async (how) => {
    for (const file of damaged) {
      damage(file, how);
      const before = written.out.length;
      const result = await carryOut().catch((error: unknown) => error);
      const isRefused = result instanceof UsageError || result instanceof UnreadableResult;
      const saysWhere = isRefused && result.message.includes(run) && written.out.length === before;
      const isJudged = judges && (result === exitCodes.ok || result === exitCodes.different);
      // The log is optional: without it the metric is told as far as it can be.
      const isWithout = how === "no file" && file === "events.csv" && words[0] === "--metric";
      const wanted = !reads.includes(file) || isWithout ? result === exitCodes.ok : saysWhere || isJudged;
      expect(wanted ? "" : `${file}: ${String(result)}`).toBe("");
      rmSync(join(run, file), { recursive: true, force: true });
      cpSync(join(whole, file), join(run, file));
    }
  });
});
