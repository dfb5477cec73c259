/** Conditions that no run can meet, or that every run meets: what they say is known before anything runs. */
import { durationText } from "../../units/readable.js";
import type { MetricKind } from "../../stats/metric-kind.js";
import { batchesMin } from "../../stats/over-time/mser.js";
import { type Comparison, comparisons, type Figure, figureKind, figureName, figureUnit } from "../figures/figure.js";
import { figureMessages } from "../figures/messages.js";
import { whyNoMoment } from "../figures/run-moment.js";
import { type Window, windowText } from "../figures/window.js";
import type { Dated } from "../../scenario/timeline/moments.js";
import { claimMessages as messages } from "./claim-messages.js";

type Value = number | bigint;

/** What is known of all runs before any. */
export interface RunKnown {
  /** When the run ends. */
  readonly horizonUs: number;
  /** The events of its timeline, and its date; without them nothing is known of any. */
  readonly dated?: Dated | undefined;
}

const secondsOf: { readonly [unit: string]: number } = { hours: 3600, days: 86_400, s: 1 };

/** Figures that are times of the run itself, which end with it. */
export const isTimeOfRun = ({ reduction }: Figure): boolean =>
  reduction === "first" || reduction === "timeAbove" || reduction === "timeBelow" || reduction === "warmUp";

/** Why a comparison of a figure's values says nothing of a run; null: it does. */
export function whyKnown(
  figure: Figure,
  { comparison, bound }: { readonly comparison: Comparison; readonly bound: Value },
  run: RunKnown,
): string | null {
  const unit = figureUnit(figure);
  const kind = figureKind(figure);
  const inSeconds = secondsOf[unit];
  if (isTimeOfRun(figure) && inSeconds !== undefined) {
    const boundUs = Number(bound) * inSeconds * 1e6;
    if (boundUs >= run.horizonUs) return messages.beyondRun(durationText(run.horizonUs / 1e6));
    if (figure.window !== undefined && boundUs >= lengthUs(figure.window, run))
      return messages.beyondWindow(figure.window.spanText);
  }
  const known = knownOf(kind, comparison, bound);
  if (known === null || kind === undefined) return null;
  return (known ? messages.alwaysSo : messages.neverSo)(figureName(figure), valuesOf(kind));
}

/** How long a window lasts at most, microseconds; infinite where that depends on the run. */
function lengthUs({ side, spanUs, moment }: Window, { dated }: RunKnown): number {
  const times = dated?.moments.find(({ name }) => name === moment)?.timesUs;
  return side === "within" && times?.length === 1 ? spanUs : Number.POSITIVE_INFINITY;
}

/** Why no run can measure a figure, or why it is the same in all; null: it can, and differs. */
export function whyUnseen(figure: Figure, run: RunKnown): string | null {
  const { metric, bound } = figure;
  if (bound !== undefined) {
    const known = knownOf(metric.kind, bound.comparison, bound.value);
    if (known !== null && metric.kind !== undefined)
      return (known ? messages.alwaysInside : messages.neverInside)(metric.name, valuesOf(metric.kind));
  }
  return whyOutside(figure, run);
}

/** Why no run looks where a figure is of, whatever it measures; null: it may. */
export function whyOutside({ window, at }: Pick<Figure, "window" | "at">, run: RunKnown): string | null {
  const { horizonUs, dated } = run;
  if (at !== undefined) return dated === undefined ? null : whyNoMoment(at, { horizonUs, startMs: dated.startMs });
  return window === undefined ? null : whyNeverLooked(window, run);
}

function whyNeverLooked(window: Window, { horizonUs, dated }: RunKnown): string | null {
  const { side, spanUs, moment } = window;
  const times = dated?.moments.find(({ name }) => name === moment)?.timesUs ?? null;
  if (times === null || dated === undefined) return null;
  const begins = times.map((time) => (side === "within" ? time : time + spanUs));
  if (!begins.some((time) => time < horizonUs))
    return figureMessages.neverLooked(windowText(window), durationText(horizonUs / 1e6));
  const every = dated.lookEveryUs;
  if (side === "beyond" || every === null) return null;
  const isLookedAt = times.some((time) => {
    const lookUs = Math.min((Math.floor(time / every) + 1) * every, horizonUs);
    return lookUs > time && lookUs <= time + spanUs;
  });
  return isLookedAt ? null : figureMessages.lookedBetween(windowText(window), durationText(every / 1e6));
}

/** What decides whether a run has looks enough to find its warm-up in. */
interface Looks extends RunKnown {
  readonly warmUpUs: number | undefined;
  /** Paths of fields that differ from run to run. */
  readonly varied?: readonly string[];
}

const decidesLooks = /^(?:horizon|warmUp|report)\b/;

/** Why the first of these figures that needs a warm-up is measured in no run; undefined: each may be. */
export function whyCold(figures: readonly Figure[], { warmUpUs, varied = [], ...run }: Looks): string | undefined {
  if (varied.some((path) => decidesLooks.test(path))) return undefined;
  return figures.map((figure) => whyNoWarmUp(figure, run, warmUpUs)).find((why) => why !== null) ?? undefined;
}

/** Why a mean over time of a whole run is none in any: its warm-up is to be found in too few looks; null: it may be there. */
function whyNoWarmUp(
  { reduction, window }: Figure,
  { horizonUs, dated }: RunKnown,
  warmUpUs: number | undefined,
): string | null {
  const every = dated?.lookEveryUs ?? null;
  if (
    (reduction !== "mean" && reduction !== "warmUp") ||
    window !== undefined ||
    warmUpUs !== undefined ||
    every === null
  )
    return null;
  // The first and the last are looks too.
  const looks = Math.ceil(horizonUs / every) + 1;
  return looks < batchesMin ? messages.tooFewLooks(looks, batchesMin) : null;
}

const valuesOf = (kind: MetricKind): string => (kind === "share" ? "from 0 to 1" : "0 or more");

/** Of all values that a metric of the kind can have: true, false, or null where it depends. */
export function knownOf(kind: MetricKind | undefined, comparison: Comparison, bound: Value): boolean | null {
  // What may be below zero may be anything.
  if (kind === undefined || kind === "balance") return null;
  const isMet = comparisons[comparison];
  // Both ends, and values on either side of the bound: a comparison changes nowhere else.
  const [least, most] = [0, kind === "share" ? 1 : Number.MAX_VALUE];
  const around: Value[] = [Number(bound) / 2, bound, Number(bound) * 2];
  const inside = around.filter((value) => value >= least && value <= most);
  const answers = [least, most, ...inside].map((value) => isMet(value, bound));
  return answers.every((answer) => answer === answers[0]) ? answers[0] : null;
}
