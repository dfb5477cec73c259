import { csvOfParts } from "./csv.js";
import { type ManifestFacts, manifestText } from "./manifest.js";
import { manifestName, scenarioName } from "./leftovers.js";
import type { ClaimedFolder, FileContent } from "./result-folder.js";
import { type Summary, type SummaryFacts, summaryOf, summaryText } from "./summary.js";
import type { JoinedTable, Table } from "./table.js";

/** A picture in the three forms that are stored. */
export interface Picture {
  /** File name without ending. */
  readonly name: string;
  readonly svg: string;
  readonly png: Uint8Array;
  /** The vega-lite specification as JSON text, its data inside. */
  readonly spec: string;
}

/** A picture that could not be drawn, or was not begun because somebody wanted an end. */
export interface MissingPicture {
  readonly name: string;
  readonly missing: "failed" | "interrupted";
  /** Why it could not be drawn. */
  readonly why?: string;
}

/** The tables of a run; each becomes a CSV file of its name. */
export interface RunTables {
  /** One row per report step. */
  readonly series: Table;
  readonly shards: Table;
  readonly operators: Table;
  readonly rings: Table;
  /** What happened to every prover, and who the provers are; only of a run that keeps a log. */
  readonly events?: Table;
  readonly provers?: Table;
  /** Every event that was handled and every draw; only of a run that is traced. */
  readonly trace?: Table;
  readonly draws?: Table;
}

/** The same of all replications. */
export type JoinedTables = { readonly [Name in keyof RunTables]: JoinedTable };

/** Tables in the order of their files. */
const tableNames = ["series", "shards", "operators", "rings", "events", "provers", "trace", "draws"] as const;

export interface RunOutput {
  readonly folder: ClaimedFolder;
  /** The scenario with everything spelled out, runnable as it is. */
  readonly resolvedYaml: string;
  readonly summary: Omit<SummaryFacts, "files">;
  readonly tables: JoinedTables;
  /** Drawn one by one, when the tables are on the disk. */
  readonly pictures: AsyncIterable<Picture | MissingPicture>;
  readonly manifestFacts: ManifestFacts;
}

/** The files written, relative to the folder, and the summary as stored. */
export interface WrittenRun {
  readonly files: readonly string[];
  readonly summary: Summary;
  readonly missing: readonly MissingPicture[];
}

/**
 * Writes the result folder of a run, whole or not at all: tables first, so that no picture's error costs one. Every file but
 * `manifest.json` has the same bytes whenever the same output is written. Throws `ResultsNotWritten`.
 */
export async function writeRun(output: RunOutput): Promise<WrittenRun> {
  const { folder, resolvedYaml, tables, pictures, manifestFacts } = output;
  return folder.fill(async (write) => {
    const written = [
      write(scenarioName, resolvedYaml),
      ...tableNames.flatMap((name) => {
        const table = tables[name];
        return table === undefined ? [] : [write(`${name}.csv`, csvOfParts(table))];
      }),
    ];
    const missing: MissingPicture[] = [];
    for await (const picture of pictures) {
      if ("missing" in picture) missing.push(picture);
      else written.push(...pictureFiles(picture).map(([path, content]) => write(path, content)));
    }
    const interrupted = manifestFacts.interrupted || missing.some((picture) => picture.missing === "interrupted");
    const files = ["summary.json", ...written.map(({ path }) => path), manifestName];
    const summary = summaryOf({ ...output.summary, interrupted, files, missingPictures: missing });
    written.unshift(write("summary.json", summaryText(summary)));
    write(manifestName, manifestText({ ...manifestFacts, interrupted }, written));
    return { files, summary, missing };
  });
}

const pictureFiles = ({ name, svg, png, spec }: Picture): readonly (readonly [string, FileContent])[] => [
  [`plots/${name}.svg`, svg],
  [`plots/${name}.png`, png],
  [`plots/${name}.vl.json`, spec],
];
