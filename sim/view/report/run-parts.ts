/** What the report of a run says. */
import type { Background, ScenarioBasics } from "../../experiment/model.js";
import type { JoinedTables } from "../../experiment/replicate/combine.js";
import type { Spec } from "../../experiment/picture-spec.js";
import type { MissingPicture, Picture } from "../../output/pictures.js";
import type { WrittenSoFar } from "../../output/write-run.js";
import { codeVersion } from "../../program/code-version.js";
import type { ReportParts } from "./parts.js";
import { summaryTable } from "./summary-table.js";
import { reportTable } from "./table-rows.js";

export interface ReportedRun {
  readonly scenario: ScenarioBasics;
  readonly resolvedYaml: string;
  readonly summaryLines: readonly string[];
  readonly tables: JoinedTables;
  readonly background: Background;
  readonly fingerprint: string;
  /** Replications that there are results of. */
  readonly replications: number;
  /** From the resolved scenario. */
  readonly command: string;
}

/** Tables that pictures show, or that nobody reads by eye. */
const leftOut: readonly string[] = ["series", "trace", "draws"];

export function runParts(run: ReportedRun, soFar: WrittenSoFar): ReportParts {
  const { scenario, tables, replications } = run;
  return {
    kind: replications === 1 ? "Run" : `Run of ${replications} replications`,
    name: scenario.name,
    question: scenario.about,
    notices: noticesOf(soFar.missing),
    answer: run.summaryLines,
    verdicts: [],
    pictures: soFar.pictures.map(specOf),
    tables: [
      summaryTable(soFar.metrics),
      ...Object.entries(tables).flatMap(([name, parts]) => (leftOut.includes(name) ? [] : [reportTable(name, parts)])),
    ],
    ...run.background,
    scenarioText: run.resolvedYaml,
    seed: scenario.seed,
    fingerprint: run.fingerprint,
    command: run.command,
    version: codeVersion().version,
  };
}

/** What is drawn again in the page. */
const specOf = ({ name, spec }: Picture): ReportParts["pictures"][number] => ({
  name,
  spec: JSON.parse(spec) as Spec,
});

/** Pictures that are not there. */
const noticesOf = (missing: readonly MissingPicture[]): string[] =>
  missing.length === 0 ? [] : [`Not drawn: ${missing.map(({ name }) => name).join(", ")}.`];
