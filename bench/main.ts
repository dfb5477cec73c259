/**
 * `npm run bench [-- NAME...] [--json FILE]`: measures the rows of `macro/rows.ts`, or those named, and prints a table.
 * Rows take turns: first every row once, then those that are repeated, so that other load falls on all alike.
 */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Measurement, readMeasurement, summarize } from "./macro/measurement.js";
import { resultsTable } from "./macro/results-table.js";
import { macroRows, type MacroRow } from "./macro/rows.js";

const root = rootFolder(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const unknown = positionals.filter((name) => !macroRows.some((row) => row.name === name));
if (unknown.length > 0) {
  process.stderr.write(`no row ${unknown.join(", ")}; there are: ${macroRows.map(({ name }) => name).join(", ")}\n`);
  process.exitCode = 2;
} else {
  bench(macroRows.filter(({ name }) => positionals.length === 0 || positionals.includes(name)));
}

function bench(rows: readonly MacroRow[]): void {
  const [load] = loadavg();
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}, load ${load.toFixed(1)}`;
  process.stderr.write(`${machine}\n`);
  const measured: Measurement[][] = rows.map(() => []);
  const turns = Math.max(...rows.map(({ repetitions }) => repetitions));
  for (let turn = 0; turn < turns; turn++) {
    rows.forEach((row, k) => {
      if (turn >= row.repetitions) return;
      process.stderr.write(`${row.name} (${turn + 1} of ${row.repetitions})\n`);
      measured[k].push(measure(row));
    });
  }
  const results = summarize(rows, measured);
  process.stdout.write(`${resultsTable(results)}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
}

function measure({ name, scenario, horizon }: MacroRow): Measurement {
  const child = fileURLToPath(new URL("./macro/measure-run.js", import.meta.url));
  const words = [child, join(root, scenario), ...(horizon === undefined ? [] : ["--horizon", horizon])];
  const { status, stdout } = spawnSync(process.execPath, words, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${name}: the run ended with exit code ${status}`);
  return readMeasurement(stdout);
}

function rootFolder(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : rootFolder(dirname(folder));
}
