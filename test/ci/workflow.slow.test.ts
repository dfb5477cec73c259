import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compile } from "../compiled.js";
import { root } from "../docs/repository.js";
import { folderWith } from "../scenario-files.js";
import { type Host, Job, type JobResult, type Step } from "./github-steps.js";

interface Workflow {
  readonly jobs: {
    readonly check: {
      readonly strategy: { readonly matrix: { readonly part: readonly number[] } };
      readonly steps: readonly Step[];
    };
  };
}

const { strategy, steps } = (parse(readFileSync(join(root, "ci/workflow.yml"), "utf8")) as Workflow).jobs.check;

const small = `name: small
horizon: 2 h
operators: [{ class: all, count: 10, workers: 2 }]
shards: { count: 4, world: 1 GB }
expect:
  - { id: fits, that: mean(last world.sizeBytes) < 2 GB }
  - { id: whole, that: P(coverage.haltedShards > 4) <= 40 % @ 80% }
`;
const files = {
  "scenarios/security/small.yaml": small,
  "scenarios/security/other.yaml": "extends: small.yaml\nname: other\nseed: 2\n",
};
const failing =
  "extends: small.yaml\nname: other\nexpect:\n  - { id: tiny, that: mean(last world.sizeBytes) < 1 kB }\n";

let program: string;

function write(path: string, lines: readonly string[]): void {
  writeFileSync(path, ["#!/bin/sh", ...lines, ""].join("\n"));
  chmodSync(path, 0o755);
}

/** A machine that has what `npm ci` would install. */
function hostOf(folder: string): Host {
  const [bin, installed] = ["bin", "installed/.bin"].map((name) => join(folder, name));
  for (const made of [bin, installed]) mkdirSync(made, { recursive: true });
  write(join(installed, "orrery"), [`exec '${process.execPath}' '${program}' "$@"`]);
  // Nothing is fetched here: `npm ci` puts there what was compiled, all else is npm itself.
  write(join(bin, "npm"), [
    `if [ "$1" = ci ]; then ln -sfn '${join(folder, "installed")}' node_modules; exit; fi`,
    `PATH=$(echo "$PATH" | sed 's#^[^:]*:##') exec npm "$@"`,
  ]);
  return { folder, path: bin };
}

/** One job of the matrix, in a folder as a checkout leaves it. */
function job(
  part: number,
  host: Host,
  { sha, changed = {} }: { sha: string; changed?: Record<string, string> },
): JobResult {
  const folder = folderWith({ "package.json": '{ "name": "checked", "private": true }', ...files, ...changed });
  cpSync(join(root, "ci"), join(folder, "ci"), { recursive: true });
  const context = { matrix: { part }, strategy: { "job-total": strategy.matrix.part.length }, github: { sha } };
  return new Job(folder, host).run(steps, context);
}

const casesOf = (host: Host, part: number): readonly string[] => {
  const artifact = join(host.folder, "artifacts", `check-${part}-of-${strategy.matrix.part.length}`);
  expect(readdirSync(artifact).toSorted()).toEqual(["check.html", "check.md", "check.sarif", "check.xml"]);
  return [
    ...readFileSync(join(artifact, "check.xml"), "utf8").matchAll(/<testcase classname="(\w+)" name="(\w+):/g),
  ].map(([, scenario, id]) => `${scenario} ${id}`);
};

describe("the workflow of ci/", () => {
  const folder = mkdtempSync(join(tmpdir(), "orrery-ci-"));
  beforeAll(() => {
    program = compile(folder, "models/cli/main.ts", "models/worker.ts");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("checks all that is expected in the jobs of its matrix, and finds what it computed in the cache", () => {
    const host = hostOf(folderWith({}));
    const { part: parts } = strategy.matrix;
    const results = parts.map((part) => job(part, host, { sha: "a1" }));
    for (const [k, { isOk, output, scanned, summary }] of results.entries()) {
      expect(output).not.toMatch(/::error/);
      expect(isOk).toBe(true);
      expect(scanned).toEqual([{ category: `orrery-${parts[k]}`, files: ["check.sarif"] }]);
      expect(summary).toContain("## orrery check: all hold");
    }
    expect(parts.flatMap((part) => casesOf(host, part)).toSorted()).toEqual(["other fits", "other whole", "small fits", "small whole"]); // prettier-ignore
    const again = parts.map((part) => job(part, host, { sha: "b2" }));
    for (const { output } of again) expect(output).toMatch(/replications [\d,]+, 0 of them computed now/);
  });

  it("fails where something does not hold, with an annotation at its line, and uploads all reports", () => {
    const host = hostOf(folderWith({}));
    const changed = { "scenarios/security/other.yaml": failing };
    const results = strategy.matrix.part.map((part) => job(part, host, { sha: "c3", changed }));
    const failed = results.filter(({ isOk }) => !isOk);
    expect(failed).toHaveLength(1);
    expect(failed[0].output).toMatch(/^::error file=scenarios\/security\/other.yaml,line=4,col=\d+,title=fail tiny::/m);
    expect(failed[0].summary).toContain("1 failed");
    expect(failed[0].scanned).toHaveLength(1);
    expect(strategy.matrix.part.flatMap((part) => casesOf(host, part)).toSorted()).toEqual(["other tiny", "small fits", "small whole"]); // prettier-ignore
  });
});
