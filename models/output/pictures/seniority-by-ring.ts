import type { Table } from "../../../sim/table/result-table.js";
import { amountScale } from "../../../sim/view/amount-scale.js";
import type { PictureSpec, Spec } from "../../../sim/experiment/picture-spec.js";
import { finiteOrNull, numbersOf } from "../../../sim/view/rows.js";
import { thinned } from "../../../sim/view/thinned.js";
import { palette, panel, picture, shortNumber } from "../../../sim/view/theme.js";

/** Up to so many rings each has its own bar; more of them are drawn as a band. */
const maxBars = 30;

/** How old the provers of each ring are in seniority, and how many they are. */
export function seniorityByRing(rings: Table, caption: string): PictureSpec {
  const asBars = rings.rowCount <= maxBars;
  const x = (labelled: boolean): Spec => ({
    field: "ring",
    type: asBars ? "ordinal" : "quantitative",
    ...(asBars ? {} : { scale: { nice: false } }),
    axis: {
      title: labelled ? "ring (0 is the innermost)" : null,
      labels: labelled,
      labelFlush: false,
      labelAngle: 0,
      tickMinStep: 1,
    },
  });
  const height = 240;
  return picture(
    "seniority-by-ring",
    {
      title: "Seniority of active provers by ring",
      reading: asBars
        ? "Bar: the middle 80 % of a ring's provers; black line: median; diamond: mean."
        : "Band: the middle 80 % of a ring's provers; line: median; dashes: mean.",
      caption,
    },
    {
      data: { values: ringRows(rings) },
      vconcat: [
        { width: panel.width, height, layer: asBars ? barLayers(rings, x(false)) : bandLayers(rings, x(false)) },
        {
          width: panel.width,
          height: 90,
          mark: asBars ? { type: "bar", color: palette.depth[2] } : { type: "area", color: palette.depth[2] },
          encoding: {
            x: x(true),
            y: {
              field: "provers",
              type: "quantitative",
              // Bars that vega would pile up have no extent in an empty table.
              stack: null,
              ...(rings.rowCount === 0 && { scale: { domain: [0, 1] } }),
              axis: { title: "active provers", labelExpr: shortNumber, tickCount: 3, tickMinStep: 1 },
            },
          },
        },
      ],
    },
  );
}

const columns = ["ring", "provers", "seniority_mean", "seniority_p10", "seniority_p50", "seniority_p90"] as const;

function ringRows(rings: Table): Spec[] {
  const values = columns.map((name) => numbersOf(rings, name));
  return thinned(rings.rowCount).map((row) =>
    Object.fromEntries(columns.map((name, k) => [name, finiteOrNull(values[k][row])])),
  );
}

function y(rings: Table): (field: string) => Spec {
  const { scale, ticks } = amountScale(columns.slice(2).flatMap((name) => numbersOf(rings, name)));
  const axis: Spec = {
    title: "seniority (points)",
    labelExpr: shortNumber,
    ...(ticks === undefined ? {} : { values: ticks }),
  };
  return (field) => ({ field, type: "quantitative", scale, axis });
}

function barLayers(rings: Table, x: Spec): Spec[] {
  const amount = y(rings);
  const barWidth = (0.6 * panel.width) / Math.max(1, rings.rowCount);
  return [
    {
      mark: { type: "bar", color: palette.depth[3], width: barWidth },
      encoding: { x, y: amount("seniority_p10"), y2: { field: "seniority_p90" } },
    },
    {
      mark: { type: "tick", orient: "horizontal", color: palette.ink, opacity: 1, thickness: 2.5, size: barWidth },
      encoding: { x, y: amount("seniority_p50") },
    },
    {
      mark: {
        type: "point",
        shape: "diamond",
        filled: true,
        opacity: 1,
        size: 70,
        color: palette.measured,
        stroke: "white",
      },
      encoding: { x, y: amount("seniority_mean") },
    },
  ];
}

function bandLayers(rings: Table, x: Spec): Spec[] {
  const amount = y(rings);
  return [
    {
      mark: { type: "area", color: palette.depth[3] },
      encoding: { x, y: amount("seniority_p10"), y2: { field: "seniority_p90" } },
    },
    { mark: { type: "line", color: palette.ink, strokeWidth: 2 }, encoding: { x, y: amount("seniority_p50") } },
    {
      mark: { type: "line", color: palette.measured, strokeWidth: 2, strokeDash: [6, 3] },
      encoding: { x, y: amount("seniority_mean") },
    },
  ];
}
