/** A mean over time of so few looks that no run has a warm-up to leave out: whoever asks for one hears of it before anything runs. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claimMessages } from "../../sim/experiment/expect/claim-messages.js";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import { outcomeOf, scenarios } from "../../test/tiny-scenarios.js";

captureOutput();

const mean = "mean(mean(shard.healthy))";
const event = "P(mean(shard.healthy) > 0) > 50 %";
const why = claimMessages.tooFewLooks(3, 10);
const network = `${scenarios.network}report: { every: 10 min }\n`;

const asked: readonly (readonly [command: string, fields: string, typed: readonly string[], place: string])[] = [
  ["check", `expect: ["${mean} > 0"]\n`, [], "expect[0]"],
  ["check", `expect: ["${event}"]\n`, [], "expect[0]"],
  ["attack", `search: { over: { shards.count: [1, 2] }, maximise: "${mean}" }\n`, [], "search.maximise"],
  [
    "attack",
    `search: { over: { shards.count: [1, 2] }, maximise: "P(mean(shard.healthy) > 0)" }\n`,
    [],
    "search.maximise",
  ],
  [
    "attack",
    `search: { over: { shards.count: [1, 2] }, maximise: shard.splits, cost: "${mean}", until: "${event}" }\n`,
    [],
    "search.until",
  ],
  ["tune", `tune: { over: { shards.count: { from: 1, to: 2 } }, minimise: ["${mean}"] }\n`, [], "tune.minimise[0]"],
  [
    "tune",
    `tune: { over: { shards.count: { from: 1, to: 2 } }, minimise: ["P(mean(shard.healthy) > 0)"] }\n`,
    [],
    "tune.minimise[0]",
  ],
  ["threshold", "", ["--param", "operators[0].count", "--from", "2", "--to", "9", "--until", event], "--until:1:1"],
];

describe("a mean over time of too few looks", () => {
  it.each(asked)("is refused by %s: %s%s", async (command, fields, typed, place) => {
    const folder = folderWith({ "t.yaml": network + fields });
    const refused = String(await outcomeOf(command, [join(folder, "t.yaml"), "--quiet", ...typed]));
    expect(refused).toContain(`${place}: `);
    expect(refused).toContain(why);
  });

  it.each([
    ["attack", ["--budget", "100", "--param", "report.every=1 min, 10 min", "--maximise", mean]],
    ["threshold", ["--param", "horizon", "--from", "20 min", "--to", "3 h", "--precision", "80 min", "--until", event]],
  ])("may be measured where what is varied decides how many there are: %s", async (command, asked) => {
    const folder = folderWith({ "t.yaml": network });
    const typed = [
      join(folder, "t.yaml"),
      "--quiet",
      "--workers",
      "1",
      "--out",
      join(folder, "out"),
      "--store",
      join(folder, "cells"),
    ];
    expect([exitCodes.ok, exitCodes.undecided]).toContain(await outcomeOf(command, [...typed, ...asked]));
  });
});
