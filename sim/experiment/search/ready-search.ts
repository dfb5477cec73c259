/** A search that can be run: what it is over, what it is for, checked before anything is simulated. */
import type { ScenarioError } from "../../scenario/error.js";
import type { LoadedScenario } from "../../scenario/load.js";
import type { LoadedSearch, SearchWords } from "../../scenario/search/read.js";
import { searchKey } from "../../scenario/search/schema.js";
import { whyCold } from "../expect/by-construction.js";
import { figuresOf } from "../expect/claim.js";
import { parseClaim } from "../expect/parse/parse-claim.js";
import type { Read } from "../figures/cursor.js";
import { metricList } from "../figures/parse.js";
import type { Model, ScenarioBasics } from "../model.js";
import { datedIn, detailOf, ScenarioErrors } from "../ready-scenario.js";
import type { Bound } from "./bound.js";
import { searchMessages as messages } from "./messages.js";
import { figuresInMeasure, type Measure, measureOf, parseMeasure } from "./measure.js";
import type { Aim } from "./rank.js";

/** What a search is for. */
export interface Goal {
  readonly aim: Aim;
  readonly measure: Measure;
  /** What must hold, and what that is of. */
  readonly until: { readonly bound: Bound; readonly measure: Measure; readonly text: string } | undefined;
  readonly cost: Measure | undefined;
}

export interface ReadySearch<Scenario> {
  readonly file: string;
  readonly scenario: Scenario;
  readonly search: LoadedSearch<Scenario>;
  readonly goal: Goal;
}

/** Throws `ScenarioErrors` with all that is wrong with it. `aims`: those of which the words count, where both are written. */
export function readySearch<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  { value: scenario, search, errorFor }: Pick<LoadedScenario<Scenario>, "value" | "search" | "errorFor">,
  aims: readonly Aim[] = ["maximise", "minimise"],
): ReadySearch<Scenario> {
  const refuse = (key: string, message: string): never => {
    throw new ScenarioErrors([errorFor(key, message)]);
  };
  if (search === undefined || search.axes.length === 0) return refuse(searchKey, messages.searchesNothing());
  const { words, axes } = search;
  const written = aims.filter((aim) => words[aim] !== undefined);
  if (written.length === 0) return refuse(searchKey, messages.needsAim());
  if (written.length > 1) return refuse(`${searchKey}.minimise`, messages.oneAim());
  const [aim] = written;
  const metrics = metricList(model.metricsOf(scenario));
  const dated = datedIn(model, scenario);
  const context = { metrics, horizonUs: scenario.horizon, axes, dated };
  const errors: ScenarioError[] = [];
  const read = <Value>(key: keyof SearchWords, parse: (text: string) => Read<Value>): Value | undefined => {
    const text = words[key];
    if (text === undefined) return undefined;
    const found = parse(text);
    if (found.ok) return found.value;
    const { at, length, message, misspelt } = found.problem;
    const within = { at: Math.min(at, text.length), length };
    const path = `${searchKey}.${key}`;
    const detail = detailOf({ path, message, within, ...(misspelt !== undefined && { misspelt }) });
    errors.push(errorFor(path, message, detail));
    return undefined;
  };
  const looks = { horizonUs: scenario.horizon, dated, warmUpUs: scenario.warmUp, varied: axes.map(({ path }) => path) };
  const refuseCold = (key: keyof SearchWords, figures: Parameters<typeof whyCold>[0]): void => {
    const why = whyCold(figures, looks);
    if (why !== undefined) errors.push(errorFor(`${searchKey}.${key}`, why));
  };
  const measure = read(aim, (text) => parseMeasure(text, context));
  const cost = read("cost", (text) => parseMeasure(text, context));
  const bound = read("until", (text) => parseClaim(text, metrics, scenario.horizon, dated));
  if (measure !== undefined) refuseCold(aim, figuresInMeasure(measure));
  if (cost !== undefined) refuseCold("cost", figuresInMeasure(cost));
  if (bound !== undefined) refuseCold("until", figuresOf(bound));
  if (bound?.kind === "every") errors.push(errorFor(`${searchKey}.until`, messages.everyRun()));
  if (measure?.kind === "field" && words.until === undefined)
    errors.push(errorFor(`${searchKey}.${aim}`, messages.fieldAlone(measure.text)));
  if (errors.length > 0 || measure === undefined) throw new ScenarioErrors(errors);
  const until =
    bound === undefined || bound.kind === "every"
      ? undefined
      : { bound, measure: measureOf(bound), text: words.until ?? "" };
  return { file, scenario, search, goal: { aim, measure, until, cost } };
}
