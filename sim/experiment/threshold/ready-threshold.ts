/** A question for a critical value, read and checked before anything runs. */
import { errorAt, type ScenarioError } from "../../scenario/error.js";
import { nearestWord } from "../../scenario/nearest.js";
import { kindOf, amountOf, readMagnitude } from "../../scenario/sweep/magnitude.js";
import { whyCold } from "../expect/by-construction.js";
import { figuresOf, type ProbabilityClaim } from "../expect/claim.js";
import { parseClaim } from "../expect/parse/parse-claim.js";
import { trialsToShow } from "../../stats/sequential/bernoulli-sequence.js";
import { spentAt } from "../../stats/sequential/mean-sequence.js";
import { metricList } from "../figures/parse.js";
import type { Model, ScenarioBasics } from "../model.js";
import { datedIn, type ReadyScenario, ScenarioErrors } from "../ready-scenario.js";
import { messages } from "./messages.js";
import { type PlacedValue, placedScenario } from "./placed-value.js";
import {
  errorIn,
  type Parameter,
  type ParameterText,
  positionsOf,
  readParameter,
  type Scale,
  snapped,
  spanOf,
  valueAt,
} from "./parameter.js";

export interface ThresholdText {
  readonly parameter: ParameterText;
  /** Makes a frontier: the critical value of the first at several values of this one. */
  readonly second?: (ParameterText & { readonly count: number }) | undefined;
  readonly until: string;
  readonly scale: Scale;
  /** How narrow the interval is to be, in the unit of the parameter; on a log scale a share. */
  readonly precision?: string | undefined;
  /** What stands before the names of options. */
  readonly prefix: "--" | "";
}

/** One value of the second parameter, and the scenario with it; of one parameter there is one without. */
export interface ThresholdPoint {
  readonly second:
    { readonly position: number; readonly value: number | string; readonly placed: PlacedValue } | undefined;
}

export interface ReadyThreshold<Scenario extends ScenarioBasics> {
  readonly ready: ReadyScenario<Scenario>;
  readonly parameter: Parameter;
  readonly second: Parameter | undefined;
  readonly points: readonly ThresholdPoint[];
  readonly claim: ProbabilityClaim;
  /** A share of the range. */
  readonly precision: number;
  /** Replications at a value without which the claim could not be decided, however clear it is. */
  readonly fewest: number;
}

/** Of the range, unless a precision is given. */
const usualPrecision = 0.02;

/** Throws `ScenarioErrors` with all that is wrong. */
export function readyThreshold<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  ready: ReadyScenario<Scenario>,
  { parameter: text, second: secondText, until, scale, precision, prefix }: ThresholdText,
): ReadyThreshold<Scenario> {
  const names = { param: `${prefix}param`, from: `${prefix}from`, to: `${prefix}to` };
  const parameter = readParameter(model, ready, text, { scale, names });
  const second =
    secondText === undefined ? undefined : readParameter(model, ready, secondText, { scale: "linear", names });
  const varied = [text, secondText].flatMap((one) => (one === undefined ? [] : [one.path.trim()]));
  const claim = readClaim(model, ready, { until, name: `${prefix}until`, varied });
  const errors: ScenarioError[] = [parameter, second ?? [], claim].flatMap((one) => (isErrors(one) ? one : []));
  if (isErrors(parameter) || (second !== undefined && isErrors(second)) || isErrors(claim))
    throw new ScenarioErrors(errors);
  const narrow = readPrecision(parameter, precision, `${prefix}precision`);
  if (isErrors(narrow)) throw new ScenarioErrors(narrow);
  if (snapped(parameter, 0.5) <= 0 || snapped(parameter, 0.5) >= 1)
    throw new ScenarioErrors([errorAt(parameter.span, "", { problem: messages.noTwoValues(text.from, text.to) })]);
  const points = pointsOf(second, secondText?.count ?? 1);
  // Whatever only one value of the second parameter forbids is told before anything runs.
  for (const point of points)
    for (const position of [0, 1]) placedScenario(model, ready, valuesOf({ parameter, point, position }));
  const rare = Math.min(claim.bound, 1 - claim.bound);
  return {
    ready,
    parameter,
    second,
    points,
    claim,
    precision: narrow,
    fewest: trialsToShow(rare, spentAt(1 - claim.confidence, 2)),
  };
}

const isErrors = (read: unknown): read is readonly ScenarioError[] => Array.isArray(read);

/** What a scenario has otherwise at a position of the first parameter. */
export function valuesOf({
  parameter,
  point,
  position,
}: {
  readonly parameter: Parameter;
  readonly point: ThresholdPoint;
  readonly position: number;
}): readonly PlacedValue[] {
  const value = valueAt(parameter, position);
  const own = { steps: parameter.steps, value, span: spanOf(parameter.span.source.name, `${parameter.path}=${value}`) };
  return [...(point.second === undefined ? [] : [point.second.placed]), own];
}

/** Equal steps; fewer where whole numbers leave no room. */
function pointsOf(second: Parameter | undefined, count: number): readonly ThresholdPoint[] {
  if (second === undefined) return [{ second: undefined }];
  const positions = Array.from({ length: count }, (_, k) => snapped(second, k / (count - 1)));
  return [...new Set(positions)].map((position) => {
    const value = valueAt(second, position);
    const span = spanOf(second.span.source.name, `${second.path}=${value}`);
    return { second: { position, value, placed: { steps: second.steps, value, span } } };
  });
}

function readClaim<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { scenario }: Pick<ReadyScenario<Scenario>, "scenario">,
  { until, name, varied }: { readonly until: string; readonly name: string; readonly varied: readonly string[] },
): ProbabilityClaim | readonly ScenarioError[] {
  const { horizon: horizonUs, warmUp: warmUpUs } = scenario;
  const dated = datedIn(model, scenario);
  const read = parseClaim(until, metricList(model.metricsOf(scenario)), horizonUs, dated);
  if (!read.ok) {
    const { at, length, message, misspelt } = read.problem;
    const nearest = misspelt === undefined ? undefined : nearestWord(misspelt.word, misspelt.known);
    return [errorAt({ ...spanOf(name, until), offset: at, length }, "", { problem: message, nearest })];
  }
  const { value: claim } = read;
  if (claim.kind !== "probability") return [errorIn(name, until, { problem: messages.needsProbability(claim.text) })];
  if (claim.bound <= 0 || claim.bound >= 1)
    return [errorIn(name, until, { problem: messages.needsChance(claim.text) })];
  const why = whyCold(figuresOf(claim), { horizonUs, dated, warmUpUs, varied });
  return why === undefined ? claim : [errorIn(name, until, { problem: why })];
}

function readPrecision(
  parameter: Parameter,
  text: string | undefined,
  name: string,
): number | readonly ScenarioError[] {
  if (text === undefined) return usualPrecision;
  const { from, scale } = parameter.bounds;
  const read = readMagnitude(/^[\d.]+$/.test(text) ? Number(text) : text);
  const isShare = scale === "log";
  const kind = kindOf(from);
  const fits = read !== undefined && read.num > 0n && (isShare ? text.trim().endsWith("%") : kindOf(read) === kind);
  if (!fits)
    return [
      errorIn(name, text, {
        problem: isShare ? messages.precisionOfLog(text) : messages.precisionKind(text, kind),
      }),
    ];
  const width = isShare ? amountOf(read) / 100 : amountOf({ ...read, unit: from.unit });
  const positions = positionsOf(parameter, width);
  return positions < 1 ? positions : [errorIn(name, text, { problem: messages.tooWide(text) })];
}
