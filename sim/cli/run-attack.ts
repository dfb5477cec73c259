/** Carries out a search, writes it and draws its picture. */
import type { Model, ScenarioBasics } from "../experiment/model.js";
import type { PictureSpec } from "../experiment/picture-spec.js";
import type { Pool } from "../experiment/pool/pool.js";
import { runSearch, type SearchResult } from "../experiment/search/run-search.js";
import type { ReadySearch } from "../experiment/search/ready-search.js";
import type { Interrupt } from "../experiment/watch.js";
import { elapsedS, peakRssBytes, startRunClock } from "../output/manifest.js";
import type { MissingPicture } from "../output/pictures.js";
import type { ClaimedFolder } from "../output/result-folder.js";
import { type SearchSummary, writeSearch } from "../output/write-search.js";
import { drawing } from "../view/draw-pictures.js";
import { searchPictures } from "../view/search/search-pictures.js";
import type { Arguments } from "./command.js";
import { replayOfSearched } from "./replay.js";
import type { DrawnProgress } from "./terminal/progress.js";

export interface AttackSettings {
  readonly folder: ClaimedFolder;
  readonly resolvedYaml: string;
  /** Folder of stored cells. */
  readonly store: string;
  /** Cells that it may cost. */
  readonly cells: number;
  readonly args: Arguments;
  readonly commandLine: readonly string[];
  readonly progress: DrawnProgress;
  readonly interrupt: Interrupt;
  /** Threads for so many cells; undefined where this thread does the work. */
  readonly poolFor: (cells: number) => Pool | undefined;
}

/** A search that is over, as the terminal and `--json` show it. */
export interface FinishedAttack<Scenario extends ScenarioBasics> {
  readonly folder: string;
  readonly result: SearchResult<Scenario>;
  /** Undefined: it was interrupted, and nothing was written; its cells are stored. */
  readonly summary: SearchSummary | undefined;
  readonly missing: readonly MissingPicture[];
  /** What it looks like, for a page. */
  readonly pictures: () => readonly PictureSpec[];
  readonly elapsedS: number;
  readonly peakRssBytes: number;
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
  const caption = `${scenario.name} · seed ${scenario.seed} · ${result.points.length} points, ${result.bench.cells} replications in all\n${goal.aim} ${goal.measure.text}${goal.until === undefined ? "" : ` where ${goal.until.text}`}`;
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
