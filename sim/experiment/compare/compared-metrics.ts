/** What pairs say of every metric that both sides have, the surest differences first. */
import { holmCorrected } from "../../stats/holm.js";
import type { MetricKind } from "../../stats/metric-kind.js";
import { pairedDifference, type PairedDifference, type PairedValues } from "../../stats/paired-differences.js";
import type { MetricValue } from "../model.js";
import { difference } from "./differences-over-time.js";
import type { Pair, PairedRun } from "./pairs.js";

/**
 * What is claimed of a metric, so that with 95 % nothing is claimed wrongly of any:
 *
 *     higher, lower  B differs from A
 *     equivalent     they differ by less than what was said to be practically nothing, if at all
 *     same           they do not differ in any pair
 *     undecided      neither can be said
 *     unmeasured     some run has no value of it
 */
export type Verdict = "higher" | "lower" | "equivalent" | "same" | "undecided" | "unmeasured";

export interface ComparedMetric {
  readonly name: string;
  readonly unit: string;
  /** In how many pairs both sides measured it. */
  readonly measured: number;
  /** Undefined unless all pairs have it, since the rest would not be what was asked. */
  readonly of: PairedDifference | undefined;
  /** What is practically nothing, in its unit. */
  readonly margin: number | undefined;
  /** Probabilities of `of`, corrected for all metrics compared (Holm). */
  readonly probability: number | null;
  readonly probabilityBeyond: number | null;
  readonly verdict: Verdict;
}

export interface CompareOptions {
  /** Only these; all unless given. */
  readonly names?: readonly string[] | undefined;
  /** What is practically nothing, as a share of the mean of A. */
  readonly equivalent?: number | undefined;
  /** So many first pairs decided how many there are. */
  readonly pilot?: number | undefined;
}

/** Above it a difference may be chance. */
const significance = 0.05;

/** Sorted by standardised effect; equal ones in the order in which runs have them. Text is left out. */
export function comparedMetrics(pairs: readonly Pair[], options: CompareOptions): readonly ComparedMetric[] {
  if (pairs.length === 0) return [];
  const { names, equivalent, pilot } = options;
  const wanted = names === undefined ? undefined : new Set(names);
  const found = pairs[0].a.metrics
    .filter(({ name }) => wanted === undefined || wanted.has(name))
    .flatMap(({ name, unit, kind }) => {
      const values = pairedValues(pairs, name);
      return values === undefined ? [] : [{ name, unit, kind, values }];
    })
    .map((one) => ({ ...one, ...comparedValues(one, { pairs: pairs.length, equivalent, pilot }) }));
  const tested = found.filter(({ of }) => of !== undefined && of.probability !== null);
  const places = new Map(tested.map(({ name }, k) => [name, k] as const));
  const [different, beyond] = [
    holmCorrected(tested.map(({ of }) => of!.probability!)),
    holmCorrected(tested.map(({ of }) => of!.probabilityBeyond ?? 1)),
  ];
  return found
    .map(({ name, unit, measured, of, margin }): ComparedMetric => {
      const k = places.get(name);
      const probability = k === undefined ? null : different[k];
      const probabilityBeyond = k === undefined || margin === undefined ? null : beyond[k];
      const verdict = verdictOf(of, { probability, probabilityBeyond });
      return { name, unit, measured, of, margin, probability, probabilityBeyond, verdict };
    })
    .sort((x, y) => strengthOf(y) - strengthOf(x));
}

/** `sort` leaves equal ones in their order. What is not known comes last. */
const strengthOf = ({ of }: ComparedMetric): number =>
  of === undefined || of.standardised === null ? -1 : Math.min(Number.MAX_VALUE, Math.abs(of.standardised));

/** Undefined for text, and where one side has no such metric. */
export function pairedValues(pairs: readonly Pair[], name: string): PairedValues | undefined {
  const both = pairs.map(({ a, b }) => [valueIn(a, name), valueIn(b, name)] as const);
  if (both.some(([a, b]) => a === undefined || b === undefined || typeof a === "string" || typeof b === "string"))
    return undefined;
  const measured = both.filter(([a, b]) => Number.isFinite(numberOf(a)) && Number.isFinite(numberOf(b)));
  return {
    a: measured.map(([a]) => numberOf(a)),
    b: measured.map(([, b]) => numberOf(b)),
    differences: measured.map(([a, b]) => differenceOf(a!, b!)),
  };
}

const valueIn = ({ metrics }: PairedRun, name: string): MetricValue["value"] | undefined =>
  metrics.find((metric) => metric.name === name)?.value;

const numberOf = (value: MetricValue["value"] | undefined): number =>
  value === null || value === undefined ? Number.NaN : Number(value);

/** Whole amounts on one side only are rounded first. */
function differenceOf(a: number | bigint | string, b: number | bigint | string): number {
  return typeof a === typeof b ? difference(a, b) : Number(b) - Number(a);
}

function comparedValues(
  { values, kind }: { readonly values: PairedValues; readonly kind?: MetricKind | undefined },
  { pairs, equivalent, pilot }: { readonly pairs: number } & Pick<CompareOptions, "equivalent" | "pilot">,
): Pick<ComparedMetric, "measured" | "of" | "margin"> {
  const measured = values.differences.length;
  if (measured < pairs) return { measured, of: undefined, margin: undefined };
  const meanA = pairedDifference(values).meanA;
  const margin = equivalent === undefined ? undefined : equivalent * Math.abs(meanA);
  return { measured, margin, of: pairedDifference(values, { kind, pilot, margin }) };
}

function verdictOf(
  of: PairedDifference | undefined,
  { probability, probabilityBeyond }: Pick<ComparedMetric, "probability" | "probabilityBeyond">,
): Verdict {
  if (of === undefined) return "unmeasured";
  if (of.deviation === 0 && of.effect === 0) return "same";
  // A difference may be sure and yet be practically nothing.
  if (probabilityBeyond !== null && probabilityBeyond < significance) return "equivalent";
  if (probability === null || probability >= significance) return "undecided";
  return of.effect > 0 ? "higher" : "lower";
}
