/** docs/attacks.md says what the stored figures come to, and those are what comes out now. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { turningPoints } from "../../sim/stats/turning-points.js";
import { withTables } from "../marked-tables.js";
import { rootFolder } from "../root-folder.js";
import { figuresFile, figuresText, readFigures } from "./figures-file.js";
import { curveOf, junkPicture, sinksOf } from "./junk.js";
import { machinePicture } from "./machines.js";
import { attackTables, pageFile } from "./page.js";
import { amountText, sizeText } from "./texts.js";

const text = readFileSync(join(rootFolder, figuresFile), "utf8");
const stored = readFigures(text);

const meanOf = (rules: string, form: string): number => {
  const of = stored.machines.filter((one) => one.rules === rules && one.form === form);
  return of.reduce((sum, one) => sum + one.quilPerMachineDay, 0) / of.length;
};

describe("the figures behind docs/attacks.md", () => {
  it("are written as they are read, and stand in the tables of the page", async () => {
    expect(figuresText(stored)).toBe(text);
    const page = readFileSync(join(rootFolder, pageFile), "utf8");
    expect(await withTables(page, attackTables(stored), "attacks")).toBe(page);
  });

  it("have junk turn into a loss once, at a world of 1.5 to 1.6 TB under each fee sink", () => {
    expect(sinksOf(stored.junk)).toEqual(["burn", "ringParticipants", "participants"]);
    for (const sink of sinksOf(stored.junk)) {
      const turns = turningPoints(curveOf(stored.junk, sink));
      expect(turns.map(({ isFall }) => isFall)).toEqual([true]);
      expect(turns[0].x).toBeGreaterThan(1450);
      expect(turns[0].x).toBeLessThan(1650);
    }
  });

  it("have consolidated machines earn more than split ones before July 2026, and no less since", () => {
    for (const rules of ["v2.0.6", "v2.1-epoch"])
      expect(meanOf(rules, "split")).toBeLessThan(0.6 * meanOf(rules, "consolidated"));
    expect(meanOf("v2.1-simplex", "split")).toBeGreaterThan(0.95 * meanOf("v2.1-simplex", "consolidated"));
  });

  it("are drawn, each under the name that the page shows", () => {
    const page = readFileSync(join(rootFolder, pageFile), "utf8");
    for (const { name } of [junkPicture(stored.junk), machinePicture(stored.machines)])
      expect(page).toContain(`(${name}.png)`);
  });
});

describe("amounts and sizes", () => {
  it("have three digits that count", () => {
    expect([8766.4, -1234567, 36.55, 0.0804, -0.0001, 0].map(amountText)).toEqual([
      "8,766", "−1,234,567", "36.5", "0.080", "0.000", "0",
    ]); // prettier-ignore
    expect([12.88, 999.6, 1559.1].map(sizeText)).toEqual(["12.9 GB", "1000 GB", "1.56 TB"]);
  });
});
