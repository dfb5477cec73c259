/** Modules of plug-ins that cannot be loaded: of every command, their author's mistake, and nothing is written. */
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { compile } from "../compiled.js";
import { copyOfRepository } from "./copy.js";

let copy = "";
beforeAll(() => {
  copy = copyOfRepository();
  appendFileSync(join(copy, "models/curves/list.ts"), 'export { broken } from "./broken.js";\n');
  writeFileSync(join(copy, "a.yaml"), "name: a\nhorizon: 1 h\noperators: [{ class: n, count: 6, workers: 2 }]\n");
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function orrery(code: string, typed: readonly string[]) {
  writeFileSync(join(copy, "models/curves/broken.ts"), `// @ts-nocheck\n${code}\n`);
  const before = readdirSync(copy);
  const words = ["--import", "tsx", "models/cli/main.ts", ...typed];
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: copy, encoding: "utf8" });
  const written = readdirSync(copy).filter((name) => !before.includes(name));
  return { status, told: stderr, isOurs: /bug of orrery|^\s+at /m.test(stderr), written };
}

const thrower = 'throw new Error("it is Friday");\nexport const broken = 1;';
const refused = (told: RegExp) => ({
  status: exitCodes.usage,
  told: expect.stringMatching(told) as string,
  isOurs: false,
  written: [],
});

describe("a module of a plug-in that cannot be loaded", () => {
  it.each([
    ["throws", thrower, /broken\.ts:2:7: a module cannot be loaded: Error: it is Friday\nAllowed in/],
    ["throws something", 'throw "Friday";\nexport const broken = 1;', /^a module cannot be loaded: Friday\n/],
    ["rejects", 'await Promise.reject(new Error("no"));\nexport const broken = 1;', /broken\.ts:2:22: .*: Error: no\n/],
    ["is no program", "export const broken = {{;", /broken\.ts:2:23: a module cannot be loaded: Expected identifier/],
    ["imports what is not there", 'import "./nowhere.js";', /broken\.ts: .*: Cannot find module '.*nowhere\.js'\n/],
    ["imports no package", 'import "no-such-package";', /broken\.ts: .*: Cannot find package 'no-such-package'\n/],
    ["does not export it", "export const other = 1;", /list\.ts:\d+: .*does not provide an export named 'broken'\n/],
    ["exports something else", "export const broken = 7;", /^broken is no plug-in: it needs id, about/],
    [
      "waits for ever",
      "await new Promise(() => {});\nexport const broken = 1;",
      /cannot be loaded: it waits \(await\)/,
    ],
  ])("is refused: it %s", (_, code, refusal) => {
    expect(orrery(code, ["plan", "a.yaml"])).toEqual(refused(refusal));
  });

  // All commands load through one door (sim/cli/loaded-code.ts); `run` loads a model, `earn` and `strategies` bring it with them.
  it.each(
    [
      ["run", "a.yaml"],
      ["tune", "a.yaml"],
      ["check", "--twice", "a.yaml"],
      ["compare", "a.yaml"],
      ["earn", "--workers", "1"],
      ["strategies"],
    ].map((typed) => ({ typed, command: typed.join(" ") })),
  )("is refused by $command", ({ typed }) => {
    const told = /broken\.ts:2:7: a module cannot be loaded: Error: it is Friday\n/;
    expect(orrery(thrower, typed)).toEqual(refused(told));
  });
});

describe("a module that can be loaded, but not by a worker", () => {
  let folder = "";
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is refused by whatever runs on several, and runs in this thread", () => {
    folder = mkdtempSync(join(tmpdir(), "orrery-loading-"));
    const program = compile(folder, "models/cli/main.ts", "models/worker.ts");
    const curves = join(folder, "out/models/curves");
    writeFileSync(
      join(curves, "broken.js"),
      'export { constant as broken } from "./constant.js";\nprocess.chdir(".");\n',
    );
    appendFileSync(join(curves, "list.js"), 'import "./broken.js";\n');
    const file =
      "name: a\nhorizon: 1 h\nshards: { count: 2, world: 2 GiB }\noperators: [{ class: n, count: 6, workers: 2 }]\n";
    writeFileSync(join(folder, "a.yaml"), file);
    const run = (...typed: readonly string[]) => {
      const options = { cwd: folder, encoding: "utf8" } as const;
      const { status, stderr } = spawnSync(process.execPath, [program, ...typed, "--quiet"], options);
      return { status, told: stderr };
    };
    // Nothing else is said: one replication by itself runs in the main thread.
    const told =
      /^\S+broken\.js:2:9: a module cannot be loaded by a worker: TypeError.* process\.chdir\(\).*\nAllowed in .*\n$/;
    const refusal = { status: exitCodes.usage, told: expect.stringMatching(told) as string };
    expect(run("run", "a.yaml", "--replications", "2", "--workers", "2", "--out", "two")).toEqual(refusal);
    expect(run("check", "--twice", "a.yaml")).toEqual(refusal);
    expect(readdirSync(folder)).not.toContain("two");
    expect(run("run", "a.yaml", "--out", "one")).toEqual({ status: exitCodes.ok, told: "" });
  });
});
