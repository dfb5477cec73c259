/** `mean(FIGURE) < 5`, `mean(FIGURE) in [4, 6] @ 95%`: where the mean over runs lies. */
import { averagedFigure } from "../../figures/averaged.js";
import type { Cursor } from "../../figures/cursor.js";
import { type Bound, type Figure, figureKind, figureName, figureUnit } from "../../figures/figure.js";
import { isTimeOfRun, knownOf } from "../by-construction.js";
import type { MeanClaim } from "../claim.js";
import { claimMessages as messages } from "../claim-messages.js";
import { type ClaimText, limitEnd, sides } from "./claim-text.js";
import { parseLimit } from "../../figures/limit.js";
import type { MetricInfo } from "../../figures/metric-info.js";
import { asMetric } from "../../figures/as-metric.js";

type Range = Pick<MeanClaim, "lower" | "upper" | "text">;

/** Undefined: something else stands there. */
export function parseMean(text: ClaimText): MeanClaim | undefined {
  const cursor: Cursor = text.cursor;
  const start = cursor.at;
  if (!/^mean\b/.test(cursor.rest)) return undefined;
  text.opens("mean");
  const at = cursor.at;
  const figure = averagedFigure(text.figures);
  text.refuseUnseen(at, figure);
  text.closes();
  cursor.skip();
  const range = cursor.takesWord("in") ? between(text, start, figure) : beside(text, start, figure);
  const confidence = text.confidence();
  return { kind: "mean", figure, ...range, confidence, unit: figureUnit(figure) };
}

const textOf = (figure: Figure): string => `mean(${figureName(figure)})`;

/** On one side of a bound. */
function beside(text: ClaimText, start: number, figure: Figure): Range {
  const cursor: Cursor = text.cursor;
  if (!sides.some((side) => cursor.rest.startsWith(side)))
    cursor.fail(cursor.at, cursor.rest.length, messages.needsRange());
  const side = text.side(textOf(figure), "< 5");
  const limit = text.figures.limit(side, asMetric(figure), false);
  text.refuseKnown(start, figure, { comparison: side, bound: limit.value });
  const bound = Number(limit.value);
  const isAbove = side.startsWith("<");
  return {
    lower: isAbove ? Number.NEGATIVE_INFINITY : bound,
    upper: isAbove ? bound : Number.POSITIVE_INFINITY,
    text: `${textOf(figure)} ${side} ${limit.text}`,
  };
}

/** Between two limits in square brackets. */
function between(text: ClaimText, start: number, figure: Figure): Range {
  const cursor: Cursor = text.cursor;
  const of = asMetric(figure);
  cursor.skip();
  const at = cursor.at;
  if (!cursor.takes("[")) cursor.fail(at, cursor.rest.length, messages.rangeNotClosed());
  const written = [text.figures.limit(">=", of, false)];
  cursor.skip();
  if (!cursor.takes(",")) cursor.fail(cursor.at, cursor.rest.length, messages.rangeNotClosed());
  written.push(text.figures.limit("<=", of, false));
  cursor.skip();
  if (!cursor.takes("]")) cursor.fail(cursor.at, cursor.rest.length, messages.rangeNotClosed());
  const [lower, upper] = withUnitBehind(text, written, of);
  if (Number(lower.value) >= Number(upper.value)) cursor.fail(at, cursor.at - at, messages.rangeTurned());
  const kind = figureKind(figure);
  const isAbove = knownOf(kind, ">=", lower.value) === true;
  // What ends with the run cannot be between two times behind it, and is always below one.
  if (isAbove || isTimeOfRun(figure)) {
    if (knownOf(kind, "<=", upper.value) === true)
      text.refuseKnown(start, figure, { comparison: ">=", bound: lower.value });
    if (isAbove) text.refuseKnown(start, figure, { comparison: "<=", bound: upper.value });
    else text.refuseKnown(start, figure, { comparison: ">=", bound: lower.value });
  }
  return {
    lower: Number(lower.value),
    upper: Number(upper.value),
    text: `${textOf(figure)} in [${lower.text}, ${upper.text}]`,
  };
}

/** Of `[4, 6] jobs` the unit is that of both. */
function withUnitBehind(text: ClaimText, bounds: readonly Bound[], of: MetricInfo): readonly Bound[] {
  const cursor: Cursor = text.cursor;
  cursor.skip();
  const unit = cursor.rest.slice(0, limitEnd(cursor.rest)).trimEnd();
  if (unit === "") return bounds;
  const inUnit = bounds.map((bound) => {
    const said = `${bound.text} ${unit}`;
    const limit = parseLimit(said, of);
    if (!limit.ok) cursor.fail(cursor.at, unit.length, limit.message);
    return { ...bound, value: limit.value, text: said };
  });
  cursor.at += unit.length;
  return inUnit;
}
