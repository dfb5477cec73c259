/** What junk on one's own shards is worth, by the size of the world and by who gets the fees: table, picture, turning points. */
import { estimate } from "../../sim/stats/estimate.js";
import { type TurningPoint, turningPoints } from "../../sim/stats/turning-points.js";
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { dashes, palette, picture, shortNumber } from "../../sim/view/theme.js";
import { amountText, intervalText, sizeText } from "./texts.js";

/** Of one pair of runs that share their random numbers. */
export interface JunkFigure {
  readonly worldGiB: number;
  readonly feeSink: string;
  readonly replication: number;
  /** What is won with junk, less its fees, beyond what the same machine wins without. */
  readonly gainQuil: number;
}

export interface JunkPoint {
  readonly x: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

/** In the order in which the sweep has them. */
export const sinksOf = (figures: readonly JunkFigure[]): readonly string[] => [
  ...new Set(figures.map(({ feeSink }) => feeSink)),
];

/** Means with their intervals under one fee sink, by size of the world in GB, ascending. */
export function curveOf(figures: readonly JunkFigure[], feeSink: string): readonly JunkPoint[] {
  const of = figures.filter((one) => one.feeSink === feeSink);
  const worlds = [...new Set(of.map(({ worldGiB }) => worldGiB))].sort((a, b) => a - b);
  return worlds.map((worldGiB) => {
    const { mean, lower, upper } = estimate(
      of.filter((one) => one.worldGiB === worldGiB).map(({ gainQuil }) => gainQuil),
    );
    return { x: (worldGiB * 2 ** 30) / 1e9, mean, lower: lower ?? mean, upper: upper ?? mean };
  });
}

/** A row a size, a column a fee sink; below them from which size on junk is a loss. */
export function junkTable(figures: readonly JunkFigure[]): string {
  const sinks = sinksOf(figures);
  const curves = sinks.map((sink) => curveOf(figures, sink));
  const rows = curves[0].map(
    ({ x }, k) => `| ${sizeText(x)} | ${curves.map((curve) => cellText(curve[k])).join(" | ")} |`,
  );
  const turns = curves.map((curve) =>
    turningPoints(curve)
      .filter(({ isFall }) => isFall)
      .map(turnText)
      .join("; "),
  );
  return [
    `| world | ${sinks.map((sink) => `\`${sink}\``).join(" | ")} |`,
    `| --- | ${sinks.map(() => "--:").join(" | ")} |`,
    ...rows,
    `| **a loss from** | ${turns.map((text) => `**${text === "" ? "–" : text}**`).join(" | ")} |`,
  ].join("\n");
}

const cellText = ({ mean, lower, upper }: JunkPoint): string =>
  `${amountText(mean)} ${intervalText(amountText(lower), amountText(upper))}`;

const turnText = ({ x, lower95, upper95 }: TurningPoint): string =>
  `${sizeText(x)} ${intervalText(lower95 === null ? "…" : sizeText(lower95), upper95 === null ? "…" : sizeText(upper95))}`;

/** A line a fee sink over the size of the world, both axes logarithmic; a rule where each passes zero. */
export function junkPicture(figures: readonly JunkFigure[]): PictureSpec {
  const sinks = sinksOf(figures);
  const values = sinks.flatMap((sink) => curveOf(figures, sink).map((point) => ({ ...point, sink })));
  const turns = sinks.flatMap((sink) =>
    turningPoints(curveOf(figures, sink))
      .filter(({ isFall }) => isFall)
      .map(({ x, lower95, upper95 }) => ({ sink, x, from: lower95 ?? x, to: upper95 ?? x, zero: 0 })),
  );
  const channel = {
    field: "sink",
    type: "nominal",
    sort: [...sinks],
  };
  const color = {
    ...channel,
    legend: { symbolType: "stroke", symbolOpacity: 1, symbolStrokeWidth: 3 },
    scale: { domain: [...sinks], range: palette.accent.slice(0, sinks.length) },
  };
  const x = {
    field: "x",
    type: "quantitative",
    scale: { type: "log" },
    axis: {
      title: "size of the world",
      labelExpr: "datum.value >= 1000 ? datum.value / 1000 + ' TB' : datum.value + ' GB'",
      values: [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
    },
  };
  return picture(
    "attacks-junk",
    {
      title: "What 400 MB of junk on one's own shards are worth in ten days",
      reading:
        "Means of pairs with their 95 % intervals, fees of 5 QUIL taken off; diamonds: where the sign turns, and its interval.",
      caption: "scenarios/attacks/junk-sweep.yaml · npm run attacks",
    },
    {
      width: 640,
      height: 320,
      layer: [
        {
          data: { values: [{ zero: 0 }] },
          mark: { type: "rule", color: palette.quiet },
          encoding: { y: { field: "zero", type: "quantitative" } },
        },
        {
          data: { values },
          mark: { type: "area", opacity: 0.14 },
          encoding: { x, y: y("lower"), y2: { field: "upper" }, color },
        },
        {
          data: { values },
          mark: { type: "line", point: { size: 30 } },
          encoding: {
            x,
            y: y("mean"),
            color,
            strokeDash: {
              ...channel,
              scale: { domain: [...sinks], range: dashes.slice(0, sinks.length) },
              legend: null,
            },
          },
        },
        {
          data: { values: turns },
          mark: { type: "rule", strokeWidth: 5, opacity: 0.5 },
          encoding: { x: { ...x, field: "from" }, x2: { field: "to" }, y: y("zero"), color },
        },
        {
          data: { values: turns },
          mark: { type: "point", shape: "diamond", size: 120, filled: true, opacity: 1 },
          encoding: { x, y: y("zero"), color },
        },
      ],
    },
  );
}

/** Zero in the middle, logarithmic to both sides. */
const y = (field: string) => ({
  field,
  type: "quantitative",
  scale: { type: "symlog", constant: 5 },
  axis: {
    title: "QUIL more than without junk",
    values: [-10_000, -1000, -100, -10, 0, 10, 100, 1000, 10_000],
    labelExpr: shortNumber,
  },
});
