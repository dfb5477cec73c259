/** What plug-ins print goes to standard error, in every thread: standard output may be data. */
import { spawnSync } from "node:child_process";
import { appendFileSync, closeSync, existsSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { copyOfRepository } from "./copy.js";

/** Speaks in all ways, wherever it is asked. */
const curve = `
import { isMainThread } from "node:worker_threads";
import host, { stdout } from "node:process";
import { defineCurve } from "./curve.js";
const say = (when) => {
  const text = \`said as it \${when} in \${isMainThread ? "this" : "another"} thread\`;
  for (const way of ["log", "info", "debug", "table", "dir", "group"]) console[way](\`console.\${way} \${text}\`);
  for (const stream of [process.stdout, stdout, host.stdout]) stream.write(\`stream \${text}\\n\`);
};
say("is loaded");
export const speaking = defineCurve({
  id: "speaking",
  about: "speaks",
  parameters: {},
  create: () => (say("is made"), { unitsPerFrame: () => (say("is asked"), 1_000_000n), dependsOnFrame: false }),
});
`;
const scenario = `
name: speaking
horizon: 1 h
operators: [{ class: nodes, count: 6, workers: 2 }]
shards: { count: 2, world: 20 GB }
curve: { kind: speaking }
switches: { epochFrames: 60 }
expect: ["mean(last(supply.total_quil)) > 1e-9"]
`;

let copy = "";
beforeAll(() => {
  copy = copyOfRepository();
  writeFileSync(join(copy, "models/curves/speaking.ts"), `// @ts-nocheck${curve}`);
  appendFileSync(join(copy, "models/curves/list.ts"), 'export { speaking } from "./speaking.js";\n');
  writeFileSync(join(copy, "a.yaml"), scenario);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function orrery(typed: readonly string[], error: "pipe" | number = "pipe") {
  const words = ["--import", "tsx", "models/cli/main.ts", ...typed, "--json"];
  return spawnSync(process.execPath, words, {
    cwd: copy,
    stdio: ["ignore", "pipe", error],
    encoding: "utf8",
    maxBuffer: 1e8,
  });
}

describe("what a plug-in prints", () => {
  it.each([
    [["plan", "a.yaml"], "this"],
    [["strategies", "curves"], "this"],
    [["run", "a.yaml", "--out", "one"], "this"],
    [["run", "a.yaml", "--out", "two", "--replications", "2", "--workers", "2"], "another"],
    [["check", "a.yaml", "--workers", "1", "--store", "cells"], "this"],
  ] as const)("is in standard error and not in the data of %s", (typed, thread) => {
    const { status, stdout, stderr } = orrery(typed);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    for (const way of ["console.log", "console.table", "stream"])
      expect(stderr).toContain(`${way} said as it is loaded in ${thread} thread`);
    expect(status).toBe(exitCodes.ok);
  });

  it.skipIf(!existsSync("/dev/full"))("ends nothing where nobody can hear it", () => {
    const full = openSync("/dev/full", "w");
    const { status, stdout } = orrery(["run", "a.yaml", "--out", "three"], full);
    closeSync(full);
    expect(JSON.parse(stdout)).toMatchObject({ scenario: "speaking" });
    expect(status).toBe(exitCodes.ok);
  });
});
