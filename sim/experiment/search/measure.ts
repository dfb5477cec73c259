/**
 * What a search makes large or small, read as people write it:
 *
 *     mean(max(queue.length))     the mean over runs; the same without mean( )
 *     P(queue.length > 10)        how likely an event is in a run, as of expectations
 *     q90(first(queue.load > 5 %))
 *     operators[0].count          a searched field
 */
import { quantileSorted, sort } from "d3-array";
import type { SearchAxis } from "../../scenario/search/axis.js";
import { amountOf, readMagnitude } from "../../scenario/sweep/magnitude.js";
import type { Dated } from "../../scenario/timeline/moments.js";
import type { Plain } from "../../scenario/tree.js";
import type { MetricKind } from "../../stats/metric-kind.js";
import type { Claim } from "../expect/claim.js";
import { conditionsOf, type Event, isSo, type ValueOf } from "../expect/event.js";
import { claimMessages } from "../expect/claim-messages.js";
import { whyUnseen } from "../expect/by-construction.js";
import { parseClaim } from "../expect/parse/parse-claim.js";
import { averagedFigure } from "../figures/averaged.js";
import { Cursor, type Read, readWith } from "../figures/cursor.js";
import { type Figure, figureKind, figureName, figureUnit } from "../figures/figure.js";
import { figureMessages } from "../figures/messages.js";
import { FigureReader, type MetricList } from "../figures/parse.js";

interface Named {
  /** In one way of writing. */
  readonly text: string;
  readonly unit: string;
}

export type Measure = Named &
  (
    | { readonly kind: "mean"; readonly figure: Figure }
    | { readonly kind: "probability"; readonly event: Event }
    | { readonly kind: "quantile"; readonly figure: Figure; readonly share: number }
    | { readonly kind: "field"; readonly axis: number }
  );

export interface MeasureContext {
  readonly metrics: MetricList;
  readonly horizonUs: number;
  /** The dated events that windows may be of; without it any. */
  readonly dated?: Dated;
  readonly axes: readonly Pick<SearchAxis, "path" | "written">[];
}

export function parseMeasure(text: string, context: MeasureContext): Read<Measure> {
  const axis = context.axes.findIndex(({ path }) => path === text.trim());
  if (axis >= 0) return { ok: true, value: { kind: "field", axis, ...namedAs(context.axes[axis]) } };
  if (/^\s*P\s*\(/.test(text)) return parseProbability(text, context);
  return readWith(() => readFigure(text, context));
}

const namedAs = ({ path, written }: MeasureContext["axes"][number]): Named => ({
  text: path,
  unit: unitOf(written)?.unit.symbol ?? "",
});

/** An expectation without its bound. */
function parseProbability(text: string, { metrics, horizonUs, dated }: MeasureContext): Read<Measure> {
  const claim = parseClaim(`${text} > 50 %`, metrics, horizonUs, dated);
  if (!claim.ok) return claim;
  return { ok: true, value: measureOf(claim.value) };
}

function readFigure(text: string, { metrics, horizonUs, dated }: MeasureContext): Measure {
  const cursor: Cursor = new Cursor(text);
  const figures = new FigureReader(cursor, metrics, { dated });
  cursor.skip();
  const word = /^(?:mean|median|q\d[\d.]*)(?=\s*\()/.exec(cursor.rest)?.[0];
  const start = cursor.at;
  if (word !== undefined) {
    cursor.at += word.length;
    cursor.skip();
    cursor.takes("(");
  }
  const at = cursor.at;
  const figure = word === undefined || word === "mean" ? averagedFigure(figures) : figures.figure();
  const why = whyUnseen(figure, { horizonUs, dated });
  if (why !== null) cursor.fail(at, cursor.at - at, why);
  cursor.skip();
  if (word !== undefined && !cursor.takes(")")) cursor.fail(cursor.at, cursor.rest.length, claimMessages.notClosed());
  cursor.skip();
  if (cursor.rest !== "") cursor.fail(cursor.at, cursor.rest.length, figureMessages.tooMuch(cursor.rest));
  const unit = figureUnit(figure);
  const name = figureName(figure);
  if (word === undefined || word === "mean") return { kind: "mean", figure, text: `mean(${name})`, unit };
  const share = word === "median" ? 0.5 : Number(word.slice(1)) / 100;
  if (!(share > 0 && share < 1)) cursor.fail(start, word.length, claimMessages.noQuantile(word));
  return { kind: "quantile", figure, share, text: `${word}(${name})`, unit };
}

/** What an expectation is about, without its bound. Throws for one that is of every run. */
export function measureOf(claim: Claim): Measure {
  const text = claim.text.replace(/\s+(?:<=?|>=?|in)\s[^()]*$/, "");
  switch (claim.kind) {
    case "probability":
      return { kind: "probability", event: claim.event, text, unit: "share" };
    case "mean":
      return { kind: "mean", figure: claim.figure, text, unit: claim.unit };
    case "quantile":
      return { kind: "quantile", figure: claim.figure, share: claim.share, text, unit: claim.unit };
    case "every":
      throw new RangeError("what is so in every run has no measure");
  }
}

/** Figures that have to be measured in each run. */
export const figuresInMeasure = (measure: Measure): readonly Figure[] => {
  if (measure.kind === "field") return [];
  if (measure.kind !== "probability") return [measure.figure];
  return conditionsOf(measure.event).flatMap(({ figure, witness }) =>
    witness === undefined ? [figure] : [figure, witness],
  );
};

/** What they are called. */
export const figuresOfMeasure = (measure: Measure): readonly string[] => figuresInMeasure(measure).map(figureName);

export const kindOfMeasure = (measure: Measure): MetricKind | undefined =>
  measure.kind === "probability" ? "share" : measure.kind === "field" ? undefined : figureKind(measure.figure);

/** What each run says of it; null: nothing was measured there. Of an event 1 where it is so, else 0. */
export function valuesIn(measure: Measure, runs: readonly ValueOf[]): readonly (number | null)[] {
  if (measure.kind === "field") return [];
  return runs.map((valueOf) => {
    if (measure.kind === "probability") return isSo(measure.event, valueOf) === true ? 1 : 0;
    const value = valueOf(figureName(measure.figure));
    return value === null ? null : Number(value);
  });
}

/** Its value at a point. Null where a run measured nothing: the rest would not be what was asked. */
export function valueOfMeasure(
  measure: Measure,
  runs: readonly ValueOf[],
  parameters: readonly Plain[],
  axes: MeasureContext["axes"],
): number | null {
  if (measure.kind === "field") return fieldValue(parameters[measure.axis], axes[measure.axis]);
  const values = valuesIn(measure, runs).filter((value) => value !== null);
  if (values.length < runs.length || values.length === 0) return null;
  if (measure.kind === "quantile") return quantileSorted(sort(values), measure.share) ?? null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** In the unit in which the search writes it first; null of a word, and of what is no field of the point. */
function fieldValue(parameter: Plain, { written }: Pick<SearchAxis, "written">): number | null {
  const magnitude = readMagnitude(parameter);
  return magnitude === undefined ? null : amountOf({ ...magnitude, unit: unitOf(written) });
}

const unitOf = (written: readonly Plain[]): NonNullable<ReturnType<typeof readMagnitude>>["unit"] =>
  readMagnitude(written[0])?.unit ?? null;
