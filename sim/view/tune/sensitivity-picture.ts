/** Which parameter matters for what: a panel an objective or constraint, a bar a parameter. */
import type { PictureSpec, Spec } from "../../experiment/picture-spec.js";
import type { ScenarioBasics } from "../../experiment/model.js";
import type { TuneResult } from "../../experiment/tune/run-tune.js";
import { type Sensitivity, toldEffect, toldPart } from "../../experiment/tune/sensitivity.js";
import { palette, picture, shortNumber } from "../theme.js";

const width = 300;
const barStep = 24;
const labelLimit = 220;

/** None where nothing is known of any. */
export function sensitivityPicture<Scenario extends ScenarioBasics>(
  { bench, sensitivities }: TuneResult<Scenario>,
  caption: string,
): readonly PictureSpec[] {
  const paths = bench.ready.tune.axes.map(({ path }) => path);
  const hasIndices = sensitivities.measures.some(({ indices }) => indices.length > 0);
  const panels = sensitivities.measures.flatMap((one) => {
    const rows = hasIndices ? indexRows(one, paths) : effectRows(one, paths);
    return rows.length === 0 ? [] : [panelOf(one, rows, hasIndices)];
  });
  if (panels.length === 0) return [];
  const heading = {
    title: "Which parameter matters for what",
    reading: hasIndices
      ? "Bars: part of the variance that a parameter has with all that it does together with others; dark: by itself; lines: 95 % intervals."
      : "Bars: mean size of what a parameter does over its whole range; lines: 95 % intervals.",
    caption,
  };
  return [picture("sensitivity", heading, { columns: 2, spacing: { row: 34, column: 40 }, concat: panels })];
}

interface Row {
  readonly [key: string]: string | number;
  readonly parameter: string;
  readonly order: number;
  readonly whole: number;
  readonly lower: number;
  readonly upper: number;
}

const indexRows = ({ indices }: Sensitivity, paths: readonly string[]): Row[] =>
  [...indices]
    .sort((a, b) => b.total - a.total || a.axis - b.axis)
    .map(({ axis, first, total, total95 }, order) => ({
      parameter: paths[axis],
      order,
      whole: toldPart(total),
      alone: toldPart(first),
      lower: toldPart(total95?.lower ?? total),
      upper: toldPart(total95?.upper ?? total),
    }));

const effectRows = ({ measure, effects }: Sensitivity, paths: readonly string[]): Row[] =>
  [...effects]
    .sort((a, b) => (b.muStar ?? 0) - (a.muStar ?? 0) || a.axis - b.axis)
    .flatMap(({ axis, muStar, muStar95 }, order) =>
      muStar === null
        ? []
        : [
            {
              parameter: paths[axis],
              order,
              whole: toldEffect(measure, muStar),
              lower: toldEffect(measure, muStar95?.lower ?? muStar),
              upper: toldEffect(measure, muStar95?.upper ?? muStar),
            },
          ],
    );

function panelOf({ measure }: Sensitivity, rows: readonly Row[], hasIndices: boolean): Spec {
  const y: Spec = {
    field: "parameter",
    type: "nominal",
    sort: rows.map(({ parameter }) => parameter),
    axis: { title: null, labelLimit, grid: false },
  };
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    scale: { zero: true, nice: true },
    axis: {
      title: hasIndices ? "part of the variance" : measure.unit === "" ? null : measure.unit,
      labelExpr: shortNumber,
      tickCount: 5,
    },
  });
  const [strong, middle] = [palette.depth[1], palette.depth[3]];
  return {
    title: { text: measure.text, fontSize: 13, fontWeight: "normal", frame: "group", offset: 8 },
    width,
    height: { step: barStep },
    data: { values: rows.map((row) => ({ ...row })) },
    layer: [
      { mark: { type: "bar", color: hasIndices ? middle : strong }, encoding: { y, x: x("whole") } },
      ...(hasIndices
        ? [{ mark: { type: "bar", color: strong, height: { band: 0.45 } }, encoding: { y, x: x("alone") } }]
        : []),
      {
        mark: { type: "rule", color: palette.ink, strokeWidth: 1.5 },
        encoding: { y, x: x("lower"), x2: { field: "upper" } },
      },
    ],
  };
}
