/** Carries out a search, writes it and draws its picture. */
import type { Model, ScenarioBasics } from "../experiment/model.js";
import type { PictureSpec } from "../experiment/picture-spec.js";
import { runSearch, type SearchResult } from "../experiment/search/run-search.js";
import type { ReadySearch } from "../experiment/search/ready-search.js";
import { elapsedS, peakRssBytes, startRunClock } from "../output/manifest.js";
import { type SearchSummary, writeSearch } from "../output/write-search.js";
import { drawing } from "../view/draw-pictures.js";
import { searchPictures } from "../view/search/search-pictures.js";
import { replayOfSearched } from "./replay.js";
import type { FinishedSearch, SearchSettings } from "./search-work.js";
import { counted } from "../units/readable.js";

export interface AttackSettings extends SearchSettings {
  /** Cells that it may cost. */
  readonly cells: number;
}

export interface FinishedAttack<Scenario extends ScenarioBasics> extends FinishedSearch<
  SearchResult<Scenario>,
  SearchSummary
> {
  /** What it looks like, for a page. */
  readonly pictures: () => readonly PictureSpec[];
}

/** Throws `ReplicationFailure` where a cell cannot be finished or stored, and `ScenarioErrors` where there is nothing to search. */
export async function runAttack<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  search: ReadySearch<Scenario>,
  { folder, resolvedYaml, args, commandLine, ...settings }: AttackSettings,
): Promise<FinishedAttack<Scenario>> {
  const { interrupt, progress } = settings;
  const clock = startRunClock();
  const paths = search.search.axes.map(({ path }) => path);
  const result = await runSearch(model, search, {
    ...settings,
    replayOf: ({ parameters }, seed, replication) =>
      replayOfSearched(search.file, args, {
        parameters: paths.map((path, k) => [path, parameters[k]] as const),
        seed,
        replication,
      }),
  });
  progress.stop();
  const { scenario, goal } = search;
  const caption = `${scenario.name} · seed ${scenario.seed} · ${counted(result.points.length, "point")}, ${counted(result.bench.cells, "replication")} in all\n${goal.aim} ${goal.measure.text}${goal.until === undefined ? "" : ` where ${goal.until.text}`}`;
  const pictures = (): readonly PictureSpec[] => searchPictures(result, caption);
  const { summary, missing } = result.isInterrupted
    ? { summary: undefined, missing: [] }
    : await writeSearch({
        folder,
        resolvedYaml,
        result,
        pictures: drawing.pictures(pictures, interrupt),
        manifestFacts: { clock, commandLine, interrupted: false },
      });
  return {
    folder: folder.folder,
    result,
    summary,
    missing,
    pictures,
    elapsedS: elapsedS(clock),
    peakRssBytes: peakRssBytes(),
  };
}
