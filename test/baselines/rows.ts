/** The rows of results/baselines/fingerprints.csv: what every shipped scenario has to come to. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseString } from "fast-csv";
import { csvChunks } from "../../sim/output/csv.js";
import { table } from "../../sim/table/result-table.js";

/** Where the rows are, as `git` and people name it. */
export const baselineFile = "results/baselines/fingerprints.csv";
const path = fileURLToPath(new URL(`../../${baselineFile}`, import.meta.url));

/**
 * One run of a scenario and its fingerprint. What stands before `fingerprint` says which run: it is written by hand
 * where the scenario as it is takes too long.
 */
export interface Baseline {
  /** File below scenarios/. */
  readonly scenario: string;
  /** As the scenario has it. */
  readonly seed: string;
  /** As `--horizon` takes it. */
  readonly horizon: string;
  /** What is written smaller, as `--set` takes it, with spaces in between; empty if nothing is. */
  readonly settings: string;
  readonly replications: string;
  /** What was folded, as in the fingerprint's second part. */
  readonly ingredients: string;
  /** 32 hexadecimal digits. */
  readonly fingerprint: string;
}

const names = ["scenario", "seed", "horizon", "settings", "replications", "ingredients", "fingerprint"] as const;

/** All rows, in the order of the file. */
export async function readBaselines(): Promise<Baseline[]> {
  const rows: Baseline[] = [];
  for await (const row of parseString<Baseline, Baseline>(readFileSync(path, "utf8"), { headers: true }))
    rows.push(row as Baseline);
  return rows;
}

export function writeBaselines(rows: readonly Baseline[]): void {
  const columns = names.map((name) => ({ name, values: rows.map((row) => row[name]) }));
  writeFileSync(path, [...csvChunks(table(columns))].join(""));
}
