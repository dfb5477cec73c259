/** Carries out a sweep and writes the whole, or a part of it. */
import { backgroundOf } from "../experiment/background.js";
import { estimatesOf, type PointEstimates } from "../experiment/sweep/estimates.js";
import type { Grid, Part } from "../experiment/sweep/grid.js";
import { drawing } from "../view/draw-pictures.js";
import { sweepPictures } from "../view/sweep/sweep-pictures.js";
import type { Pool } from "../experiment/pool/pool.js";
import { elapsedS, peakRssBytes, startRunClock } from "../output/manifest.js";
import type { ClaimedFolder } from "../output/result-folder.js";
import { writePart } from "../output/sweep-part.js";
import { makeReport } from "../view/report/make-report.js";
import { sweepParts } from "../view/report/sweep-parts.js";
import type { MissingPicture } from "../output/pictures.js";
import { type SweepOutput, type SweepSummary, writeSweep, type WrittenSweep } from "../output/write-sweep.js";
import { reportedSweep } from "./replay.js";
import type { Interrupt } from "../experiment/watch.js";
import type { Model, ScenarioBasics } from "../experiment/model.js";
import type { DrawnProgress } from "./terminal/progress.js";
import { runSweep as computeSweep } from "../experiment/sweep/run-sweep.js";
import type { ReadySweep } from "../experiment/sweep/ready-sweep.js";
import { counted } from "../units/readable.js";

export interface SweepSettings {
  readonly folder: ClaimedFolder;
  /** Folder of stored cells. */
  readonly store: string;
  /** Only this part; without it the whole. */
  readonly part: Part | undefined;
  /** Whether the tables of the whole are written as Parquet files as well. */
  readonly parquet?: boolean;
  readonly replayOf: (point: number, replication: number) => string;
  readonly commandLine: readonly string[];
  readonly progress: DrawnProgress;
  readonly interrupt: Interrupt;
  readonly hasReport: boolean;
  /** Threads for so many cells; undefined where this thread does the work. */
  readonly poolFor: (cells: number) => Pool | undefined;
}

/** A sweep that is over, as the terminal and `--json` show it. */
export interface FinishedSweep {
  readonly folder: string;
  /** Of a part there are no estimates yet. */
  readonly summary: SweepSummary | undefined;
  readonly estimates: readonly PointEstimates[];
  /** Names of the swept fields, as `parameters` of the estimates have them. */
  readonly columns: readonly string[];
  readonly files: readonly string[];
  /** Cells of this sweep or part; of these computed now, and taken from the store. */
  readonly cells: number;
  readonly computed: number;
  readonly stored: number;
  readonly interrupted: boolean;
  /** Whether cells are missing because of it, and not only pictures. */
  readonly isCutShort: boolean;
  /** What could not be made, or was not begun. */
  readonly missing: readonly MissingPicture[];
  readonly elapsedS: number;
  readonly peakRssBytes: number;
}

/** Throws `ReplicationFailure` where a cell cannot be finished or stored. */
export async function runSweep<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  sweep: ReadySweep<Scenario>,
  settings: SweepSettings,
): Promise<FinishedSweep> {
  const { folder, part, commandLine, interrupt, progress, hasReport } = settings;
  const clock = startRunClock();
  const { grid } = sweep;
  const { cells, wanted, computed, stored } = await computeSweep(model, sweep, settings);
  progress.stop();
  const interrupted = interrupt.requested;
  const { resolvedYaml, identity, parameters, scenario } = sweep;
  const common = { folder, resolvedYaml, interrupted, manifestFacts: { clock, commandLine, interrupted } };
  const results = { grid, parameters, cells };
  const whole = { ...common, parquet: settings.parquet ?? false, scenario, results };
  const { summary, missing } =
    part === undefined ? await writeWhole(model, whole, { hasReport, interrupt }) : { summary: undefined, missing: [] };
  const files = part === undefined ? [] : await writePart({ ...common, identity, grid, part, cells });
  return {
    folder: folder.folder,
    summary,
    estimates: part === undefined ? estimatesOf(results) : [],
    columns: parameters.columns.map(({ name }) => name),
    files: summary?.files ?? files,
    cells: wanted,
    computed,
    stored,
    interrupted: interrupted || summary?.interrupted === true,
    isCutShort: interrupted,
    missing,
    elapsedS: elapsedS(clock),
    peakRssBytes: peakRssBytes(),
  };
}

/** Which sweep a picture is of. */
const captionOf = ({ name, seed, replications }: ScenarioBasics, { points }: Grid): string =>
  `${name} · seed ${seed} · ${counted(points, "design point")}, ${counted(replications, "replication")} each`;

/** Writes a whole sweep, with its pictures and its report. */
export const writeWhole = <Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { scenario, ...output }: Omit<SweepOutput, "scenario" | "report" | "pictures"> & { readonly scenario: Scenario },
  { hasReport, interrupt }: Pick<SweepSettings, "hasReport" | "interrupt">,
): Promise<WrittenSweep> => {
  const { resolvedYaml, results } = output;
  const background = backgroundOf(model, scenario);
  const report = (fingerprint: string): string | MissingPicture =>
    makeReport(
      () => sweepParts({ scenario, resolvedYaml, results, background, fingerprint, command: reportedSweep() }),
      interrupt,
    );
  const { grid, parameters } = results;
  const columns = parameters.columns.map(({ name }) => name);
  const pictures = drawing.pictures(
    () => sweepPictures({ estimates: estimatesOf(results), columns, caption: captionOf(scenario, grid) }),
    interrupt,
  );
  return writeSweep({ ...output, scenario, pictures, report: hasReport ? report : undefined });
};
