/** `orrery check` of networks in which what is expected is too rare for replications. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import { parseArguments } from "../../sim/cli/arguments.js";
import { checkCommand, checkFiles } from "../../sim/cli/commands/check.js";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { quilibrium } from "../quilibrium.js";

const written = captureOutput();

/** Eight nodes on one shard, of which half leave within ten days: five have to go for a halt, which is so with 2.2e-6; all of them, with 2e-12, for a loss. */
const text = (expectation: string): string => `name: alone
rules: v2.1-simplex
horizon: 12 h
operators: [{ class: homes, count: 8, workers: 1, leave: half-life 10 d }]
shards: { count: 1, world: 1 GB }
start: { heads: { 8: 1 }, joining: 0 }
switches: { epochFrames: 7200, haltGraceFrames: 60 }
report: { every: 5 min }
expect: [${expectation}]
`;

/** Claims of one test share a store: what another limit asks for was run already. */
function checksOfOneStore(...options: string[]) {
  const store = join(folderWith({}), "store");
  return async (expectation: string) => {
    const file = join(folderWith({ "alone.yaml": text(expectation) }), "alone.yaml");
    const words = [file, "--store", store, "--quiet", "--workers", "1", ...options];
    return checkFiles(quilibrium, (await parseArguments("check", checkCommand, words))!);
  };
}

describe("orrery check of what networks hardly ever do", () => {
  it("passes a halt that is allowed more often than it comes, and fails one that is allowed less often", async () => {
    const check = checksOfOneStore();
    expect(await check("P(coverage.haltedShards > 0) <= 5e-5 @ 90%")).toBe(exitCodes.ok);
    expect(await check("P(coverage.haltedShards > 0) <= 2e-8 @ 90%")).toBe(exitCodes.different);
    expect(written.out).toMatch(/^PASS .*\n.* by splitting: \d+ trees of 100 paths/m);
    expect(written.out).toMatch(/^FAIL .*\n.* by splitting: \d+ trees of 100 paths/m);
  });

  it("passes the loss of data", async () => {
    const check = checksOfOneStore("--set", "operators[0].leave=half-life 2 d");
    expect(await check("P(page.unassigned > 0) <= 1e-4 @ 90%")).toBe(exitCodes.ok);
    expect(written.out).toMatch(/^PASS .*\n.* by splitting: \d+ trees of 100 paths over \d levels \(−/m);
  });

  it("judges by importance sampling where the scenario says how to draw outages", async () => {
    const outages = [
      "operators=[{ class: homes, count: 8, workers: 1, uptime: 99.9999 %, outage: 30 min }]",
      "rare={ tilt: [{ class: homes, often: 5000, long: 2 }] }",
      "switches.haltThreshold=7",
      "horizon=8 h",
    ].flatMap((text) => ["--set", text]);
    const check = checksOfOneStore(...outages);
    // It is 1.5e-5: rare.slow.test.ts.
    expect(await check("P(coverage.haltedShards > 0) <= 3e-5 @ 90%")).toBe(exitCodes.ok);
    expect(await check("P(coverage.haltedShards > 0) <= 5e-6 @ 90%")).toBe(exitCodes.different);
    expect(written.out).toMatch(/^PASS .* by importance sampling: /ms);
    expect(written.out).toMatch(
      /^FAIL .*\n.* by importance sampling: in [\d,]+ of [\d,]+ tilted runs, which say as much as \d+ of one weight/m,
    );
  });
});
