import { columnName } from "../table/column-name.js";
import { type Column, type Table, valuesOf } from "../table/result-table.js";
import type { Spec, SpecValue } from "../experiment/picture-spec.js";
import { bandRows, lineMark, type Measure, thinRows, timeAxisOfSeries, timeRows, typicalOf } from "./rows.js";
import { isSampled } from "./series-sample.js";
import { type Mark, withMarks } from "./marks.js";
import { isObjectWord } from "./object-words.js";
import { bandOpacity, dashes, palette, panel, shortBytes, shortNumber, thinOpacity } from "./theme.js";
import { timeChannel } from "./time-axis.js";

/** Measures of the series that share one panel over time. */
export interface TimePanel {
  readonly series: Table;
  readonly measures: readonly Measure[];
  /** What the vertical axis counts, with its unit. */
  readonly yTitle: string;
  /** The lowest panel of a picture labels the time axis for all. */
  readonly labelsTime: boolean;
  readonly colors?: readonly string[];
  /** Whether the vertical axis begins at zero; default yes. */
  readonly fromZero?: boolean;
  /** Smallest distance of ticks; 1 for what is counted. */
  readonly tickMinStep?: number;
  readonly height?: number;
  /** What happened when. */
  readonly marks?: readonly Mark[];
}

/** Measures as lines; a single one needs no legend, its axis names it. */
export const linesOverTime = (options: TimePanel): Spec => marked(lines(drawable(options)), options);

/** The words stand in the uppermost panel, which leaves the axis of time to the lowest. */
const marked = (spec: Spec, { series, marks = [], labelsTime }: TimePanel): Spec =>
  withMarks(spec, { marks, axis: timeAxisOfSeries(series), areNamed: !labelsTime });

function lines(options: TimePanel): Spec {
  const { series, measures, fromZero = true } = options;
  const domain = measures.map(({ label }) => label);
  const axis = timeAxisOfSeries(series);
  const isSample = measures.some(({ column }) => isSampled(series, column));
  // A legend takes the faintness of the bands that share its colours.
  const opaque: Spec = isSample ? { symbolOpacity: 1 } : {};
  const legend: SpecValue =
    measures.length > 1 ? { symbolType: "stroke", symbolSize: 600, symbolStrokeWidth: 2.5, ...opaque } : null;
  const x = timeChannel(axis, { labelled: options.labelsTime });
  const y = amountChannel(options, amountScaleOf(options, fromZero));
  const color: Spec = { field: "measure", type: "nominal", scale: { domain, range: colorsOf(options) }, legend };
  const { width, height, ...data } = timePanel({ ...options, measures: typicalOf(series, measures) });
  const strokes: Spec = {
    ...data,
    // A line through a single row would be invisible.
    mark: { type: "line", strokeWidth: 2, point: series.rowCount === 1 },
    encoding: {
      x,
      y,
      color,
      strokeDash: {
        field: "measure",
        type: "nominal",
        scale: { domain, range: dashes.slice(0, domain.length) },
        legend,
      },
    },
  };
  if (!isSample) return { width, height, ...strokes };
  return { width, height, layer: [...sampleLayers(options, { x, y, color }), strokes] };
}

/** Below the lines of a sample: single replications, and the bands that hold the middle of them. */
export function sampleLayers(
  { series, measures }: Pick<TimePanel, "series" | "measures">,
  { x, y, color }: { readonly x: Spec; readonly y: Spec; readonly color: Spec },
): readonly Spec[] {
  const axis = timeAxisOfSeries(series);
  const thin = thinRows(series, measures, axis);
  if (thin.lines.length === 0) return [];
  const band = (from: string, to: string, opacity: number): Spec => ({
    mark: { type: "area", opacity },
    encoding: { x, y: { ...y, field: from }, y2: { field: to }, color },
  });
  return [
    {
      data: { values: bandRows(series, measures, axis) },
      layer: [band("p05", "p95", bandOpacity.most), band("p25", "p75", bandOpacity.half)],
    },
    {
      data: { values: thin.rows },
      transform: [
        { fold: thin.lines.map(fieldOf), as: ["line", "amount"] },
        { calculate: `substring(datum.line, 0, lastindexof(datum.line, ${JSON.stringify(lineMark)}))`, as: "measure" },
      ],
      mark: { type: "line", strokeWidth: 0.6, opacity: thinOpacity },
      encoding: { x, y: { ...y, field: "amount" }, color, detail: { field: "line" } },
    },
  ];
}

/** Parts of a whole: of one replication as areas; of several as lines, since areas have no room for how they differ. */
export const partsOverTime = (options: TimePanel & { readonly lineColors: readonly string[] }): Spec =>
  options.measures.some(({ column }) => isSampled(options.series, column))
    ? linesOverTime({ ...options, colors: options.lineColors })
    : areasOverTime(options);

