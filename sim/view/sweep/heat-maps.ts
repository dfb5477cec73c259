/** How metrics answer to two fields, a coloured cell a point; and to three, as small multiples of such maps. */
import { fsum } from "d3-array";
import type { PointEstimates } from "../../experiment/sweep/estimates.js";
import type { Response } from "../../experiment/sweep/most-moved.js";
import type { Spec, SpecValue } from "../../experiment/picture-spec.js";
import { palette, shortNumber } from "../theme.js";
import { thinned } from "../thinned.js";
import { estimateRows } from "./estimate-rows.js";
import { levelAt, type SweptField } from "./swept-fields.js";

const maxNumbers = 120;
const maxLevelNumbers = 12;
/** Maps side by side; of more values of the third field some are left out, and the picture says so. */
export const maxMaps = 6;

interface HeatMap {
  readonly fields: readonly [x: SweptField, y: SweptField];
  readonly response: Response;
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

/** A map a metric, two side by side. */
export const heatMaps = (
  estimates: readonly PointEstimates[],
  { fields, responses }: { readonly fields: HeatMap["fields"]; readonly responses: readonly Response[] },
): Spec => ({
  columns: 2,
  spacing: { row: 34, column: 60 },
  resolve: { scale: { color: "independent" } },
  concat: responses.map((response) =>
    heatMap(estimates, { fields, response, title: titleOf(response), width: 290, height: 200 }),
  ),
});

/** A row of maps a metric, on one scale of colours; the third field is that with the fewest values. */
export function heatMapsByThird(
  estimates: readonly PointEstimates[],
  { fields, responses }: { readonly fields: readonly SweptField[]; readonly responses: readonly Response[] },
): Spec {
  const third = fields.reduce((least, field) => (field.levels.length < least.levels.length ? field : least));
  const [x, y] = fields.filter((field) => field !== third);
  const levels = thinned(third.levels.length, maxMaps).map((k) => third.levels[k]);
  const width = Math.max(110, Math.floor(640 / levels.length) - 40);
  return {
    resolve: { scale: { color: "independent" } },
    vconcat: responses.map((response) => ({
      title: { text: titleOf(response), fontSize: 13, fontWeight: "normal", anchor: "start" },
      hconcat: levels.map((level) =>
        heatMap(
          estimates.filter((point) => levelAt(point, third) === level),
          { fields: [x, y], response, title: `${third.name} = ${level}`, width, height: 150 },
        ),
      ),
    })),
  };
}

const titleOf = ({ name, unit }: Response): string => (unit === "" ? name : `${name} (${unit})`);

const axis = (field: SweptField, k: number): Spec => ({
  field: `f${k}`,
  type: "ordinal",
  // Rows from the bottom up, as on any other axis.
  sort: k === 1 ? [...field.levels].toReversed() : [...field.levels],
  axis: {
    title: field.name,
    labelAngle: 0,
    labelOverlap: true,
    ...(field.isNumeric && { labelExpr: shortNumber }),
  },
});

function heatMap(estimates: readonly PointEstimates[], { fields, response, title, width, height }: HeatMap): Spec {
  const x = axis(fields[0], 0);
  const y = axis(fields[1], 1);
  const means: Spec = { field: "mean", type: "quantitative" };
  const known = response.means.filter(Number.isFinite);
  const domain = [known.reduce((a, b) => Math.min(a, b), Infinity), known.reduce((a, b) => Math.max(a, b), -Infinity)];
  const hasNumbers = estimates.length <= maxNumbers && fields[0].levels.length <= maxLevelNumbers && width >= 200;
  const middle = (domain[0] + domain[1]) / 2;
  return {
    title: { text: title, fontSize: 12, fontWeight: "normal", frame: "group", offset: 8 },
    width,
    height,
    data: {
      values: estimateRows(estimates, { metric: response.name, fields }).map((row) => ({
        ...row,
        text: shortText(row["mean"]),
      })),
    },
    layer: [
      {
        mark: { type: "rect" },
        encoding: {
          x,
          y,
          color: {
            ...means,
            scale: { domain, nice: true, range: ["#eef3f9", "#6baed6", "#08306b"] },
            legend: {
              orient: "right",
              direction: "vertical",
              gradientLength: height - 40,
              tickCount: 4,
              labelExpr: shortNumber,
            },
          },
        },
      },
      ...(hasNumbers
        ? [
            {
              mark: { type: "text", fontSize: 10 },
              encoding: {
                x,
                y,
                text: { field: "text", type: "nominal" },
                color: { condition: { test: `datum.mean > ${middle}`, value: "white" }, value: palette.ink },
              },
            },
          ]
        : []),
    ],
  };
}

/** Three digits of a number, as axes have them. */
function shortText(value: SpecValue): string {
  if (typeof value !== "number") return "";
  const [unit, ending] = shortUnits.find(([size]) => Math.abs(value) >= size) ?? [1, ""];
  return `${Number((value / unit).toPrecision(3))}${ending}`;
}

const shortUnits: readonly (readonly [size: number, ending: string])[] = [
  [1e9, " bn"],
  [1e6, " M"],
  [1e3, "k"],
];

/** Whether points fill the combinations of the fields well enough for a map. */
export function isGrid(estimates: readonly PointEstimates[], fields: readonly SweptField[]): boolean {
  const combinations = fields.reduce((product, { levels }) => product * levels.length, 1);
  return 2 * estimates.length >= combinations && fsum(fields.map(({ levels }) => levels.length)) <= 200;
}
