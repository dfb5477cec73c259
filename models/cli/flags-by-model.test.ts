/** Every flag of every command, and which models have it: a new flag has to be put down here, and is refused where a model does not have it. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messages as stored } from "../../sim/experiment/messages.js";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import {
  fileOf,
  loadedCommands,
  type ModelName,
  onlyOfSome,
  outcomeOf,
  scenarios,
  typedFlag,
} from "../../test/tiny-scenarios.js";

const written = captureOutput();

const ofScenario = "seed replications fidelity horizon set root";
const ofWork = "out force yes json quiet help";

/** Flags of each command by name, as `--help` has them. */
const flags: Readonly<Record<string, string>> = {
  run: `${ofScenario} ${ofWork} workers save-at from replication events trace trace-window parquet profile allocations no-report`,
  plan: `${ofScenario} workers json help`,
  check: `${ofScenario} twice workers store max-replications quick shard baseline baseline-folder update-baseline because margin junit sarif markdown report github json quiet help`,
  sweep: `${ofScenario} ${ofWork} workers shard store parquet no-report`,
  attack: `${ofScenario} ${ofWork} workers store budget param maximise minimise until cost report`,
  tune: `${ofScenario} ${ofWork} workers store budget`,
  merge: "out force parquet no-report json help",
  metrics: `${ofScenario} json help`,
  compare: `${ofScenario} ${ofWork} workers switch metric precision max-replications equivalent parquet no-report`,
  threshold: `seed fidelity horizon set root ${ofWork} workers store param from to until log points precision max-replications expect-file report`,
  earn: `${ofScenario} workers nodes upload uptime seniority price profile cost scenario threads yes json quiet help`,
  calc: "ruleSet set list batch help",
  strategies: "json help",
  why: `${ofScenario} prover shard operator metric replication all expectation shrink budget force quick store workers quiet json help`,
  watch: "port json help",
  audit: "replication all json help",
  "diff-trace": "json help",
  new: "extends out help",
  schema: "help",
};

const models = Object.keys(scenarios) as ModelName[];

/** What each command that takes scenarios needs beside its file. */
const needs: Readonly<Record<string, readonly string[]>> = {
  run: [],
  plan: [],
  metrics: [],
  check: ["--twice"],
  sweep: [],
  attack: [],
  tune: [],
  compare: ["--set", "name=u"],
  threshold: ["--param", "horizon", "--from", "1 s", "--to", "2 s", "--until", "P(a > 0) > 1 %"],
  why: ["--expectation", "a"],
};

const sorted = (names: readonly string[]): readonly string[] => names.toSorted();

describe("the flags of commands", () => {
  it("are put down here, each", () => {
    expect(
      Object.fromEntries([...loadedCommands].map(([name, { options }]) => [name, sorted(Object.keys(options))])),
    ).toEqual(Object.fromEntries(Object.entries(flags).map(([name, text]) => [name, sorted(text.split(" "))])));
  });

  const lacking = Object.entries(onlyOfSome).flatMap(([flag, { models: having }]) =>
    models.filter((model) => !(having as readonly ModelName[]).includes(model)).map((model) => [flag, model] as const),
  );
  it.each(lacking)("refuse --%s of a scenario of %s, and say that it is that flag", async (flag, model) => {
    const file = fileOf(model);
    for (const [name, more] of Object.entries(needs)) {
      if (!flags[name].split(" ").includes(flag)) continue;
      const refused = await outcomeOf(name, [file, ...more, ...typedFlag(flag)]);
      expect([name, String(refused).slice(0, flag.length + 3)]).toEqual([name, `--${flag}:`]);
    }
    expect(written.out).toBe("");
  });
});

describe("a stored run in place of a scenario", () => {
  it("is refused at its place, with what can be done with it", async () => {
    const file = join(folderWith({ "t.orrery": "orrery\0\u0001" }), "t.orrery");
    for (const [name, more] of Object.entries(needs))
      expect([name, await outcomeOf(name, [file, ...more])]).toEqual([
        name,
        expect.stringContaining(`${file}:1:1: ${stored.storedRun()}`),
      ]);
  });
});
