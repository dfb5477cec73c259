/** Conditions that no run can meet, or that every run meets: what they say is known before anything runs. */
import { durationText } from "../../units/readable.js";
import type { MetricKind } from "../../stats/metric-kind.js";
import { type Comparison, comparisons, type Figure, figureKind, figureName, figureUnit } from "../figures/figure.js";
import { claimMessages as messages } from "./claim-messages.js";

type Value = number | bigint;

const secondsOf: { readonly [unit: string]: number } = { hours: 3600, days: 86_400, s: 1 };

/** Figures that are times of the run itself, which end with it. */
const isTimeOfRun = ({ reduction }: Figure): boolean =>
  reduction === "first" || reduction === "timeAbove" || reduction === "timeBelow" || reduction === "warmUp";

/** Why a comparison of a figure's values says nothing of a run; null: it does. `horizonUs`: when the run ends. */
export function whyKnown(
  figure: Figure,
  { comparison, bound }: { readonly comparison: Comparison; readonly bound: Value },
  horizonUs: number,
): string | null {
  const unit = figureUnit(figure);
  const kind = figureKind(figure);
  const inSeconds = secondsOf[unit];
  if (isTimeOfRun(figure) && inSeconds !== undefined && Number(bound) * inSeconds * 1e6 >= horizonUs)
    return messages.beyondRun(durationText(horizonUs / 1e6));
  const known = knownOf(kind, comparison, bound);
  if (known === null || kind === undefined) return null;
  return (known ? messages.alwaysSo : messages.neverSo)(figureName(figure), valuesOf(kind));
}

/** Lowest and highest that a value of a kind can be. What is left of two amounts may be below zero. */
const endsOf = (kind: MetricKind): readonly [number, number] => [
  kind === "balance" ? -Number.MAX_VALUE : 0,
  kind === "share" ? 1 : Number.MAX_VALUE,
];

const valuesOf = (kind: MetricKind): string => (kind === "share" ? "from 0 to 1" : "0 or more");

/** Of all values that a metric of the kind can have: true, false, or null where it depends. */
export function knownOf(kind: MetricKind | undefined, comparison: Comparison, bound: Value): boolean | null {
  if (kind === undefined) return null;
  const isMet = comparisons[comparison];
  // Both ends, and values on either side of the bound: a comparison changes nowhere else.
  const [least, most] = endsOf(kind);
  const around: Value[] = [Number(bound) / 2, bound, Number(bound) * 2];
  const inside = around.filter((value) => value >= least && value <= most);
  const answers = [least, most, ...inside].map((value) => isMet(value, bound));
  return answers.every((answer) => answer === answers[0]) ? answers[0] : null;
}
