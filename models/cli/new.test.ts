import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { folderWith } from "../../test/scenario-files.js";
import { parseArguments } from "../../sim/cli/arguments.js";
import { UsageError } from "../../sim/cli/command.js";
import { newCommand } from "../../sim/cli/commands/new.js";
import { ScenarioErrors } from "../../sim/experiment/ready-scenario.js";
import { loadScenario } from "../../sim/scenario/load.js";
import { scenarioSchema } from "../scenario/schema.js";
import { orrery } from "./orrery.js";

captureOutput();

async function create(...typed: readonly string[]): Promise<void> {
  const args = await parseArguments("new", newCommand, typed);
  if (args === undefined) throw new Error("expected arguments");
  await newCommand.run(args, orrery);
}

const load = (file: string) => loadScenario(file, { schema: scenarioSchema });

describe("orrery new", () => {
  it("writes into folders, which it makes, a file that loads and has the schema that its first line names", async () => {
    const folder = folderWith({});
    await create("studies/thin", "--out", folder);
    const file = join(folder, "studies/thin.yaml");
    expect(load(file)).toMatchObject({ ok: true, value: { name: "thin" } });
    const text = readFileSync(file, "utf8");
    const schema = /\$schema=(\S+)/.exec(text)?.[1] ?? "";
    expect(existsSync(join(folder, "studies", schema))).toBe(true);
    expect(text).toContain(`npx orrery plan ${JSON.stringify(file)}`);
  });

  it("never overwrites", async () => {
    const folder = folderWith({ "thin.yaml": "mine" });
    await expect(create("thin", "--out", folder)).rejects.toThrow(UsageError);
    await expect(create("thin.yaml", "--out", folder, "--extends", "orrery:launch")).rejects.toThrow(UsageError);
    expect(readFileSync(join(folder, "thin.yaml"), "utf8")).toBe("mine");
  });

  it("stands on a shipped scenario or on a file of the project, from any folder", async () => {
    const folder = folderWith({ "package.json": "{}" });
    await create("a/october", "--out", folder, "--extends", "orrery:mainnet-2026-10");
    const first = join(folder, "a/october.yaml");
    expect(load(first)).toMatchObject({ ok: true, value: { name: "october" } });
    await create("b/again", "--out", folder, "--extends", first);
    expect(load(join(folder, "b/again.yaml"))).toMatchObject({ ok: true, value: { name: "again" } });
    expect(readFileSync(join(folder, "b/again.yaml"), "utf8")).toContain('extends: "../a/october.yaml"');
  });

  it("writes nothing where the other scenario is not there, is wrong, or out of reach", async () => {
    const folder = folderWith({ "package.json": "{}", "wrong.yaml": "name: wrong\n" });
    const other = folderWith({});
    await create("outside", "--out", other);
    await expect(create("x", "--out", folder, "--extends", "orrery:lanch")).rejects.toThrow(
      "did you mean orrery:launch?",
    );
    await expect(create("x", "--out", folder, "--extends", join(folder, "wrong.yaml"))).rejects.toThrow(ScenarioErrors);
    await expect(create("x", "--out", folder, "--extends", join(other, "outside.yaml"))).rejects.toThrow(UsageError);
    expect(existsSync(join(folder, "x.yaml"))).toBe(false);
    writeFileSync(join(folder, "file"), "");
    await expect(create("file/x", "--out", folder)).rejects.toThrow(UsageError);
  });
});
