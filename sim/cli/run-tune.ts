/** Carries out a tuning, writes it and draws its pictures. */
import type { Model, ScenarioBasics } from "../experiment/model.js";
import type { TuneBudget } from "../experiment/tune/budget.js";
import type { ReadyTune } from "../experiment/tune/ready-tune.js";
import { runTune as computeTune, type TuneResult } from "../experiment/tune/run-tune.js";
import { elapsedS, peakRssBytes, startRunClock } from "../output/manifest.js";
import { type TuneSummary, writeTune } from "../output/write-tune.js";
import { drawing } from "../view/draw-pictures.js";
import { tunePictures } from "../view/tune/tune-pictures.js";
import { replayOfSearched } from "./replay.js";
import type { FinishedSearch, SearchSettings } from "./search-work.js";
import { counted } from "../units/readable.js";

export interface TuneSettings extends SearchSettings {
  readonly budget: TuneBudget;
}

export type FinishedTune<Scenario extends ScenarioBasics> = FinishedSearch<TuneResult<Scenario>, TuneSummary>;

/** Throws `ReplicationFailure` where a cell cannot be finished or stored, and `ScenarioErrors` where there is nothing to tune. */
export async function runTune<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  ready: ReadyTune<Scenario>,
  { folder, resolvedYaml, args, commandLine, ...settings }: TuneSettings,
): Promise<FinishedTune<Scenario>> {
  const { interrupt, progress } = settings;
  const clock = startRunClock();
  const paths = ready.tune.axes.map(({ path }) => path);
  const result = await computeTune(model, ready, {
    ...settings,
    replayOf: ({ parameters, changes }, seed, replication) =>
      replayOfSearched(ready.file, args, {
        parameters: [
          ...paths.map((path, k) => [path, parameters[k]] as const),
          ...changes.map(({ path, value }) => [path, value] as const),
        ],
        seed,
        replication,
      }),
  });
  progress.stop();
  const { scenario, constraints } = ready;
  const replications = counted(result.bench.replications, "replication");
  const caption = [
    `${scenario.name} · seed ${scenario.seed} · ${counted(result.points.length, "point")}, ${replications} each`,
    ...constraints.map(({ text }) => `where ${text}`),
  ].join("\n");
  const { summary, missing } = result.isInterrupted
    ? { summary: undefined, missing: [] }
    : await writeTune({
        folder,
        resolvedYaml,
        result,
        pictures: drawing.pictures(() => tunePictures(result, caption), interrupt),
        manifestFacts: { clock, commandLine, interrupted: false },
      });
  return { folder: folder.folder, result, summary, missing, elapsedS: elapsedS(clock), peakRssBytes: peakRssBytes() };
}
