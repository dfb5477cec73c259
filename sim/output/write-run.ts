import { csvChunks } from "./csv.js";
import { type ManifestFacts, manifestText } from "./manifest.js";
import { type FileContent, manifestName, writeResultFolder } from "./result-folder.js";
import { type Summary, type SummaryFacts, summaryOf, summaryText } from "./summary.js";
import type { Table } from "./table.js";

/** A picture in the three forms that are stored. */
export interface Picture {
  /** File name without ending. */
  readonly name: string;
  readonly svg: string;
  readonly png: Uint8Array;
  /** The vega-lite specification as JSON text, its data inside. */
  readonly spec: string;
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

/** Tables in the order of their files. */
const tableNames = ["series", "shards", "operators", "rings", "events", "provers", "trace", "draws"] as const;

export interface RunOutput {
  readonly folder: string;
  /** Replace an earlier result in this folder. */
  readonly force: boolean;
  /** The scenario with everything spelled out, runnable as it is. */
  readonly resolvedYaml: string;
  readonly summary: Omit<SummaryFacts, "files">;
  readonly tables: RunTables;
  readonly pictures: readonly Picture[];
  readonly manifestFacts: ManifestFacts;
}

/** The files written, relative to the folder, and the summary as stored. */
export interface WrittenRun {
  readonly files: readonly string[];
  readonly summary: Summary;
}

/**
 * Writes the result folder of a run, whole or not at all. Every file but `manifest.json` has the same bytes whenever the
 * same output is written. Throws `ResultFolderError` if the folder may not be used.
 */
export function writeRun({
  folder,
  force,
  resolvedYaml,
  tables,
  pictures,
  manifestFacts,
  ...rest
}: RunOutput): WrittenRun {
  const contents: readonly (readonly [path: string, content: FileContent])[] = [
    ["scenario.resolved.yaml", resolvedYaml],
    ...tableNames.flatMap((name): [string, FileContent][] => {
      const table = tables[name];
      return table === undefined ? [] : [[`${name}.csv`, csvChunks(table)]];
    }),
    ...pictures.flatMap(pictureFiles),
  ];
  const files = ["summary.json", ...contents.map(([path]) => path), manifestName];
  const summary = summaryOf({ ...rest.summary, files });
  writeResultFolder({ folder, force }, (write) => {
    const written = [
      write("summary.json", summaryText(summary)),
      ...contents.map(([path, content]) => write(path, content)),
    ];
    write(manifestName, manifestText(manifestFacts, written));
  });
  return { files, summary };
}

const pictureFiles = ({ name, svg, png, spec }: Picture): readonly (readonly [string, FileContent])[] => [
  [`plots/${name}.svg`, svg],
  [`plots/${name}.png`, png],
  [`plots/${name}.vl.json`, spec],
];
