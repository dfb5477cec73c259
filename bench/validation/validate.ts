/** All windows of a stage, simulated and compared. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rootFolder } from "../root-folder.js";
import { type DailyRow, readDailyTable } from "./daily-table.js";
import { modes, runWindow } from "./run-window.js";
import { type Deviation, deviationsOf } from "./score.js";
import type { Stage } from "./stages.js";
import { segmentsOf } from "./usable-days.js";
import { horizonsDays, reaches, type Window, windowsOf } from "./windows.js";

/** The measured table, and the deviations of all windows, from the root of the repository. */
export const tableFile = "test/measured/mainnet-daily.csv";
export const deviationsFile = "results/baselines/validation.csv";

const measuredTable = () => readDailyTable(readFileSync(join(rootFolder, tableFile), "utf8"));

/** Rows of a stage without those on which the page stood. */
export function measuredDays({ from, until }: Stage): DailyRow[] {
  return segmentsOf(measuredTable())
    .flat()
    .filter(({ date }) => date >= from && date <= until);
}

/** Windows that lie within the stage. */
function windowsOfStage({ from, until, everyDays }: Stage): Window[] {
  const rows = measuredTable();
  return windowsOf(rows, { from, until, everyDays }).filter((window) =>
    horizonsDays.some((days) => reaches(window, days)),
  );
}

/** Deviations of every window of a stage, fed and blind; `tell` gets a line a run. */
export async function deviationsOfStage(stage: Stage, tell: (line: string) => void): Promise<Deviation[]> {
  const file = join(rootFolder, "scenarios/mainnet", stage.file);
  const deviations: Deviation[] = [];
  for (const mode of modes) {
    for (const window of windowsOfStage(stage)) {
      tell(`${stage.name}, ${mode}, from ${window.start.date}\n`);
      const simulated = await runWindow(file, stage, window, mode);
      deviations.push(...deviationsOf({ stage, window, mode }, simulated));
    }
  }
  return deviations;
}
