import type { Table } from "../../../sim/table/result-table.js";
import { type Mark, withMarks } from "../../../sim/view/marks.js";
import { sampleLayers } from "../../../sim/view/panels.js";
import type { PictureSpec, Spec } from "../../../sim/experiment/picture-spec.js";
import { finiteOrNull, timeAxisOfSeries, timeRows, typicalOf } from "../../../sim/view/rows.js";
import { palette, picture, shortNumber } from "../../../sim/view/theme.js";
import { type TimeAxis, timeChannel } from "../../../sim/view/time-axis.js";

/** What was measured on the real network, day by day since the start of the run. */
export interface Observed {
  /** Days since the run began; may have gaps. */
  readonly day: readonly number[];
  readonly columns: readonly ObservedColumn[];
}

export interface ObservedColumn {
  /** Column of the series that simulates it. */
  readonly name: string;
  /** What it is, in words, with its unit. */
  readonly label: string;
  /** One value a day; NaN where nothing was measured. */
  readonly values: readonly number[];
}

const panelsPerRow = 2;
const dayS = 86_400;

/** Small pictures side by side: the simulated line, and on it the measured points. */
export function measuredBeside(
  series: Table,
  observed: Observed,
  { caption, marks = [] }: { readonly caption: string; readonly marks?: readonly Mark[] },
): PictureSpec {
  const axis = timeAxisOfSeries(series);
  return picture(
    "measured-beside",
    {
      title: "Simulated and measured network",
      reading: "Line: simulated; points: measured. Vertical axes need not begin at zero.",
      caption,
    },
    {
      columns: panelsPerRow,
      spacing: { row: 30, column: 40 },
      resolve: { scale: { color: "shared", shape: "shared" }, legend: { color: "shared" } },
      concat: observed.columns.map((column) =>
        withMarks(smallPanel(series, observed.day, column, axis), { marks, axis, areNamed: false }),
      ),
    },
  );
}

function smallPanel(
  series: Table,
  days: readonly number[],
  { name, label, values }: ObservedColumn,
  axis: TimeAxis,
): Spec {
  const measures = [{ column: name, label: "value" }];
  const simulated = timeRows(series, typicalOf(series, measures), axis);
  const measured = days
    .map((day, k) => ({ time: (day * dayS) / axis.unitS, value: finiteOrNull(values[k]) }))
    .filter(({ time, value }) => value !== null && time >= axis.domain[0] && time <= axis.domain[1]);
  const x = timeChannel(axis, { labelled: true });
  const y: Spec = {
    field: "value",
    type: "quantitative",
    scale: { zero: false, nice: true },
    axis: { title: null, labelExpr: shortNumber, tickCount: 4 },
  };
  return {
    title: { text: label, fontSize: 13, fontWeight: "normal", frame: "group", offset: 8 },
    width: 300,
    height: 140,
    layer: [
      {
        data: { values: measured },
        mark: { type: "point", filled: true, opacity: 1, size: 22 },
        encoding: { x, y, color: color("measured") },
      },
      ...sampleLayers({ series, measures }, { x, y, color: color("simulated") }),
      {
        data: { values: simulated },
        mark: { type: "line", strokeWidth: 2 },
        encoding: { x, y, color: color("simulated") },
      },
    ],
  };
}

const color = (datum: string): Spec => ({
  datum,
  type: "nominal",
  scale: { domain: ["simulated", "measured"], range: [palette.accent[0], palette.measured] },
  legend: { symbolType: "circle", symbolSize: 90, symbolStrokeWidth: 0, offset: 16 },
});
