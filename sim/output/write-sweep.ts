import { cellCount } from "../experiment/sweep/grid.js";
import { foldFingerprints } from "../experiment/replicate/fold-fingerprints.js";
import { csvChunks } from "./csv.js";
import { type ManifestFacts, manifestText } from "./manifest.js";
import { type MissingPicture, type Picture, writePictures } from "./pictures.js";
import { reportName } from "./write-run.js";
import { manifestName, scenarioName } from "./leftovers.js";
import type { ClaimedFolder } from "./result-folder.js";
import { countedCells, type SweepResults } from "../experiment/sweep/results.js";
import { cellsTable, sweepTable, unitsOf } from "../experiment/sweep/sweep-tables.js";

/** Everything that is known of a sweep when it is over. */
export interface SweepOutput {
  readonly folder: ClaimedFolder;
  /** The scenario with its sweep and everything spelled out, runnable as it is. */
  readonly resolvedYaml: string;
  readonly scenario: { readonly name: string; readonly about: string; readonly seed: number | string };
  readonly results: SweepResults;
  readonly interrupted: boolean;
  /** Whether the tables become Parquet files as well, of which the summary says nothing. */
  readonly parquet?: boolean;
  /** Drawn when the tables are on the disk. */
  readonly pictures: AsyncIterable<Picture | MissingPicture>;
  /** Makes the one page that tells of everything, last; without it there is none. */
  readonly report?: ((fingerprint: string) => string | MissingPicture) | undefined;
  readonly manifestFacts: ManifestFacts;
}

/** What `summary.json` of a sweep says, in the order of its keys. */
export interface SweepSummary {
  readonly scenario: string;
  readonly about: string;
  readonly seed: number | string;
  readonly points: number;
  readonly replications: number;
  /** Cells that count; fewer than points × replications if interrupted. */
  readonly cells: number;
  readonly fingerprint: string;
  readonly interrupted: boolean;
  /** Paths of the swept fields. */
  readonly parameters: readonly string[];
  readonly metrics: Readonly<Record<string, { readonly unit: string }>>;
  /** Files of the result folder, relative to it. */
  readonly files: readonly string[];
  /** What could not be made, as in the summary of a run. */
  readonly missingPictures?: readonly { readonly name: string; readonly missing: string }[];
}

/** The summary as stored, and what could not be made. */
export interface WrittenSweep {
  readonly summary: SweepSummary;
  readonly missing: readonly MissingPicture[];
}

const files = ["summary.json", scenarioName, "sweep.csv", "cells.csv"] as const;

/**
 * Writes the result folder of a sweep, whole or not at all. Every file but `manifest.json` has the same bytes whenever
 * the same cells are written. Throws `ResultsNotWritten`.
 */
export async function writeSweep({
  folder,
  resolvedYaml,
  manifestFacts,
  parquet = false,
  pictures,
  report,
  ...output
}: SweepOutput): Promise<WrittenSweep> {
  return folder.fill(async (write) => {
    const tables = { sweep: sweepTable(output.results), cells: cellsTable(output.results) };
    const written = [
      write(scenarioName, resolvedYaml),
      ...Object.entries(tables).map(([name, table]) => write(`${name}.csv`, csvChunks(table))),
    ];
    if (parquet) {
      const { parquetOfParts } = await import("./parquet.js");
      for (const [name, table] of Object.entries(tables))
        written.push(write(`${name}.parquet`, parquetOfParts([table])));
    }
    const { missing, files: plots } = await writePictures(pictures, write);
    for (const file of plots) written.push(file);
    const made: string[] = [...files, ...plots.map(({ path }) => path)];
    const withoutReport = summaryOf(output);
    const page = report?.(withoutReport.fingerprint);
    if (typeof page === "string") {
      written.push(write(reportName, page));
      made.push(reportName);
    } else if (page !== undefined) missing.push(page);
    // Whoever wanted an end while pictures were drawn has all tables, and is told that something is missing.
    const isUndrawn = missing.some((picture) => picture.missing === "interrupted");
    const summary = {
      ...withoutReport,
      interrupted: withoutReport.interrupted || isUndrawn,
      files: [...made, manifestName],
      ...(missing.length > 0 && { missingPictures: missing.map(({ name, missing: why }) => ({ name, missing: why })) }),
    };
    written.push(write("summary.json", `${JSON.stringify(summary, null, 2)}\n`));
    write(
      manifestName,
      manifestText({ ...manifestFacts, interrupted: manifestFacts.interrupted || isUndrawn }, written),
    );
    return { summary, missing };
  });
}

function summaryOf({
  scenario: { name, about, seed },
  results,
  interrupted,
}: Pick<SweepOutput, "scenario" | "results" | "interrupted">): SweepSummary {
  const { grid, parameters } = results;
  const cells = countedCells(results);
  return {
    scenario: name,
    about,
    seed,
    points: grid.points,
    replications: grid.replications,
    cells: cells.length,
    fingerprint: foldFingerprints(
      cells.map(({ cell }) => cell.fingerprint),
      "cells",
    ),
    interrupted: interrupted || cells.length < cellCount(grid),
    parameters: parameters.paths,
    metrics: Object.fromEntries([...unitsOf(results)].map(([metric, unit]) => [metric, { unit }])),
    files: [...files, manifestName],
  };
}
