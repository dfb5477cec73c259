/** Scenario files of the fuzzer go the way of a user's: through a file, the loader and the plan. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Scenario } from "../../models/scenario/schema.js";
import { loadFile, readyScenario, type ReadyScenario, ScenarioErrors } from "../../sim/experiment/ready-scenario.js";
import type { Model } from "../../sim/experiment/model.js";
import { quilibrium } from "../../models/quilibrium.js";
import { readySweep } from "../../sim/experiment/sweep/ready-sweep.js";
import { readySearch } from "../../sim/experiment/search/ready-search.js";
import { readyTune } from "../../sim/experiment/tune/ready-tune.js";
import type { ScenarioError } from "../../sim/scenario/error.js";
import type { LoadedSearch } from "../../sim/scenario/search/read.js";

/** A scenario as somebody might run it: its files, the first one named, and what was typed after `--set`. */
export interface CaseFiles {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly sets: readonly string[];
}

export type LoadedCase =
  | { readonly ok: true; readonly ready: ReadyScenario<Scenario> }
  | { readonly ok: false; readonly errors: readonly ScenarioError[] };

export const oneFile = (text: string): CaseFiles => ({ files: { "main.yaml": text }, sets: [] });

/** Loads and plans the first file, all points of its sweep, and some of its search and tuning. What is thrown is what no file may cause. */
export function loadCase(folder: string, { files, sets }: CaseFiles, model: Model<Scenario> = quilibrium): LoadedCase {
  const paths = Object.keys(files).map((name) => join(folder, name));
  Object.values(files).forEach((content, k) => {
    mkdirSync(dirname(paths[k]), { recursive: true });
    writeFileSync(paths[k], content);
  });
  try {
    const loaded = loadFile(model, paths[0], { overrides: sets });
    if (!loaded.ok) return loaded;
    const ready = readyScenario(model, paths[0], loaded);
    const { file, scenario, written, errorFor, sweep } = ready;
    if (sweep !== undefined) readySweep(model, file, { value: scenario, written, errorFor, sweep });
    const { search, tune } = loaded;
    if (search !== undefined)
      visitPlaces(readySearch(model, file, { value: scenario, search, errorFor }).search, model);
    if (tune !== undefined) visitPlaces(readyTune(model, file, { value: scenario, tune, errorFor }).tune, model);
    return { ok: true, ready };
  } catch (error) {
    if (error instanceof ScenarioErrors) return { ok: false, errors: error.errors };
    throw error;
  } finally {
    for (const path of paths) rmSync(path, { force: true });
  }
}

/** Places of a search or a tuning are scenarios that can be planned, or are refused with an error. */
function visitPlaces(search: Pick<LoadedSearch<Scenario>, "axes" | "pointAt">, model: Model<Scenario>): void {
  for (const [k, share] of [0, 0.5, 0.999].entries()) {
    const point = search.pointAt(
      search.axes.map(() => share),
      k,
    );
    if ("parameters" in point) model.planOf(point.value);
  }
}
