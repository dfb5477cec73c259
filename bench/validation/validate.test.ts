/** docs/validation.md says what the stored deviations come to, and those of a small stage are what comes out now. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withTables } from "../marked-tables.js";
import { rootFolder } from "../root-folder.js";
import { deviationsText, readDeviations } from "./deviations-file.js";
import { pageTables } from "./page-tables.js";
import { skillsOf } from "./skill.js";
import { outcomes, stages } from "./stages.js";
import { deviationsFile, deviationsOfStage } from "./validate.js";

const text = readFileSync(join(rootFolder, deviationsFile), "utf8");
const stored = readDeviations(text);
describe("the stored deviations", () => {
  it("are written as they are read, of every stage, fed and blind", () => {
    expect(deviationsText(stored)).toBe(text);
    for (const { name } of stages)
      for (const mode of ["fed", "blind"])
        expect(stored.some((one) => one.stage === name && one.mode === mode)).toBe(true);
  });

  it("are what stand in the tables of the page", async () => {
    const page = readFileSync(join(rootFolder, "docs/validation.md"), "utf8");
    expect(await withTables(page, pageTables(stored), "validate")).toBe(page);
  });

  it("are those of August that come out now; if results changed as meant, npm run validate writes them anew", async () => {
    const [august] = stages.filter(({ name }) => name === "August");
    const now = await deviationsOfStage(august, () => undefined);
    expect(now).toEqual(stored.filter(({ stage }) => stage === "August"));
  });
});

describe("skill", () => {
  const one = { stage: "S", mode: "fed", start: "2026-03-23", horizonDays: 7, outcome: "healthy", days: 5 } as const;

  it("is 1 less the deviation over that of the forecast, of all windows together", () => {
    const [skill] = skillsOf(
      [
        { ...one, simulated: 10, stays: 30, goesOn: 5, byChance: 0 },
        { ...one, start: "2026-03-30", simulated: 20, stays: 30, goesOn: 5, byChance: 0 },
      ],
      "S",
      "fed",
    );
    expect(skill).toMatchObject({
      windows: 2,
      days: 10,
      deviation: 3,
      against: { stays: 0.5, goesOn: -2, byChance: null },
    });
    expect(skill.best).toBeNull();
    expect(outcomes).toContain(skill.outcome);
  });
});
