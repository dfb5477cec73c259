/** The program with one place of its code changed, in a folder of its own, as a process. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../docs/repository.js";
import type { Mutation } from "./mutations.js";

const copied = ["sim", "models", "scenarios/security", "package.json", "tsconfig.json"];

/** Outcomes of the mutation's scenario by the ids of its expectations, as `orrery check --quick --json` of the changed code has them. */
export function outcomesOfChanged({ scenario, code, set = [] }: Mutation, folder: string): Record<string, string> {
  if (code === undefined) throw new Error("no code to change");
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, "store"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const file = join(folder, code.file);
  const [before, after, ...more] = readFileSync(file, "utf8").split(code.from);
  if (after === undefined || more.length > 0) throw new Error(`${code.file} has not once: ${code.from}`);
  writeFileSync(file, before + code.to + after);
  const typed = [
    "check",
    join("scenarios/security", `${scenario}.yaml`),
    "--quick",
    "--quiet",
    "--json",
    "--workers",
    "1",
  ];
  const sets = set.flatMap((one) => ["--set", one]);
  const main = ["--import", "tsx", "models/cli/main.ts"];
  const { stdout, stderr } = spawnSync(process.execPath, [...main, ...typed, "--store", "store", ...sets], {
    cwd: folder,
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  const { scenarios } = JSON.parse(stdout) as {
    readonly scenarios: readonly { readonly findings: readonly { id: string; outcome: string }[] }[];
  };
  return Object.fromEntries(scenarios.flatMap(({ findings }) => findings.map(({ id, outcome }) => [id, outcome])));
}
