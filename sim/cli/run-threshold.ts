/** Carries out a search for a critical value, writes its tables and draws its picture. */
import type { Model, ScenarioBasics } from "../experiment/model.js";
import type { PictureSpec } from "../experiment/picture-spec.js";
import type { Pool } from "../experiment/pool/pool.js";
import { answerOf, type SearchAnswer } from "../experiment/threshold/answer.js";
import { type BudgetEntry, budgetEntry } from "../experiment/threshold/budget-entry.js";
import type { Parameter } from "../experiment/threshold/parameter.js";
import type { ReadyThreshold } from "../experiment/threshold/ready-threshold.js";
import { runThreshold as search, type ThresholdOptions } from "../experiment/threshold/run-threshold.js";
import { claimText, percentText } from "../experiment/expect/claim.js";
import { elapsedS, peakRssBytes, startRunClock } from "../output/manifest.js";
import type { MissingPicture } from "../output/pictures.js";
import type { ClaimedFolder } from "../output/result-folder.js";
import { type ThresholdSummary, writeThreshold } from "../output/write-threshold.js";
import { drawing } from "../view/draw-pictures.js";
import { type PicturedParameter, thresholdPictures } from "../view/threshold/threshold-pictures.js";
import type { DrawnProgress } from "./terminal/progress.js";

export interface ThresholdSettings extends Omit<ThresholdOptions, "progress" | "poolFor"> {
  readonly folder: ClaimedFolder;
  readonly progress: DrawnProgress;
  readonly poolFor: (cells: number) => Pool | undefined;
  readonly commandLine: readonly string[];
}

/** A search that is over, as the terminal and `--json` show it. */
export interface FinishedThreshold {
  readonly folder: string;
  readonly answers: readonly SearchAnswer[];
  readonly entry: BudgetEntry | undefined;
  readonly summary: ThresholdSummary;
  readonly computed: number;
  readonly interrupted: boolean;
  readonly missing: readonly MissingPicture[];
  /** What it looks like, for a page. */
  readonly pictures: () => readonly PictureSpec[];
  readonly elapsedS: number;
  readonly peakRssBytes: number;
}

/** Throws `ReplicationFailure` for a replication that cannot be finished or stored, and `ResultsNotWritten`. */
export async function runThreshold<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  threshold: ReadyThreshold<Scenario>,
  { folder, commandLine, ...settings }: ThresholdSettings,
): Promise<FinishedThreshold> {
  const clock = startRunClock();
  const run = await search(model, threshold, settings);
  settings.progress.stop();
  const { claim, parameter, second, ready } = threshold;
  const answers = run.searches.map((searched) => answerOf(threshold, searched));
  // A frontier has as many budgets as values; one entry could only have one of them.
  const entry = second === undefined && answers.length > 0 ? budgetEntry(threshold, answers[0]) : undefined;
  const { interrupted } = run;
  const pictures = (): readonly PictureSpec[] =>
    thresholdPictures({
      answers,
      parameter: picturedOf(parameter),
      second: second === undefined ? undefined : picturedOf(second),
      bound: claim.bound,
      confidence: percentText(claim.confidence),
      caption: `${name} · seed ${seed} · until ${claimText(claim)}`,
    });
  const { name, about, seed } = ready.scenario;
  const { summary, missing } = await writeThreshold({
    folder,
    resolvedYaml: ready.resolvedYaml,
    scenario: { name, about, seed },
    parameter,
    second,
    until: claimText(claim),
    answers,
    entry,
    replications: run.replications,
    fingerprint: run.fingerprint,
    interrupted,
    pictures: drawing.pictures(pictures, settings.interrupt),
    manifestFacts: { clock, commandLine, interrupted },
  });
  return {
    folder: folder.folder,
    answers,
    entry,
    summary,
    computed: run.computed,
    interrupted,
    missing,
    pictures,
    elapsedS: elapsedS(clock),
    peakRssBytes: peakRssBytes(),
  };
}

const picturedOf = ({ path, unit, bounds }: Parameter): PicturedParameter => ({ path, unit, scale: bounds.scale });
