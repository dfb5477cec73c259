/** What a search looks like: the probability over the parameter with its critical value; of several searches the frontier. */
import type { Spec, PictureSpec } from "../../experiment/picture-spec.js";
import type { SearchAnswer } from "../../experiment/threshold/answer.js";
import { bandOpacity, palette, panel, picture, shortNumber } from "../theme.js";

export interface PicturedParameter {
  readonly path: string;
  /** Of its amounts; empty for plain numbers. */
  readonly unit: string;
  readonly scale: "linear" | "log";
}

export interface PicturedThreshold {
  readonly answers: readonly SearchAnswer[];
  readonly parameter: PicturedParameter;
  readonly second: PicturedParameter | undefined;
  /** Of the probability. */
  readonly bound: number;
  readonly confidence: string;
  readonly caption: string;
}

export function thresholdPictures(pictured: PicturedThreshold): readonly PictureSpec[] {
  const { answers, second } = pictured;
  const shown = answers.filter(({ tried }) => tried.length > 0);
  if (shown.length === 0) return [];
  if (second === undefined) return [curvePicture(pictured, shown[0])];
  return shown.some(({ critical }) => critical !== undefined) ? [frontierPicture(pictured, second)] : [];
}

const titleOf = ({ path, unit }: PicturedParameter): string => (unit === "" ? path : `${path}, ${unit}`);

const scaleOf = ({ scale }: PicturedParameter, more: Spec): Spec =>
  scale === "log" ? { type: "log", ...more } : { zero: false, ...more };

const amountChannel = (field: string, parameter: PicturedParameter): Spec => ({
  field,
  type: "quantitative",
  scale: scaleOf(parameter, { nice: false, padding: 10 }),
  axis: { title: titleOf(parameter), labelExpr: shortNumber, tickCount: 8 },
});

/** Where probabilities are small or nearly 1, the axis shows what lies about the bound. */
const rare = 0.05;
const about = 8;
const isZoomed = (bound: number): boolean => bound < rare || bound > 1 - rare;

function probabilityDomain(bound: number): readonly [number, number] {
  if (!isZoomed(bound)) return [0, 1];
  return bound < rare ? [0, about * bound] : [1 - about * (1 - bound), 1];
}

function curvePicture(
  { parameter, bound, confidence, caption }: PicturedThreshold,
  { tried, curve, critical }: SearchAnswer,
): PictureSpec {
  const x = amountChannel("amount", parameter);
  // Only where the axis shows a part does something reach beyond it.
  const clip = isZoomed(bound);
  const y = (field: string): Spec => ({
    field,
    type: "quantitative",
    scale: { domain: [...probabilityDomain(bound)], nice: false },
    axis: { title: "probability", format: isZoomed(bound) ? ".2~%" : ".0%", tickCount: 5 },
  });
  const [color, mark] = palette.accent;
  const band: readonly Spec[] =
    critical === undefined
      ? []
      : [
          {
            data: { values: [{ from: critical.lower.amount, to: critical.upper.amount }] },
            mark: { type: "rect", color: mark, opacity: 0.16 },
            encoding: { x: { ...x, field: "from" }, x2: { field: "to" } },
          },
          {
            data: { values: [{ amount: critical.estimate.amount }] },
            mark: { type: "rule", color: mark, strokeWidth: 2 },
            encoding: { x },
          },
        ];
  const curves: readonly Spec[] =
    curve.length === 0
      ? []
      : [
          {
            data: { values: curve.map((row) => ({ ...row })) },
            layer: [
              {
                mark: { type: "area", color, opacity: bandOpacity.half, clip },
                encoding: { x, y: y("lower"), y2: { field: "upper" } },
              },
              { mark: { type: "line", color, strokeWidth: 2, clip }, encoding: { x, y: y("estimate") } },
            ],
          },
        ];
  const rows = tried.map(({ value, estimate, lower, upper }) => ({ amount: value.amount, estimate, lower, upper }));
  const heading = {
    title:
      critical === undefined
        ? `No critical value of ${parameter.path}`
        : `Critical ${parameter.path}: ${critical.estimate.text} (${critical.lower.text} to ${critical.upper.text})`,
    reading:
      `Dots: values that were tried, with intervals that hold over all looks (${confidence} for all values together)` +
      `${curve.length === 0 ? "" : "; line: logistic curve"}.\nUpright: the critical value with its interval; level: the bound.`,
    caption,
  };
  return picture("threshold", splitReading(heading), {
    width: panel.width,
    height: panel.height,
    layer: [
      ...band,
      ...curves,
      {
        data: { values: [{ bound }] },
        mark: { type: "rule", color: palette.quiet, strokeDash: [4, 3] },
        encoding: { y: y("bound") },
      },
      {
        data: { values: rows },
        layer: [
          {
            mark: { type: "rule", color: palette.ink, strokeWidth: 1.2, clip },
            encoding: { x, y: y("lower"), y2: { field: "upper" } },
          },
          {
            mark: { type: "point", color: palette.ink, filled: true, opacity: 1, size: 30, clip },
            encoding: { x, y: y("estimate") },
          },
        ],
      },
    ],
  });
}

/** The reading of a picture is one line; a further one stands with the caption. */
function splitReading({ reading, caption, ...heading }: { title: string; reading: string; caption: string }) {
  const [first, ...rest] = reading.split("\n");
  return { ...heading, reading: first, caption: [...rest, caption].join("\n") };
}

function frontierPicture(
  { answers, parameter, confidence, caption, bound }: PicturedThreshold,
  second: PicturedParameter,
): PictureSpec {
  const rows = answers.flatMap(({ second: at, critical }) =>
    at === undefined || critical === undefined
      ? []
      : [
          {
            at: at.amount,
            estimate: critical.estimate.amount,
            lower: critical.lower.amount,
            upper: critical.upper.amount,
          },
        ],
  );
  const x = amountChannel("at", second);
  const y = (field: string): Spec => ({
    field,
    type: "quantitative",
    scale: scaleOf(parameter, { nice: true }),
    axis: { title: titleOf(parameter), labelExpr: shortNumber, tickCount: 6 },
  });
  const [color] = palette.accent;
  const heading = {
    title: `Critical ${parameter.path} over ${second.path}`,
    reading: `Where the probability crosses ${bound}; bands and bars: ${confidence} intervals, each alone.`,
    caption,
  };
  return picture("frontier", heading, {
    width: panel.width,
    height: panel.height,
    data: { values: rows },
    layer: [
      {
        mark: { type: "area", color, opacity: bandOpacity.most },
        encoding: { x, y: y("lower"), y2: { field: "upper" } },
      },
      { mark: { type: "rule", color, strokeWidth: 1.5 }, encoding: { x, y: y("lower"), y2: { field: "upper" } } },
      {
        mark: { type: "line", color, strokeWidth: 2, point: { color, filled: true, size: 34 } },
        encoding: { x, y: y("estimate") },
      },
    ],
  });
}
