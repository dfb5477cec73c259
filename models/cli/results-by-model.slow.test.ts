/** What commands make of results and folders of every model, and what flags promise. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import {
  beside,
  fileOf,
  type ModelName,
  onlyOfSome,
  outcomeOf,
  scenarios,
  typedFlag,
} from "../../test/tiny-scenarios.js";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { messages as cliMessages } from "../../sim/cli/terminal/messages.js";
import { messages } from "./texts/messages.js";

const written = captureOutput();

describe("a flag that not all models have", () => {
  const having = Object.entries(onlyOfSome).flatMap(([flag, one]) =>
    one.models.map((model) => [flag, model, one.file] as const),
  );
  it.each(having)("writes what it promises: --%s of a scenario of %s", async (flag, model, name) => {
    const file = fileOf(model);
    const out = join(file, "..", "out");
    const typed = [file, ...typedFlag(flag), "--no-report", "--quiet", "--out", out];
    expect(await outcomeOf("run", typed)).toBe(exitCodes.ok);
    expect(existsSync(join(out, name))).toBe(true);
  });
});

describe("what a model does not have", () => {
  it.each(["gossip", "mixnet", "relay", "dusk"] as const)("is refused by earn, at its place: %s", async (model) => {
    const file = fileOf(model);
    const field = model === "dusk" ? "rules" : "model";
    expect(await outcomeOf("earn", ["--workers", "2", "--scenario", file])).toMatch(
      new RegExp(`^${file}:\\d+:\\d+: ${field}: `),
    );
  });

  it.each(["gossip", "mixnet", "relay"] as const)("is refused by why and audit of a run: %s", async (model) => {
    const out = join(fileOf(model), "..", "out");
    expect(await outcomeOf("run", [join(out, "../t.yaml"), "--no-report", "--quiet", "--out", out])).toBe(exitCodes.ok);
    for (const typed of [["why"], ["why", "--prover", "0"], ["why", "--metric", "x"], ["audit"]] as const)
      expect(await outcomeOf(typed[0], [out, ...typed.slice(1)])).toBe(messages.ofOtherModel(out));
  });
});

const swept = {
  network: "shards.count: [1, 2]",
  gossip: "connections: [2, 3]",
  mixnet: "users.count: [20, 21]",
  relay: "block.body: [1 kB, 2 kB]",
} as const;

describe("a sweep of every model", () => {
  it.each(Object.entries(swept))("is joined from its parts, and no run: %s", async (model, values) => {
    const file = fileOf(model as ModelName);
    const folder = join(file, "..");
    const [whole, joined, first, second] = ["whole", "joined", "1", "2"].map((name) => join(folder, name));
    const typed = [file, "--set", `sweep={ ${values} }`, "--store", join(folder, "cells"), "--no-report", "--quiet"];
    expect(await outcomeOf("sweep", [...typed, "--out", whole])).toBe(exitCodes.ok);
    for (const [k, part] of [first, second].entries())
      expect(await outcomeOf("sweep", [...typed, "--shard", `${k + 1}/2`, "--out", part])).toBe(exitCodes.ok);
    expect(await outcomeOf("merge", [first, second, "--no-report", "--out", joined])).toBe(exitCodes.ok);
    for (const name of ["sweep.csv", "cells.csv"])
      expect(readFileSync(join(joined, name), "utf8")).toBe(readFileSync(join(whole, name), "utf8"));
  });
});

describe("a folder of scenarios of several models", () => {
  const relaying = `${scenarios.relay}expect: ["mean(adoption.at50Ms) < 1000"]\n`;

  it("is checked where those that expect something are of one", async () => {
    const folder = folderWith({
      "a.yaml": scenarios.gossip,
      "b.yaml": relaying,
      "c.yaml": scenarios.network,
      ...beside,
    });
    const typed = [folder, "--store", join(folder, "cells"), "--quick", "--quiet"];
    expect(await outcomeOf("check", typed)).toBe(exitCodes.ok);
    expect(written.out).toContain("PASS");
    expect(await outcomeOf("check", [join(folder, "a.yaml"), join(folder, "c.yaml"), "--twice", "--quiet"])).toBe(
      exitCodes.ok,
    );
  });

  it("is refused in one line where they are not", async () => {
    const gossiping = `${scenarios.gossip}expect: ["mean(messages.published) >= 1"]\n`;
    const folder = folderWith({ "a.yaml": gossiping, "b.yaml": relaying, ...beside });
    const [a, b] = ["a.yaml", "b.yaml"].map((name) => join(folder, name));
    expect(await outcomeOf("check", [folder, "--quiet"])).toBe(cliMessages.severalModels(a, b));
  });
});
