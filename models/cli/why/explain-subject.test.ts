import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { folderWith } from "../../../test/scenario-files.js";
import { parseArguments } from "../../../sim/cli/arguments.js";
import { runCommand } from "../../../sim/cli/commands/run.js";
import { messages } from "../texts/messages.js";
import { orrery } from "../orrery.js";
import { shownLines } from "./explain-subject.js";
import { whyCommand } from "./why.js";

const scenario = [
  "name: away",
  "rules: v2.1-epoch",
  "horizon: 9 h",
  "operators:",
  "  - { class: often away, count: 8, workers: 3, uptime: 60 %, outage: 10 min }",
  "shards: { count: 4, world: 4 GB }",
].join("\n");

const written = captureOutput();

const why = async (run: string, ...words: readonly string[]): Promise<string> => {
  const before = written.out.length;
  await whyCommand.run((await parseArguments("why", whyCommand, [run, "--prover", "0", ...words]))!, orrery);
  return written.out.slice(before);
};

describe("orrery why --prover", () => {
  it("tells a long life as a story, and lists its events where they are asked for", async () => {
    const file = join(folderWith({ "away.yaml": scenario }), "away.yaml");
    const out = join(dirname(file), "run");
    const words = [file, "--events", "--quiet", "--no-report", "--workers", "1", "--out", out];
    await runCommand.run((await parseArguments("run", runCommand, words))!, orrery);
    const [story, all] = [await why(out), await why(out, "--all")];
    const events = all.split("\n").filter((line) => /^frame +\d+ /.test(line)).length;
    expect(events).toBeGreaterThan(shownLines);
    expect(all).toContain("\nWhat happened\n");
    expect(story).toContain("Offline ");
    expect(story).toContain(messages.longTimeline(String(events)));
    expect(story).toContain("\nHow its allocations stand\n");
    expect(story).not.toMatch(/^frame +\d+ /m);
  });
});
