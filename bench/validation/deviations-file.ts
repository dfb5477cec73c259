/** The deviations of all windows as a CSV file, from which the tables of the page are made. */
import { headerOf } from "../../sim/table/column-name.js";
import { modes } from "./run-window.js";
import type { Deviation } from "./score.js";
import { outcomes } from "./stages.js";

const columns = [
  "stage", "mode", "start", "horizonDays", "outcome", "days", "simulated", "stays", "goesOn", "byChance",
] as const satisfies readonly (keyof Deviation)[]; // prettier-ignore

/** `mode` is a method of a pandas table. */
const header = headerOf(columns.map((name) => (name === "mode" ? "run_mode" : name))).join(",");

export const deviationsText = (deviations: readonly Deviation[]): string =>
  [header, ...deviations.map((one) => columns.map((name) => one[name]).join(","))].join("\n") + "\n";

/** The reverse. Throws `RangeError` for a file that was not written by `deviationsText`. */
export function readDeviations(text: string): Deviation[] {
  const [head, ...lines] = text.trimEnd().split("\n");
  if (head !== header) throw new RangeError(`read the columns ${head}; they are ${header}`);
  return lines.map((line) => {
    const [stage, mode, start, horizonDays, outcome, ...figures] = line.split(",");
    const [days, simulated, stays, goesOn, byChance] = figures.map(Number);
    const known = { mode: modes.find((one) => one === mode), outcome: outcomes.find((one) => one === outcome) };
    if (known.mode === undefined || known.outcome === undefined || figures.some((cell) => Number.isNaN(Number(cell))))
      throw new RangeError(`not a row of deviations: ${line}`);
    const window = { stage, mode: known.mode, start, horizonDays: Number(horizonDays), outcome: known.outcome };
    return { ...window, days, simulated, stays, goesOn, byChance };
  });
}
