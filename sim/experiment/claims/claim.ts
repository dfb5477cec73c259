/** Claims of a scenario, read: the range that is claimed, and the figures of the run that are held against it. */
import * as dimensions from "../../units/dimensions.js";
import { type RunKnown, whyOutside } from "../expect/by-construction.js";
import { asMetric } from "../figures/as-metric.js";
import { type Figure, figureName, figureUnit } from "../figures/figure.js";
import { parseLimit } from "../figures/limit.js";
import type { MetricInfo } from "../figures/metric-info.js";
import { metricList, type MetricList, parseFigure } from "../figures/parse.js";
import type { Dated } from "../../scenario/timeline/moments.js";
import type { Infeasible, ScenarioBasics } from "../model.js";
import { claimMessages as messages } from "./messages.js";

/** As a scenario writes it. */
export interface Claim {
  readonly says: string;
  readonly shows?: string | undefined;
  readonly figure: string;
  /** Share of the figure. */
  readonly within?: number | undefined;
  readonly measure?: string | undefined;
  readonly per?: string | undefined;
  /** `path=value` of a run that the measure is the difference from. */
  readonly against?: readonly string[] | undefined;
  readonly needs?: string | undefined;
}

/** By which a run's figure may differ where the claim does not say. */
const usualWithin = 0.1;

/** Values from `low` to `high`; an open end is not among them. */
export interface ClaimedRange {
  readonly low: number;
  readonly high: number;
  readonly open: boolean;
}

export interface Measured {
  readonly figure: Figure;
  readonly per?: Figure;
  readonly name: string;
  readonly unit: string;
  readonly range: ClaimedRange;
}

export interface ReadClaim {
  /** Its place in the scenario. */
  readonly index: number;
  readonly claim: Claim;
  /** Undefined: nothing is measured for it. */
  readonly measured: Measured | undefined;
}

/** Those that can be read, in their order; the rest is told by `claimProblems`. */
export function claimsOf(
  { claims = [] }: Pick<ScenarioBasics, "claims">,
  metrics: readonly MetricInfo[],
): readonly ReadClaim[] {
  const known = metricList(metrics);
  return claims.flatMap((claim, k) => {
    const { problems, measured } = readClaim(claim, { known }, `claims[${k}]`);
    return problems.length === 0 ? [{ index: k, claim, measured }] : [];
  });
}

/** The figures that claims ask of a run. */
export const claimFigures = (
  scenario: Pick<ScenarioBasics, "claims">,
  metrics: readonly MetricInfo[],
): readonly Figure[] =>
  claimsOf(scenario, metrics).flatMap(({ measured }) =>
    measured === undefined ? [] : [measured.figure, ...(measured.per === undefined ? [] : [measured.per])],
  );

/** Why a scenario cannot be run for its claims. */
export function claimProblems(
  { claims = [], horizon }: Pick<ScenarioBasics, "claims" | "horizon">,
  metrics: readonly MetricInfo[],
  dated?: Dated,
): readonly Infeasible[] {
  const known = metricList(metrics);
  const run = { horizonUs: horizon, dated };
  return claims.flatMap((claim, k) => readClaim(claim, { known, run }, `claims[${k}]`).problems);
}

interface Reading {
  readonly problems: readonly Infeasible[];
  readonly measured: Measured | undefined;
}

function readClaim(
  claim: Claim,
  { known, run }: { readonly known: MetricList; readonly run?: RunKnown },
  path: string,
): Reading {
  const problems: Infeasible[] = [];
  const figureAt = (key: "measure" | "per"): Figure | undefined => {
    const text = claim[key];
    if (text === undefined) return undefined;
    const parsed = parseFigure(text, known, run?.dated);
    if (parsed.ok) {
      const why = run === undefined ? null : whyOutside(parsed.figure, run);
      if (why !== null) problems.push({ path: `${path}.${key}`, message: why });
      return parsed.figure;
    }
    const { at, length, message, misspelt } = parsed.problem;
    problems.push({
      path: `${path}.${key}`,
      message,
      within: { at, length },
      ...(misspelt !== undefined && { misspelt }),
    });
    return undefined;
  };
  const [figure, per] = [figureAt("measure"), figureAt("per")];
  if (claim.per !== undefined && claim.measure === undefined)
    problems.push({ path: `${path}.per`, message: messages.noMeasure() });
  if (isBound(claim.figure) && claim.within !== undefined)
    problems.push({ path: `${path}.within`, message: messages.boundWithin() });
  if (figure === undefined || problems.length > 0) return { problems, measured: undefined };
  const metric = per === undefined ? asMetric(figure) : ratioInfo(figure, per);
  const range = rangeOf(claim, metric);
  if (typeof range === "string") problems.push({ path: `${path}.figure`, message: range });
  if (problems.length > 0 || typeof range === "string") return { problems, measured: undefined };
  const { unit } = metric;
  const name = claim.against === undefined ? metric.name : messages.lessWith(metric.name, claim.against);
  return { problems, measured: { figure, ...(per !== undefined && { per }), name, unit, range } };
}

const sign = /^\s*(>=|<=|>|<)\s*/;
const isBound = (text: string): boolean => sign.test(text);

/** A message where it cannot be read. */
function rangeOf({ figure, within = usualWithin }: Claim, metric: MetricInfo): ClaimedRange | string {
  const comparison = sign.exec(figure)?.[1];
  const limit = parseLimit(figure.replace(sign, "").trim(), metric);
  if (!limit.ok) return limit.message;
  const value = Number(limit.value);
  if (comparison === undefined) {
    const by = Math.abs(value) * within;
    return { low: value - by, high: value + by, open: false };
  }
  const open = comparison.length === 1;
  return comparison.startsWith(">")
    ? { low: value, high: Number.POSITIVE_INFINITY, open }
    : { low: Number.NEGATIVE_INFINITY, high: value, open };
}

/** A quotient: of equal units a number of times, which may be written in percent; else so much of the one to one of the other. */
function ratioInfo(figure: Figure, per: Figure): MetricInfo {
  const name = `${figureName(figure)} / ${figureName(per)}`;
  const [unit, divisor] = [figureUnit(figure), figureUnit(per)];
  const about = { name, about: name, course: "end" } as const;
  return unit === divisor
    ? { ...about, unit: "times", dimension: dimensions.share }
    : { ...about, unit: `${unit} a ${divisor.replace(/s$/, "")}` };
}
