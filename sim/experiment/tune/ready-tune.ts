/** A tuning that can be run: what it is over and what it is for, checked before anything is simulated. */
import { append } from "../../units/append.js";
import { amountText } from "../../units/readable.js";
import type { ScenarioError } from "../../scenario/error.js";
import type { LoadedScenario } from "../../scenario/load.js";
import type { LoadedTune } from "../../scenario/tune/read.js";
import { tuneKey } from "../../scenario/tune/schema.js";
import { whyCold } from "../expect/by-construction.js";
import { figuresOf } from "../expect/claim.js";
import { parseClaim } from "../expect/parse/parse-claim.js";
import type { Claim } from "../expect/claim.js";
import type { Read } from "../figures/cursor.js";
import { metricList } from "../figures/parse.js";
import type { MetricInfo } from "../figures/metric-info.js";
import type { Reduction } from "../figures/reduction-list.js";
import type { Model, ScenarioBasics } from "../model.js";
import { datedIn, detailOf, ScenarioErrors } from "../ready-scenario.js";
import { figuresInMeasure, type Measure, parseMeasure } from "../search/measure.js";
import type { Aim } from "../search/rank.js";
import { boundsOf, type Constraint, constraintOf, excludeEachOther } from "./constraint.js";
import { tuneMessages as messages } from "./messages.js";
import { variedFields } from "./varied-fields.js";

export interface Objective {
  readonly aim: Aim;
  readonly measure: Measure;
}

export interface ReadyTune<Scenario> {
  readonly file: string;
  readonly scenario: Scenario;
  readonly tune: LoadedTune<Scenario>;
  /** In the order of the file, those to be small first. */
  readonly objectives: readonly Objective[];
  readonly constraints: readonly Constraint[];
}

const maxObjectives = 4;

/** Throws `ScenarioErrors` with all that is wrong with it. */
export function readyTune<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  loaded: Pick<LoadedScenario<Scenario>, "value" | "tune" | "errorFor">,
): ReadyTune<Scenario> {
  const { value: scenario, tune, errorFor } = loaded;
  if (tune === undefined || tune.axes.length === 0)
    throw new ScenarioErrors([errorFor(tuneKey, messages.tunesNothing())]);
  const errors: ScenarioError[] = [];
  const metrics = metricList(model.metricsOf(scenario));
  const dated = datedIn(model, scenario);
  const horizonUs = scenario.horizon;
  const read = <Value>(path: string, text: string, found: Read<Value>): Value | undefined => {
    if (found.ok) return found.value;
    const { at, length, message, misspelt } = found.problem;
    const within = { at: Math.min(at, text.length), length };
    const detail = detailOf({ path, message, within, ...(misspelt !== undefined && { misspelt }) });
    errors.push(errorFor(path, message, detail));
    return undefined;
  };
  const looks = { horizonUs, dated, warmUpUs: scenario.warmUp, varied: tune.axes.map((axis) => axis.path) };
  const refuseCold = (path: string, figures: Parameters<typeof whyCold>[0]): void => {
    const why = whyCold(figures, looks);
    if (why !== undefined) errors.push(errorFor(path, why));
  };
  const objectives: Objective[] = [];
  for (const aim of ["minimise", "maximise"] as const)
    for (const [k, text] of (tune.words[aim] ?? []).entries()) {
      const path = `${tuneKey}.${aim}[${k}]`;
      const measure = read(path, text, parseMeasure(text, { metrics, horizonUs, axes: tune.axes, dated }));
      if (measure === undefined) continue;
      refuseCold(path, figuresInMeasure(measure));
      if (objectives.some((other) => other.measure.text === measure.text))
        errors.push(errorFor(path, messages.objectiveTwice(measure.text)));
      objectives.push({ aim, measure });
    }
  const written = (tune.words.minimise?.length ?? 0) + (tune.words.maximise?.length ?? 0);
  if (written === 0) errors.push(errorFor(tuneKey, messages.needsObjective()));
  if (written > maxObjectives) errors.push(errorFor(tuneKey, messages.tooManyObjectives(written)));
  const constraints: Constraint[] = [];
  const varied = variedFields(scenario, tune);
  for (const [k, text] of tune.words.constraints.entries()) {
    const path = `${tuneKey}.constraints[${k}]`;
    const claim = read(path, text, parseClaim(text, metrics, horizonUs, dated));
    if (claim === undefined) continue;
    refuseCold(path, figuresOf(claim));
    const constraint = constraintOf(claim, text);
    append(errors, contradictions(constraint, constraints, path, errorFor));
    const tooLow = whyTooLow(claim, (metric) => model.leastOf?.(metric, varied));
    if (tooLow !== undefined) errors.push(errorFor(path, tooLow));
    const tooHigh = whyTooHigh(claim, (metric) => model.mostOf?.(metric, varied));
    if (tooHigh !== undefined) errors.push(errorFor(path, tooHigh));
    constraints.push(constraint);
  }
  if (errors.length > 0) throw new ScenarioErrors(errors);
  return { file, scenario, tune, objectives, constraints };
}

/** Figures that are values of their metric, and not times or shares of it. */
const valueReductions: readonly Reduction[] = ["last", "at", "min", "max", "mean"];

/** Figures of which a constraint asks a value of their metric; undefined of any other. */
function valueBounds(
  claim: Claim,
): { readonly metric: MetricInfo; readonly lower: number; readonly upper: number } | undefined {
  if ((claim.kind !== "mean" && claim.kind !== "quantile") || !valueReductions.includes(claim.figure.reduction))
    return undefined;
  const { metric } = claim.figure;
  if (claim.kind === "mean") return { metric, lower: claim.lower, upper: claim.upper };
  return claim.side.startsWith("<")
    ? { metric, lower: Number.NEGATIVE_INFINITY, upper: claim.bound }
    : { metric, lower: claim.bound, upper: Number.POSITIVE_INFINITY };
}

/** Why no run can be as low as a constraint has it; undefined: some may. */
function whyTooLow(claim: Claim, leastOf: (metric: string) => number | undefined): string | undefined {
  const asked = valueBounds(claim);
  if (asked === undefined || asked.upper === Number.POSITIVE_INFINITY) return undefined;
  const { name, unit } = asked.metric;
  const least = leastOf(name);
  return least === undefined || asked.upper >= least
    ? undefined
    : messages.neverSoLow(name, `${amountText(least)} ${unit}`);
}

/** Why no run can be as high. */
function whyTooHigh(
  claim: Claim,
  mostOf: (metric: string) => { readonly most: number; readonly why: string } | undefined,
): string | undefined {
  const asked = valueBounds(claim);
  if (asked === undefined || asked.lower === Number.NEGATIVE_INFINITY) return undefined;
  const { name, unit } = asked.metric;
  const found = mostOf(name);
  return found === undefined || asked.lower <= found.most
    ? undefined
    : messages.neverSoHigh(name, `${amountText(found.most)} ${unit}`, found.why);
}

function contradictions(
  constraint: Constraint,
  others: readonly Constraint[],
  path: string,
  errorFor: LoadedScenario<unknown>["errorFor"],
): ScenarioError[] {
  const own = boundsOf(constraint);
  return others.flatMap((other) => {
    const theirs = boundsOf(other);
    if (own === undefined || theirs === undefined || !excludeEachOther(own, theirs)) return [];
    return [errorFor(path, messages.contradicts(constraint.measure.text, other.text))];
  });
}
