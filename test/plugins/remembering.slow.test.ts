/** A plug-in that remembers by itself is found by `check --twice`, wherever it does so. */
import { spawnSync } from "node:child_process";
import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exitCodes } from "../../sim/cli/terminal/exit-codes.js";
import { copyOfRepository } from "./copy.js";

/** Issues by when it was first asked: in this thread, since it was made, or in no memory. */
const curve = `
import { z } from "zod";
import { defineCurve } from "./curve.js";
let firstOfAll;
export const remembering = defineCurve({
  id: "remembering",
  about: "issues by when it was first asked",
  parameters: { where: z.enum(["module", "create", "nowhere"]).describe("where it remembers") },
  create: ({ where }, { firstFrame }) => {
    let firstOfThis;
    return {
      unitsPerFrame: ({ frame }) => {
        firstOfAll ??= frame;
        firstOfThis ??= frame;
        return BigInt({ module: firstOfAll, create: firstOfThis, nowhere: firstFrame }[where] - firstFrame + 1) * 1_000_000n;
      },
      dependsOnFrame: true,
    };
  },
});
`;
const scenario = `
name: remembering
horizon: 2 h
operators: [{ class: nodes, count: 6, workers: 2 }]
shards: { count: 2, world: 20 GB }
curve: { kind: remembering, where: nowhere }
switches: { epochFrames: 60 }
`;

let copy = "";
beforeAll(() => {
  copy = copyOfRepository();
  writeFileSync(join(copy, "models/curves/remembering.ts"), `// @ts-nocheck${curve}`);
  appendFileSync(join(copy, "models/curves/list.ts"), 'export { remembering } from "./remembering.js";\n');
  writeFileSync(join(copy, "a.yaml"), scenario);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function checked(where: string) {
  const words = ["models/cli/main.ts", "check", "--twice", "a.yaml", "--quiet", "--set", `curve.where=${where}`];
  return spawnSync(process.execPath, ["--import", "tsx", ...words], { cwd: copy, encoding: "utf8" });
}

describe("a plug-in that remembers by itself", () => {
  it.each(["create", "module"])("is found where it does so in a variable of its %s", (where) => {
    const { status, stdout } = checked(where);
    expect(stdout).toMatch(
      /not the same where replication 0 is stored at 60 min and goes on from there.*: a plug-in rem/,
    );
    expect(stdout).toMatch(/\nFirst difference: series\.csv, row \d+, column emission_\w+\n {2}uninterrupted: \d+\n/);
    expect(status).toBe(exitCodes.invariant);
  });

  it("is told from one that does not", () => {
    const { status, stdout } = checked("nowhere");
    expect(stdout).toMatch(/^The same twice\.$[^]*^stored {7}at 60 min, and gone on from there to the same$/m);
    expect(status).toBe(exitCodes.ok);
  });
});
