/** How metrics answer to a swept field: a small panel each, with the interval of every mean, a curve for the other fields. */
import type { PictureSpec, Spec } from "../experiment/picture-spec.js";
import type { SweptMetric } from "./report/point-figures.js";
import { bandOpacity, dashes, palette, picture, shortNumber } from "./theme.js";

/** A swept field with its values at all points, as a scenario writes them; numbers where they can be put on an axis. */
export interface SweptField {
  readonly path: string;
  /** Name of its column, which carries the unit. */
  readonly column: string;
  readonly texts: readonly string[];
  readonly numbers: readonly number[] | null;
}

const panelsPerRow = 2;

export interface ResponseCurves {
  readonly metrics: readonly SweptMetric[];
  readonly fields: readonly SweptField[];
  readonly caption: string;
}

/** Null where there is nothing to draw: no metric, or one point. */
export function responseCurves({ metrics, fields, caption }: ResponseCurves): PictureSpec | null {
  if (metrics.length === 0 || fields.length === 0) return null;
  const along = fields.reduce((most, field) => (distinct(field) > distinct(most) ? field : most));
  const others = fields.filter((field) => field !== along);
  const curveOf = (point: number): string => others.map(({ path, texts }) => `${path} ${texts[point]}`).join(", ");
  const curves = [...new Set(along.texts.map((_, point) => curveOf(point)))];
  const drawn = curves.slice(0, palette.accent.length);
  const left = curves.length - drawn.length;
  return picture(
    "response-curves",
    {
      title: `What ${along.path} changes`,
      reading:
        `Means over replications, with the 95 % interval of each. Axes need not begin at zero.` +
        (left > 0 ? ` The first ${drawn.length} of ${curves.length} curves.` : ""),
      caption,
    },
    {
      columns: panelsPerRow,
      spacing: { row: 30, column: 40 },
      resolve: { scale: { color: "shared" }, legend: { color: "shared" } },
      concat: metrics.map((metric) => smallPanel(metric, along, { curveOf, drawn })),
    },
  );
}

const distinct = ({ texts }: SweptField): number => new Set(texts).size;

function smallPanel(
  { metric, unit, figures }: SweptMetric,
  along: SweptField,
  { curveOf, drawn }: { readonly curveOf: (point: number) => string; readonly drawn: readonly string[] },
): Spec {
  const { numbers } = along;
  const rows = figures
    .map(({ point, mean, lower, upper }) => ({
      at: numbers === null ? along.texts[point] : numbers[point],
      curve: curveOf(point),
      mean,
      lower: Number.isFinite(lower) ? lower : mean,
      upper: Number.isFinite(upper) ? upper : mean,
    }))
    .filter(({ curve }) => drawn.includes(curve));
  const x: Spec =
    numbers === null
      ? { field: "at", type: "ordinal", sort: null, axis: { title: along.path, labelAngle: 0 } }
      : {
          field: "at",
          type: "quantitative",
          scale: { zero: false, nice: false },
          axis: { title: along.column, labelExpr: shortNumber, tickCount: 5 },
        };
  const y: Spec = {
    field: "mean",
    type: "quantitative",
    scale: { zero: false, nice: true },
    axis: { title: unit === "" ? null : unit, labelExpr: shortNumber, tickCount: 4 },
  };
  const scale = { domain: drawn, range: palette.accent.slice(0, drawn.length) };
  const legend = drawn.length > 1 ? { symbolType: "stroke", symbolSize: 600, symbolOpacity: 1, columns: 1 } : null;
  const color: Spec = { field: "curve", type: "nominal", scale, legend };
  const dashed: Spec = {
    field: "curve",
    type: "nominal",
    scale: { domain: drawn, range: dashes.slice(0, drawn.length) },
    legend,
  };
  const interval: Spec = { y: { ...y, field: "lower" }, y2: { field: "upper" } };
  return {
    title: { text: metric, fontSize: 13, fontWeight: "normal", frame: "group", offset: 8 },
    width: 290,
    height: 150,
    data: { values: rows },
    layer: [
      numbers === null
        ? { mark: { type: "rule", strokeWidth: 2, opacity: 0.5 }, encoding: { x, ...interval, color } }
        : { mark: { type: "area", opacity: bandOpacity }, encoding: { x, ...interval, color } },
      {
        mark: { type: "line", strokeWidth: 2, point: { size: 26 } },
        encoding: { x, y, color, strokeDash: dashed },
      },
    ],
  };
}
