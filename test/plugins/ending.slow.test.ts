/** What ends a process is never a plug-in: of every command, wherever the plug-in is asked, in whichever thread. */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { copyOfRepository } from "./copy.js";

/** Ends its process, or does something else that it may not, where its parameter says. */
const curve = `
import { z } from "zod";
import { defineCurve } from "./curve.js";
const misbehave = {
  exit: () => process.exit(0),
  throw: () => { throw new Error("it is Friday"); },
  later: () => { setTimeout(() => process.exit(0), 0); },
  reject: () => { void Promise.reject(new Error("nobody waits")); },
};
const at = (when, place) => {
  const [where, what] = (process.env.ENDING ?? when).split(" ");
  if (where === place) misbehave[what]();
};
at("never", "load");
export const ending = defineCurve({
  id: "ending",
  about: "ends what it is asked by",
  parameters: { when: z.string().default("never").describe("where and how"), tokens: z.int().default(1).describe("a frame") },
  problems: ({ when }) => (at(when, "problems"), []),
  create: ({ when, tokens }, { firstFrame }) => {
    at(when, "create");
    return {
      unitsPerFrame: ({ frame }) => {
        at(when, "start");
        if (frame > firstFrame) at(when, "run");
        return BigInt(tokens) * 1000000n;
      },
      dependsOnFrame: true,
    };
  },
});
`;

const scenario = `
name: ending
horizon: 1 h
operators: [{ class: nodes, count: 6, workers: 2 }]
shards: { count: 2, world: 20 GB }
curve: { kind: ending, when: never }
switches: { epochFrames: 60 }
sweep: { curve.tokens: [1, 2] }
expect: ["mean(last(supply.total_quil)) > 1e-9"]
tune: { over: { curve.tokens: { from: 1, to: 4 } }, maximise: ["mean(last(supply.total_quil))"], budget: 100 }
`;

let copy = "";
beforeAll(() => {
  copy = copyOfRepository();
  writeFileSync(join(copy, "models/curves/ending.ts"), `// @ts-nocheck${curve}`);
  appendFileSync(join(copy, "models/curves/list.ts"), 'export { ending } from "./ending.js";\n');
  writeFileSync(join(copy, "ending.yaml"), scenario);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function orrery(typed: readonly string[], ending?: string) {
  const env = { ...process.env, ...(ending !== undefined && { ENDING: ending }) };
  const words = ["--import", "tsx", "models/cli/main.ts", ...typed];
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: copy, env, encoding: "utf8" });
  return { status, told: stderr.replaceAll(/^\d+ % .*\n/gm, "") };
}

const commands: readonly (readonly [about: string, typed: readonly string[]])[] = [
  ["run", ["run", "ending.yaml", "--out", "out"]],
  ["run in threads", ["run", "ending.yaml", "--replications", "2", "--workers", "2", "--out", "out"]],
  ["sweep in threads", ["sweep", "ending.yaml", "--workers", "2", "--out", "out", "--store", "cells"]],
  ["check", ["check", "ending.yaml", "--workers", "1", "--store", "cells"]],
  ["check --twice", ["check", "--twice", "ending.yaml"]],
  ["tune", ["tune", "ending.yaml", "--workers", "1", "--out", "out", "--store", "cells"]],
  ["compare", ["compare", "ending.yaml", "--set", "curve.tokens=2", "--replications", "2"]],
  ["earn", ["earn", "--workers", "1", "--scenario", "ending.yaml", "--replications", "1", "--threads", "1"]],
];
const set = (when: string): string[] => ["--quiet", "--set", `curve.when=${when}`];

describe("a plug-in that calls process.exit(0)", () => {
  it.each(commands)("in the middle of a run ends %s as its mistake, by name and place", (_, typed) => {
    const { status, told } = orrery([...typed, ...set("run exit")]);
    expect(told).toMatch(
      /^curve "ending": unitsPerFrame failed: process\.exit\(0\) would end .*ending\.ts:\d+:\d+\)$/m,
    );
    expect(status).toBe(exitCodes.usage);
    expect(existsSync(join(copy, "out"))).toBe(false);
  });

  it("ends a run that goes on as well", () => {
    expect(orrery(["run", "ending.yaml", "--save-at", "30 min", "--out", "stored", "--quiet"])).toMatchObject({
      status: exitCodes.ok,
    });
    const [snapshot] = readdirSync(join(copy, "stored")).filter((name) => name.startsWith("snapshot"));
    const { status, told } = orrery(["run", "--from", join("stored", snapshot), "--quiet"], "run exit");
    expect(told).toMatch(/^curve "ending": unitsPerFrame failed: process\.exit\(0\) would end/);
    expect(status).toBe(exitCodes.usage);
  });

  it.each(["plan", "run", "tune"])("as it is loaded ends %s", (command) => {
    const { status, told } = orrery([command, "ending.yaml"], "load exit");
    expect(told).toMatch(/^process\.exit\(0\) would end orrery .*\n\s+at .*ending\.ts/);
    expect(status).toBe(exitCodes.usage);
  });

  it("by itself, later, ends what was run, and what was not", () => {
    for (const command of ["run", "plan"]) {
      const { status, told } = orrery([command, "ending.yaml", "--set", "curve.when=problems later"]);
      expect(told).toMatch(/^process\.exit\(0\) would end/m);
      expect(status).toBe(exitCodes.usage);
    }
  });
});

describe("a plug-in that cannot be made", () => {
  it.each([
    ["problems exit", "problems failed: process.exit\\(0\\) would end"],
    ["create exit", "create failed: process.exit\\(0\\) would end"],
    ["create throw", "create failed: it is Friday"],
    ["start throw", "unitsPerFrame failed: it is Friday"],
  ])("is refused where it was chosen: %s", (when, told) => {
    const found = orrery(["plan", "ending.yaml", "--set", `curve.when=${when}`]);
    expect(found.told).toMatch(
      new RegExp(`^ending\\.yaml:6:16: curve\\.kind: .*${told}[^]*\\n1 error\\. Nothing was run`),
    );
    expect(found.status).toBe(exitCodes.usage);
  });

  it("leaves a promise behind that fails: told, and nobody calls it done", () => {
    const { status, told } = orrery(["plan", "ending.yaml", "--set", "curve.when=problems reject"]);
    expect(told).toMatch(/^orrery stopped by an unexpected error: Error: nobody waits\n\s+at .*ending\.ts/);
    expect(status).toBe(exitCodes.unforeseen);
  });
});
