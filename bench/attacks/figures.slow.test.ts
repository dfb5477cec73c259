/** The figures that docs/attacks.md is written from are those that come out now. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rootFolder } from "../root-folder.js";
import { junkFigures, machineFigures } from "./figures.js";
import { figuresFile, readFigures } from "./figures-file.js";

const stored = readFigures(readFileSync(join(rootFolder, figuresFile), "utf8"));

describe("figures of attacks", () => {
  it("of junk are what comes out now; if results changed as meant, npm run attacks writes them anew", async () => {
    const now = await junkFigures({ replications: 2, set: ['sweep.shards.world=["932 GiB", "1852 GiB"]'] });
    expect(now.length).toBe(12);
    for (const one of now) expect(stored.junk).toContainEqual(one);
  });

  it("of machines are what comes out now", async () => {
    const now = await machineFigures({ replications: 1 });
    expect(now.length).toBe(9);
    for (const one of now) expect(stored.machines).toContainEqual(one);
  });
});
