/** How metrics answer to one field: the mean with its interval, and between which values most replications are. */
import type { Response } from "../../experiment/sweep/most-moved.js";
import type { PointEstimates } from "../../experiment/sweep/estimates.js";
import type { Spec } from "../../experiment/picture-spec.js";
import { amountScale } from "../amount-scale.js";
import { bandOpacity, palette, shortNumber } from "../theme.js";
import { thinned } from "../thinned.js";
import { estimateRows } from "./estimate-rows.js";
import type { SweptField } from "./swept-fields.js";

const panelsPerRow = 2;
/** More dots would be a line again. */
const maxDots = 60;

export const curvesReading =
  "Line or dots: mean; dark: its 95 % interval; light: 5 % to 95 % of replications. Vertical axes need not begin at zero.";

/** Small panels side by side, one a metric. */
export const responseCurves = (
  estimates: readonly PointEstimates[],
  { field, responses }: { readonly field: SweptField; readonly responses: readonly Response[] },
): Spec => ({
  columns: panelsPerRow,
  spacing: { row: 34, column: 44 },
  concat: responses.map((response) => responsePanel(shownOf(estimates), { field, response, isLine: field.isNumeric })),
});

/** A curve has no more points than it needs to be smooth. */
const maxPoints = 300;
const shownOf = (estimates: readonly PointEstimates[]): readonly PointEstimates[] =>
  thinned(estimates.length, maxPoints).map((k) => estimates[k]);

/** One metric over one field; without a line where neighbours differ in other fields too. */
export function responsePanel(
  estimates: readonly PointEstimates[],
  {
    field,
    response: { name, unit },
    isLine,
    width = 300,
  }: {
    readonly field: SweptField;
    readonly response: Pick<Response, "name" | "unit">;
    readonly isLine: boolean;
    readonly width?: number;
  },
): Spec {
  const x: Spec = {
    field: "f0",
    ...(field.isNumeric
      ? { type: "quantitative", scale: scaleOf(field) }
      : { type: "nominal", sort: [...field.levels] }),
    axis: {
      title: field.name,
      labelFlush: false,
      ...(field.isNumeric ? { labelExpr: shortNumber, tickCount: 6 } : labelsOf(field, width)),
    },
  };
  const y = (of: string): Spec => ({
    field: of,
    type: "quantitative",
    scale: { zero: false, nice: true },
    axis: { title: unit === "" ? null : unit, labelExpr: shortNumber, tickCount: 5 },
  });
  const span = (mark: Spec, from: string, to: string): Spec => ({
    mark,
    encoding: { x, y: y(from), y2: { field: to } },
  });
  const [color] = palette.accent;
  const bands: Spec[] = isLine
    ? [
        span({ type: "area", color, opacity: bandOpacity.most }, "p05", "p95"),
        span({ type: "area", color, opacity: bandOpacity.half }, "lower95", "upper95"),
      ]
    : [
        span({ type: "rule", color, opacity: 0.3, strokeWidth: 1.5 }, "p05", "p95"),
        span({ type: "rule", color, opacity: 0.6, strokeWidth: 4 }, "lower95", "upper95"),
      ];
  const dots = isLine && estimates.length > maxDots ? { point: false } : { point: { color, filled: true, size: 28 } };
  return {
    title: { text: name, fontSize: 13, fontWeight: "normal", frame: "group", offset: 8 },
    width,
    height: 170,
    data: { values: estimateRows(estimates, { metric: name, fields: [field] }) },
    layer: [
      ...bands,
      {
        mark: isLine
          ? { type: "line", color, strokeWidth: 2, ...dots }
          : { type: "point", color, filled: true, opacity: 1, size: 26 },
        encoding: { x, y: y("mean") },
      },
    ],
  };
}

/** Letters of a label are about so wide, pixels. */
const letterWidth = 6.5;

/** Words below an axis: slanted where they would run into each other. */
function labelsOf({ levels }: SweptField, width: number): Spec {
  const longest = levels.reduce<number>((most, level) => Math.max(most, String(level).length), 0);
  return longest * letterWidth < width / levels.length ? { labelAngle: 0 } : { labelAngle: -40, labelLimit: 140 };
}

/** Logarithmic where values spread widely, and from the first to the last. */
function scaleOf({ levels }: SweptField): Spec {
  const { scale } = amountScale(levels as readonly number[]);
  if (scale["type"] === "log") return { type: "log", domain: [levels[0], levels.at(-1)!], nice: false };
  return { zero: false, nice: false, padding: 8 };
}
