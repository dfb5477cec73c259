/** Whole runs at frame fidelity, as `orrery run` does them. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Group } from "../group.js";
import { rootFolder } from "../root-folder.js";
import { ladderLines } from "./ladders.js";
import { type Measurement, readMeasurement, summarize } from "./measurement.js";
import { resultsTable } from "./results-table.js";
import { macroRows, type MacroRow } from "./rows.js";

/** Rows take turns: first every row once, then those that are repeated, so that other load falls on all alike. */
export const frameGroup: Group = {
  name: "frame",
  rowNames: macroRows.map(({ name }) => name),
  run: (names, say) => {
    const rows = macroRows.filter(({ name }) => names.includes(name));
    const measured: Measurement[][] = rows.map(() => []);
    const turns = Math.max(...rows.map(({ repetitions }) => repetitions));
    for (let turn = 0; turn < turns; turn++) {
      rows.forEach((row, k) => {
        if (turn >= row.repetitions) return;
        say(`${row.name} (${turn + 1} of ${row.repetitions})`);
        measured[k].push(measure(row));
      });
    }
    const results = summarize(rows, measured);
    return { text: [resultsTable(results), ...ladderLines(rows, results)].join("\n"), results };
  },
};

function measure({ name, scenario, horizon, workers, set = [] }: MacroRow): Measurement {
  const child = fileURLToPath(new URL("./measure-run.js", import.meta.url));
  const horizonWords = horizon === undefined ? [] : ["--horizon", horizon];
  const workerWords = workers === undefined ? [] : ["--workers", String(workers)];
  const words = [
    child,
    join(rootFolder, scenario),
    ...horizonWords,
    ...workerWords,
    ...set.flatMap((field) => ["--set", field]),
  ];
  const { status, stdout } = spawnSync(process.execPath, words, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${name}: the run ended with exit code ${status}`);
  return readMeasurement(stdout);
}
