import type { JoinedTables } from "../experiment/replicate/combine.js";
import { csvOfParts } from "./csv.js";
import { type ManifestFacts, manifestText } from "./manifest.js";
import { manifestName, scenarioName } from "./leftovers.js";
import { type MissingPicture, type Picture, writePictures } from "./pictures.js";
import type { ClaimedFolder } from "./result-folder.js";
import { type Summary, type SummaryFacts, summaryOf, summaryText } from "./summary.js";

/** What is known when everything but the report is written. */
export interface WrittenSoFar {
  /** Those that were drawn. */
  readonly pictures: readonly Picture[];
  readonly missing: readonly MissingPicture[];
  /** What `summary.json` says of the metrics. */
  readonly metrics: Summary["metrics"];
}

/** Makes the one page that tells of everything, or says why there is none. */
export type MakeReport = (soFar: WrittenSoFar) => string | MissingPicture;

export interface RunOutput {
  readonly folder: ClaimedFolder;
  /** The scenario with everything spelled out, runnable as it is. */
  readonly resolvedYaml: string;
  readonly summary: Omit<SummaryFacts, "files">;
  /** Each becomes a CSV file of its name, in this order. */
  readonly tables: JoinedTables;
  /** Whether each becomes a Parquet file as well. Of the summary these are no part: it is that of any such run. */
  readonly parquet?: boolean;
  /** The run as it was at moments, in files of their own. Of the summary they are no part: it is that of any such run. */
  readonly snapshots?: readonly { readonly path: string; readonly content: Uint8Array }[];
  /** The events of a window, in the format of viewers. */
  readonly traceWindow?: Iterable<string>;
  /** Drawn one by one, when the tables are on the disk. */
  readonly pictures: AsyncIterable<Picture | MissingPicture>;
  /** Made last; without it there is no report. */
  readonly report?: MakeReport | undefined;
  readonly manifestFacts: ManifestFacts;
}

/** The files written, relative to the folder, and the summary as stored. */
export interface WrittenRun {
  readonly files: readonly string[];
  readonly summary: Summary;
  readonly missing: readonly MissingPicture[];
}

/**
 * Writes the result folder of a run, whole or not at all: tables first, so that no error of a picture or the report costs
 * one. Every file but
 * `manifest.json` has the same bytes whenever the same output is written. Throws `ResultsNotWritten`.
 */
export async function writeRun(output: RunOutput): Promise<WrittenRun> {
  const { folder, resolvedYaml, tables, snapshots = [], pictures, report, manifestFacts, parquet = false } = output;
  return folder.fill(async (write) => {
    const written = [
      write(scenarioName, resolvedYaml),
      ...Object.entries(tables).map(([name, table]) => write(`${name}.csv`, csvOfParts(table))),
    ];
    const stored = snapshots.map(({ path, content }) => write(path, content));
    if (output.traceWindow !== undefined) stored.push(write("trace-window.json", output.traceWindow));
    // Of the summary scenes are no part: they are there for whoever watches.
    const scenes = folder.grown(scenesName);
    if (scenes !== undefined) stored.push(scenes);
    if (parquet) {
      const { parquetOfParts } = await import("./parquet.js");
      for (const [name, table] of Object.entries(tables)) stored.push(write(`${name}.parquet`, parquetOfParts(table)));
    }
    const { drawn, missing, files: plots } = await writePictures(pictures, write);
    for (const file of plots) written.push(file);
    if (report !== undefined) {
      const { metrics } = summaryOf({ ...output.summary, files: [] });
      const page = report({ pictures: drawn, missing: [...missing], metrics });
      if (typeof page === "string") written.push(write(reportName, page));
      else missing.push(page);
    }
    const interrupted = manifestFacts.interrupted || missing.some((picture) => picture.missing === "interrupted");
    const files = ["summary.json", ...written.map(({ path }) => path), manifestName];
    const summary = summaryOf({ ...output.summary, interrupted, files, missingPictures: missing });
    written.unshift(write("summary.json", summaryText(summary)));
    write(manifestName, manifestText({ ...manifestFacts, interrupted }, [...written, ...stored]));
    return { files, summary, missing };
  });
}

/** Scenes of the first replication, a line each behind a head; grows while the run lasts. */
export const scenesName = "scenes.jsonl";

/** The file that opens in a browser. */
export const reportName = "report.html";
