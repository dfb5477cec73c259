import { backgroundOf } from "../experiment/background.js";
import { createHash } from "node:crypto";
import { elapsedS, peakRssBytes, startRunClock } from "../output/manifest.js";
import type { ClaimedFolder } from "../output/result-folder.js";
import type { Summary } from "../output/summary.js";
import type { MissingPicture } from "../output/pictures.js";
import { type MakeReport, scenesName, writeRun } from "../output/write-run.js";
import { resultPath } from "../scenario/result-path.js";
import { combine } from "../experiment/replicate/combine.js";
import { claimResults } from "../experiment/claims/claim-results.js";
import { outputNames } from "../experiment/figures/outputs.js";
import { drawing } from "../view/draw-pictures.js";
import { makeReport } from "../view/report/make-report.js";
import { runParts } from "../view/report/run-parts.js";
import { sceneHead } from "../experiment/scenes/scene-head.js";
import { chromeTrace } from "../experiment/trace/chrome-trace.js";
import type { Pool } from "../experiment/pool/pool.js";
import type { DrawnProgress } from "./terminal/progress.js";
import { snapshotsOf } from "../experiment/snapshot/moments.js";
import { timeName } from "../experiment/snapshot/save-times.js";
import { type NamedSnapshot, snapshotFile } from "./snapshots.js";
import type { TypedRun } from "./typed-runs.js";
import { execute, type ExecuteOptions } from "../experiment/replicate/execute.js";
import { executeOnPool } from "../experiment/replicate/execute-on-pool.js";
import type { ReadyScenario } from "../experiment/ready-scenario.js";
import type { MetricValue, Model, ScenarioBasics } from "../experiment/model.js";

/** Where results go unless a folder is named. */
const resultsRoot = "results";

/** A run that is over, as the terminal and `--json` show it. */
export interface FinishedRun {
  readonly folder: string;
  readonly summary: Summary;
  /** Whether the simulation was interrupted, not only its pictures. */
  readonly isCutShort: boolean;
  /** Pictures that could not be drawn, or were not begun. */
  readonly missing: readonly MissingPicture[];
  /** Files in which the run was stored, relative to the folder; and times that it did not come to. */
  readonly snapshots: readonly string[];
  readonly notStoredUs: readonly number[];
  readonly summaryLines: readonly string[];
  /** Names of the figures that the scenario asks for, of metrics in the summary. */
  readonly outputs: readonly string[];
  /** The warm-up that it names, microseconds. */
  readonly warmUpUs: number | undefined;
  readonly elapsedS: number;
  readonly peakRssBytes: number;
}

/** The folder of a scenario's results, named after everything that determines them. */
export function folderOf({
  scenario,
  resolvedYaml,
}: Pick<ReadyScenario<ScenarioBasics>, "scenario" | "resolvedYaml">): string {
  return resultPath(resultsRoot, {
    scenario: scenario.name,
    seed: String(scenario.seed),
    hash8: hash8Of(resolvedYaml),
  });
}

/** What names of folders have of a scenario. */
export const hash8Of = (resolvedYaml: string): string =>
  createHash("sha256").update(resolvedYaml).digest("hex").slice(0, 8);

/** The same for a run: which of the replications, and where they go on from. */
export function folderOfRun({ ready, replications: { only }, from }: TypedRun<ScenarioBasics>): string {
  const one = only === undefined ? "" : `-replication-${only}`;
  const on = from === undefined ? "" : `-from-${timeName(from.snapshot.atUs)}-${from.sha256.slice(0, 8)}`;
  return `${folderOf(ready)}${one}${on}`;
}

export interface RunSettings extends ExecuteOptions {
  readonly progress: DrawnProgress;
  readonly folder: ClaimedFolder;
  readonly commandLine: readonly string[];
  /** What makes the same results from the resolved scenario, for the report; undefined: nobody wants one. */
  readonly reportedCommand?: string | undefined;
  /** What it goes on from. */
  readonly snapshot?: NamedSnapshot | undefined;
  /** Whether tables are written as Parquet files as well. */
  readonly parquet?: boolean;
  /** Threads for the replications; without it, and for one replication, the main thread does the work. */
  readonly pool?: Pool | undefined;
}

