/** `orrery why RUN`: what happened in a run, from its `turns.csv`. */
import { turnLine } from "../../output/turns/turn-lines.js";
import type { Row } from "./read-log.js";

/** What the commands of `turns.csv` call the folder. */
const placeholder = "RUN";

/** The command of a turn for this folder; what only a log tells needs one, and the metric tells some of it without. */
export function commandOf(row: Row, folder: string, hasLog: boolean): string {
  const name = /[\s"'$]/.test(folder) ? JSON.stringify(folder) : folder;
  const written = row["command"].replace(placeholder, () => name);
  if (hasLog || written.endsWith(`--metric ${row["metric"]}`)) return written;
  return `orrery why ${name} --metric ${row["metric"]}`;
}

/** Each turn, and below it the command that shows more. */
export function turnTexts(turns: readonly Row[], folder: string, hasLog: boolean): readonly string[] {
  if (turns.length === 0)
    return ["Nothing stands out in this run: no halt, no lost quorum, no herd, and no metric steps."];
  return turns.flatMap((row) => [turnLine(row), `   ${commandOf(row, folder, hasLog)}`]);
}
