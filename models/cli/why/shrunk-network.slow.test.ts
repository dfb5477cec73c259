/** A weakness planted among much else is found again alone. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { folderWith } from "../../../test/scenario-files.js";
import { toyProgram } from "../../../test/toy-model.js";
import { parseArguments } from "../../../sim/cli/arguments.js";
import { checkCommand, checkFiles } from "../../../sim/cli/commands/check.js";
import { exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { quilibrium } from "../../quilibrium.js";
import { whyCommand } from "./why.js";

const written = captureOutput();

/** Votes weigh seniority, and one senior goes dark; all else has nothing to do with it. */
const planted = `name: planted
rules: v2.1-epoch
switches: { ring.size: 8, reconfirm: ahead }
seed: 5
horizon: 2 d
operators:
  - { class: senior, count: 1, workers: 4, seniority: { points: 60000000 } }
  - { class: steady, count: 30, workers: 7, seniority: { points: 2000000 } }
  - { class: home, count: 12, workers: 2, uptime: 99.9 %, outage: 5 min }
  - { class: halls, count: 3, workers: 16 }
shards: { count: 32, world: 20 GB }
start: { heads: { 6: 32 }, joining: 0 }
timeline:
  - { at: 3 h, data: { add: 1 GB } }
  - { at: 6 h, arrivals: { class: home, count: 4, over: 2 h } }
  - { at: 12 h, label: fire, outage: { class: senior, for: 10 h } }
  - { at: 30 h, outage: { class: halls, share: 30 %, for: 20 min } }
expect:
  - { id: no-halt, that: P(coverage.haltedShards > 0) <= 10 % @ 90%, because: a halted shard stops all transactions }
`;

interface Small {
  readonly operators: readonly { readonly class: string; readonly count?: number }[];
  readonly timeline: readonly Record<string, unknown>[];
}

describe("a weakness of the network", () => {
  it("is told with its cause, and shrinks to the senior and those who need it", async () => {
    const folder = folderWith({ "planted.yaml": planted });
    const common = ["--store", join(folder, "store"), "--quiet", "--workers", "1", "--quick"];
    const small = join(folder, "small.yaml");
    const typed = [join(folder, "planted.yaml"), "--expectation", "no-halt", "--shrink", small, "--json", ...common];
    const args = (await parseArguments("why", whyCommand, typed))!;
    await whyCommand.run(args, { ...toyProgram, loadModel: async () => quilibrium });
    const told = JSON.parse(written.out) as {
      turns: { what: string }[];
      events: string[];
      shrunk: { lines: number; linesBefore: number };
    };
    expect(told.turns.map(({ what }) => what)).toEqual(["quorum lost", "evictions", "first halt"]);
    expect(told.events[0]).toContain(" halts because too few provers cover it");
    expect(told.events.at(-1)).toContain("prover 0 goes offline because an entry of the timeline says so");
    const { operators, timeline } = parse(readFileSync(small, "utf8")) as Small;
    expect(operators.map((one) => one.class)).toEqual(["senior", "steady"]);
    expect(operators.reduce((sum, { count = 1 }) => sum + count, 0)).toBeLessThan(10);
    expect(timeline).toMatchObject([{ outage: { class: "senior" } }]);
    expect(told.shrunk.lines).toBeLessThan(0.6 * told.shrunk.linesBefore);
    const check = (await parseArguments("check", checkCommand, [small, ...common]))!;
    expect(await checkFiles(quilibrium, check)).toBe(exitCodes.different);
  });
});
