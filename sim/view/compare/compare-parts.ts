/** What the report of a comparison says. */
import { compareTable } from "../../experiment/compare/comparison-tables.js";
import type { ReadyComparison } from "../../experiment/compare/ready-comparison.js";
import type { Comparison, Question } from "../../experiment/compare/run-comparison.js";
import type { Background, ScenarioBasics } from "../../experiment/model.js";
import type { Spec } from "../../experiment/picture-spec.js";
import { codeVersion } from "../../program/code-version.js";
import type { MissingPicture, Picture } from "../../output/pictures.js";
import type { ReportParts } from "../report/parts.js";
import { reportTable } from "../report/table-rows.js";
import { answerLines, changeLines } from "./compare-words.js";

export interface ReportedComparison {
  readonly ready: Pick<ReadyComparison<ScenarioBasics>, "a" | "b" | "changes">;
  readonly question: Question;
  readonly comparison: Comparison;
  readonly background: Background;
  readonly pictures: readonly Picture[];
  readonly missing: readonly MissingPicture[];
  /** From the two resolved scenarios. */
  readonly command: string;
}

export function compareParts(reported: ReportedComparison): ReportParts {
  const { ready, question, comparison, background, pictures, missing, command } = reported;
  const { a, b, changes } = ready;
  const names = a.scenario.name === b.scenario.name ? a.scenario.name : `${a.scenario.name} and ${b.scenario.name}`;
  const notDrawn = missing.length === 0 ? [] : [`Not drawn: ${missing.map(({ name }) => name).join(", ")}.`];
  return {
    kind: "Comparison",
    name: names,
    question: `How does B differ from A? ${changeLines(changes).join("; ")}.`,
    notices: [
      ...(comparison.interrupted ? ["Interrupted: these are the pairs that were finished by then."] : []),
      ...notDrawn,
    ],
    answer: answerLines(comparison, question),
    verdicts: [],
    pictures: pictures.map(({ name, spec }) => ({ name, spec: JSON.parse(spec) as Spec })),
    tables: [reportTable("compare", [compareTable(comparison.metrics)])],
    ...background,
    scenarioText: a.resolvedYaml,
    seed: a.scenario.seed,
    fingerprint: comparison.fingerprint,
    command,
    version: codeVersion().version,
  };
}
