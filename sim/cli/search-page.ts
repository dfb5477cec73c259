/** The page of a search, for a critical value or for the worst: what it found, its pictures and all that it tried. */
import type { Background, ScenarioBasics } from "../experiment/model.js";
import type { PictureSpec } from "../experiment/picture-spec.js";
import { codeVersion } from "../program/code-version.js";
import type { Table } from "../table/result-table.js";
import { reportTable } from "../view/report/table-rows.js";
import { writeReport } from "../view/report/write-report.js";
import type { Arguments, CommandOptions } from "./command.js";
import { reportFilesTyped, writeReportFile } from "./report-files.js";

export const pageOption: CommandOptions = {
  report: { type: "string", requiresArg: true, describe: "write a page (HTML) that tells of everything to this file" },
};

const option = "report";

/** `--report FILE`, where it can be written. Throws `UsageError`. */
export const pageTyped = (args: Arguments): string | undefined => reportFilesTyped(args, [option]).get(option);

export interface SearchPage {
  readonly kind: string;
  readonly scenario: Pick<ScenarioBasics, "name" | "about" | "seed">;
  readonly notices: readonly string[];
  readonly answer: readonly string[];
  readonly pictures: readonly PictureSpec[];
  /** By the names of their files, without the ending. */
  readonly tables: readonly (readonly [name: string, table: Table])[];
  readonly background: Background;
  readonly fingerprint: string;
  readonly command: string;
}

/** Gives the line that says where it is; undefined: it could not be written, which has been said. */
export function writePage(
  file: string,
  { kind, scenario, tables, background, ...rest }: SearchPage,
): string | undefined {
  const page = writeReport({
    kind,
    name: scenario.name,
    question: scenario.about,
    verdicts: [],
    tables: tables.map(([name, table]) => reportTable(name, [table])),
    ...background,
    // The command names the file, and the folder of the results has the scenario with everything spelled out.
    scenarioText: "",
    seed: scenario.seed,
    version: codeVersion().version,
    ...rest,
  });
  return writeReportFile(option, file, page);
}
