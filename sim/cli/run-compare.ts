/** Carries out a comparison, writes its tables and draws its pictures. */
import { backgroundOf } from "../experiment/background.js";
import type { ReadyComparison } from "../experiment/compare/ready-comparison.js";
import { type Comparison, type Question, runComparison } from "../experiment/compare/run-comparison.js";
import type { Model, ScenarioBasics } from "../experiment/model.js";
import type { Pool } from "../experiment/pool/pool.js";
import type { Interrupt } from "../experiment/watch.js";
import { elapsedS, peakRssBytes, startRunClock } from "../output/manifest.js";
import type { ClaimedFolder } from "../output/result-folder.js";
import { type ComparisonSummary, writeComparison } from "../output/write-comparison.js";
import type { MissingPicture } from "../output/pictures.js";
import { compareParts } from "../view/compare/compare-parts.js";
import { comparePictures } from "../view/compare/compare-pictures.js";
import { changeLines } from "../view/compare/compare-words.js";
import { drawing } from "../view/draw-pictures.js";
import { makeReport } from "../view/report/make-report.js";
import type { DrawnProgress } from "./terminal/progress.js";

export interface CompareSettings {
  readonly folder: ClaimedFolder;
  readonly question: Question;
  readonly replayOf: (side: "a" | "b", replication: number) => string;
  readonly commandLine: readonly string[];
  /** What makes the same results from the two resolved scenarios, for the report; undefined: nobody wants one. */
  readonly reportedCommand: string | undefined;
  readonly parquet: boolean;
  readonly progress: DrawnProgress;
  readonly interrupt: Interrupt;
  readonly pool: Pool | undefined;
}

/** A comparison that is over, as the terminal and `--json` show it. */
export interface FinishedComparison {
  readonly folder: string;
  readonly question: Question;
  readonly comparison: Comparison;
  readonly summary: ComparisonSummary;
  readonly missing: readonly MissingPicture[];
  readonly elapsedS: number;
  readonly peakRssBytes: number;
}

/** Throws `ReplicationFailure` and `InvariantError` for a run that cannot be finished, and `ResultsNotWritten`. */
export async function runCompare<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  ready: ReadyComparison<Scenario>,
  settings: CompareSettings,
): Promise<FinishedComparison> {
  const { folder, question, reportedCommand, interrupt, progress, parquet, commandLine } = settings;
  const clock = startRunClock();
  const comparison = await runComparison(model, ready, settings);
  progress.stop();
  const { a, b, changes } = ready;
  const sideOf = ({ scenario }: typeof a): { scenario: string; about: string } => ({
    scenario: scenario.name,
    about: scenario.about,
  });
  const background = backgroundOf(model, a.scenario);
  const caption = [a.scenario.name, `seed ${a.scenario.seed}`, ...changeLines(changes).slice(0, 1)].join(" · ");
  const { interrupted } = comparison;
  const { summary, missing } = await writeComparison({
    folder,
    resolvedYaml: { a: a.resolvedYaml, b: b.resolvedYaml },
    sides: { a: sideOf(a), b: sideOf(b) },
    seed: a.scenario.seed,
    changes,
    question,
    comparison,
    parquet,
    pictures: drawing.pictures(() => comparePictures(comparison, caption), interrupt),
    report:
      reportedCommand === undefined
        ? undefined
        : (pictures, missing) =>
            makeReport(
              () =>
                compareParts({ ready, question, comparison, background, pictures, missing, command: reportedCommand }),
              interrupt,
            ),
    manifestFacts: { clock, commandLine, interrupted },
  });
  return {
    folder: folder.folder,
    question,
    comparison,
    summary,
    missing,
    elapsedS: elapsedS(clock),
    peakRssBytes: peakRssBytes(),
  };
}