/** Parts of a whole as areas, the first at the bottom; `asShares`: each as its share of the whole. */
export const areasOverTime = (options: TimePanel & { readonly asShares?: boolean }): Spec =>
  marked(areas(drawable(options)), options);

function areas(options: TimePanel & { readonly asShares?: boolean }): Spec {
  const { asShares = false } = options;
  const domain = options.measures.map(({ label }) => label);
  const base = timePanel(options);
  return {
    ...base,
    transform: [
      ...(base["transform"] as readonly SpecValue[]),
      { calculate: `indexof(${JSON.stringify(domain)}, datum.measure)`, as: "rank" },
      ...(asShares ? toShares : []),
    ],
    mark: { type: "area", stroke: "white", strokeWidth: 0.5 },
    encoding: {
      x: timeChannel(timeAxisOfSeries(options.series), { labelled: options.labelsTime }),
      y: {
        ...(asShares ? shareChannel(options) : amountChannel(options, amountScaleOf(options, true))),
        stack: "zero",
      },
      color: {
        field: "measure",
        type: "nominal",
        scale: { domain, range: colorsOf(options) },
        legend: { symbolType: "square", symbolSize: 140, symbolStrokeWidth: 0 },
      },
      order: { field: "rank", type: "quantitative" },
    },
  };
}

/** Each amount by the sum of its time step; vega's own normalized stack divides zero by zero. */
const toShares: readonly Spec[] = [
  { joinaggregate: [{ op: "sum", field: "amount", as: "total" }], groupby: ["time"] },
  { calculate: "datum.total > 0 ? datum.amount / datum.total : 0", as: "amount" },
];

const shareChannel = ({ yTitle }: TimePanel): Spec => ({
  field: "amount",
  type: "quantitative",
  scale: { domain: [0, 1] },
  axis: { title: yTitle, format: ".0%", tickCount: 4 },
});

/** Panels one above the other over the same time, all with the colours of the first and its legend. */
export const panelsWithOneLegend = (panels: readonly Spec[]): Spec => ({ vconcat: panels });

/** Panels one above the other over the same time, each with its own legend. */
export const stackedPanels = (panels: readonly Spec[]): Spec => ({
  vconcat: panels,
  resolve: {
    legend: { color: "independent", strokeDash: "independent" },
    scale: { color: "independent", strokeDash: "independent" },
  },
});

/** With labels that no key of a row is, and no word that every object of vega knows: they get a space that nobody sees. */
const drawable = <Options extends TimePanel>(options: Options): Options => ({
  ...options,
  measures: options.measures.map(({ column, label }) => ({ column, label: isTaken(label) ? `${label} ` : label })),
});

const isTaken = (label: string): boolean => label === "time" || isObjectWord(label);

/** A key of rows as vega is to read it: what would lead into an object, or be a quotation, stands for itself. */
const fieldOf = (key: string): string => key.replaceAll(/[\\.[\]'"]/g, String.raw`\$&`);

function timePanel({ series, measures, height = panel.height }: TimePanel): Spec {
  return {
    width: panel.width,
    height,
    data: { values: timeRows(series, measures, timeAxisOfSeries(series)) },
    transform: [{ fold: measures.map(({ label }) => fieldOf(label)), as: ["measure", "amount"] }],
  };
}

const amountChannel = ({ yTitle, tickMinStep = 0, measures }: TimePanel, scale: Spec): Spec => ({
  field: "amount",
  type: "quantitative",
  scale,
  axis: {
    title: yTitle,
    labelExpr: measures.every(isInBytes) ? shortBytes : shortNumber,
    tickCount: 5,
    ...(tickMinStep > 0 ? { tickMinStep } : {}),
  },
});

/** The unit of a column is the last word of its name; amounts of bytes are read in kB, MB and so on. */
const isInBytes = ({ column }: Measure): boolean => /(^|_)bytes$/.test(columnName(column));

/** Without an amount other than zero vega would put the zero in the middle, or have no axis at all. */
function amountScaleOf({ series, measures }: TimePanel, fromZero: boolean): Spec {
  const empty = !measures.some(({ column }) => hasAmount(valuesOf(series, column)));
  return empty ? { domain: [0, 1] } : { zero: fromZero, nice: true };
}

const colorsOf = ({ colors = palette.accent, measures }: TimePanel): readonly string[] =>
  colors.slice(0, measures.length);

function hasAmount(values: Column["values"]): boolean {
  for (let row = 0; row < values.length; row++) if (isAmount(Number(values[row]))) return true;
  return false;
}

const isAmount = (value: number): boolean => value !== 0 && Number.isFinite(value);
