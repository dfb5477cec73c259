/** What a comparison found, in sentences and rows for people. */
import { median } from "d3-array";
import type { ComparedMetric } from "../../experiment/compare/compared-metrics.js";
import type { Change } from "../../experiment/compare/ready-comparison.js";
import type { Comparison, Question } from "../../experiment/compare/run-comparison.js";
import { counted, amountText } from "../../units/readable.js";

/** What the second side has otherwise; more would not be read. */
export function changeLines(changes: readonly Change[]): string[] {
  const shown = changes.slice(0, maxChanges);
  const rest = changes.length - shown.length;
  return [
    ...shown.map(({ path, a = "not set", b = "not set" }) => `${path}: ${a} in A, ${b} in B`),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
}

const maxChanges = 8;

/** What was found and how sure it is. */
export function answerLines({ pairs, metrics, needed, wanted }: Comparison, question: Question): string[] {
  if (pairs.length < 2) return [`${pairsText(pairs.length)}: too few to say how sure a difference is; two are needed.`];
  const count = (...verdicts: readonly ComparedMetric["verdict"][]): number =>
    metrics.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const nothing = count("equivalent");
  return [
    `${pairsText(pairs.length)} of replications with the same random numbers on both sides. Of ${metricsText(metrics.length)} ` +
      `${count("higher", "lower")} differ, ` +
      (question.equivalent === undefined
        ? ""
        : `${nothing} differ by less than ${percent(question.equivalent)}, which was said to be practically nothing, `) +
      `${count("same")} are the same in every pair, ${count("undecided")} are undecided` +
      `${count("unmeasured") > 0 ? `, ${count("unmeasured")} have no value in some run` : ""}.`,
    "Verdicts hold for all of them together in 95 of 100 comparisons (Holm); intervals of 95 % are of each alone.",
    ...gainLines(metrics),
    ...precisionLines({ needed, wanted, count: pairs.length }, question),
  ];
}

/** What the common random numbers were worth where something was found. */
function gainLines(metrics: readonly ComparedMetric[]): string[] {
  const gains = metrics.flatMap(({ verdict, of }) =>
    (verdict === "higher" || verdict === "lower") && of !== undefined && of.gain !== null ? [of.gain] : [],
  );
  const middle = median(gains);
  if (middle === undefined) return [];
  return [
    `Without pairs, intervals as narrow as these would take ${counted(gainText(middle), "time")} as many replications ` +
      `(the median of ${gains.length === 1 ? "1 metric that differs" : `${gains.length} metrics that differ`}; gain says it of each).`,
  ];
}

function precisionLines(
  { needed, wanted, count }: { readonly needed: number | undefined; readonly wanted: number; readonly count: number },
  { pairs, maxPairs }: Question,
): string[] {
  if (needed === undefined) return [];
  const enough =
    needed > wanted
      ? `${needed} would be needed, and at most ${maxPairs} were allowed: the intervals are wider than asked`
      : count < wanted
        ? "not all of them were run: the intervals are wider than asked"
        : "the intervals are as narrow as asked";
  return [
    `The first ${counted(pairs, "pair")} said how many it takes (Stein's two stages, which keep the 95 %): ${needed}; ${enough}.`,
  ];
}

/** One row a metric: name, means of A and B, difference, interval, standardised effect, gain of pairing, probability, verdict. */
export function metricCells({ name, unit, of, probability, verdict, margin }: ComparedMetric): string[] {
  const words = verdictWords(verdict, margin, unit);
  if (of === undefined) return [name, "", "", "", "", "", "", "", words];
  const { lower95, upper95, standardised, gain } = of;
  return [
    name,
    amountText(of.meanA),
    amountText(of.meanB),
    `${signed(of.effect)} ${unit}`.trimEnd(),
    lower95 === null || upper95 === null ? "" : `${signed(lower95)} to ${signed(upper95)}`,
    standardised === null ? "" : Number.isFinite(standardised) ? standardised.toFixed(2) : "always",
    gain === null ? "" : gainText(gain),
    probability === null ? "" : probability < 0.001 ? "< 0.001" : probability.toFixed(3),
    words,
  ];
}

export const metricHeads = [
  "metric",
  "A",
  "B",
  "difference",
  "95 % interval",
  "by deviation",
  "gain",
  "p",
  "verdict",
] as const;

/** To what a handful of pairs can tell of it. */
const gainText = (gain: number): string => (gain < 10 ? gain.toFixed(1) : amountText(Math.round(gain)));

function verdictWords(verdict: ComparedMetric["verdict"], margin: number | undefined, unit: string): string {
  if (verdict === "higher" || verdict === "lower") return `B ${verdict}`;
  if (verdict === "equivalent" && margin !== undefined) return `within ${amountText(margin)} ${unit}`.trimEnd();
  return verdict;
}

const signed = (value: number): string => (value > 0 ? `+${amountText(value)}` : amountText(value));
const pairsText = (count: number): string => counted(count, "pair");
const metricsText = (count: number): string => counted(count, "metric");
const percent = (share: number): string => `${Number((share * 100).toPrecision(6))} %`;