/** Metrics of the runs that claims are differences from, by the index of the claim: the same replications, of which nothing is kept. */
async function runsAgainst<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  against: ReadonlyMap<number, Scenario>,
  { pool, replications, replayOf, progress, interrupt }: ExecuteOptions & { readonly pool: Pool | undefined },
): Promise<ReadonlyMap<number, readonly (readonly MetricValue[])[]>> {
  const found = new Map<number, readonly (readonly MetricValue[])[]>();
  for (const [claim, scenario] of against) {
    const options = { replications, replayOf, progress, interrupt };
    const { results, interrupted } = await (pool === undefined || replications.length === 1
      ? execute(model, scenario, options)
      : executeOnPool(pool, scenario, options));
    if (interrupted) break;
    found.set(
      claim,
      results.map(({ metrics }) => metrics),
    );
  }
  return found;
}

/** Simulates a scenario, writes its tables and draws its pictures. Throws `ResultsNotWritten`. */
export async function runScenario<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { scenario, resolvedYaml, against }: ReadyScenario<Scenario>,
  { folder, commandLine, reportedCommand, pool, snapshot, parquet = false, ...watched }: RunSettings,
): Promise<FinishedRun> {
  const clock = startRunClock();
  const head = sceneHead(model, scenario, watched.replications[0]);
  const scenesTo = head === undefined ? undefined : folder.grow(scenesName, JSON.stringify(head));
  const watching = { ...watched, scenesTo };
  const { results, interrupted } =
    pool === undefined || watching.replications.length === 1
      ? await execute(model, scenario, watching)
      : await executeOnPool(pool, scenario, watching);
  const others = interrupted ? new Map() : await runsAgainst(model, against, { pool, ...watching });
  watching.progress.stop();
  const { tables, metrics, fingerprint } = combine(results);
  const tablesOfAll = results.map((one) => one.tables);
  const ofModel = model.metricsOf(scenario);
  const metricsOfAll = results.map((one) => one.metrics.slice(0, ofModel.length));
  const { name, about, seed } = scenario;
  const { saveAtUs = [], events = false, replications } = watching;
  const storedRun = { scenario: name, resolvedYaml, events, saveAtUs, replications: replications.length };
  const moments = snapshotsOf(results, storedRun);
  const snapshots = moments.map(snapshotFile);
  const summaryLines =
    results.length === 1
      ? results[0].summaryLines
      : [...(model.turnLines?.(tablesOfAll) ?? []), ...model.summaryLines(metricsOfAll, scenario)];
  const background = backgroundOf(model, scenario);
  const report =
    (command: string): MakeReport =>
    (soFar) =>
      makeReport(
        () =>
          runParts(
            {
              scenario,
              resolvedYaml,
              summaryLines,
              tables,
              background,
              fingerprint,
              replications: results.length,
              command,
            },
            soFar,
          ),
        watching.interrupt,
      );
  const { summary, missing } = await writeRun({
    folder,
    resolvedYaml,
    summary: {
      scenario: name,
      about,
      seed,
      replications: results.length,
      fingerprint,
      interrupted,
      metrics,
      ...(tables["turns"] !== undefined && { turns: tables["turns"] }),
      expectations: [],
      claims: claimResults({
        scenario,
        metrics: ofModel,
        replications: results.map((one) => one.metrics),
        against: others,
        interrupted,
      }),
    },
    tables,
    parquet,
    snapshots,
    ...(watching.tracer !== undefined && {
      traceWindow: chromeTrace(watching.tracer, { scenario: name, seed: String(seed), replication: replications[0] }),
    }),
    pictures: drawing.pictures(() => model.picturesOf(tablesOfAll, scenario), watching.interrupt),
    report: reportedCommand === undefined ? undefined : report(reportedCommand),
    manifestFacts: {
      clock,
      commandLine,
      interrupted,
      ...(snapshot !== undefined && { from: { atUs: snapshot.snapshot.atUs, sha256: snapshot.sha256 } }),
    },
  });
  return {
    folder: folder.folder,
    summary,
    isCutShort: interrupted,
    missing,
    snapshots: snapshots.map(({ path }) => path),
    notStoredUs: saveAtUs.filter((timeUs) => !moments.some(({ atUs }) => atUs === timeUs)),
    summaryLines,
    outputs: outputNames(scenario, ofModel),
    warmUpUs: scenario.warmUp,
    elapsedS: elapsedS(clock),
    peakRssBytes: peakRssBytes(),
  };
}
