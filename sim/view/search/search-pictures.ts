/** The picture of a search: what was found against what it costs, with the front; where no cost is known, point by point. */
import type { PictureSpec, Spec } from "../../experiment/picture-spec.js";
import type { ScenarioBasics } from "../../experiment/model.js";
import { tradedBy, tradedPoints } from "../../experiment/search/front.js";
import type { Measure } from "../../experiment/search/measure.js";
import type { SearchResult } from "../../experiment/search/run-search.js";
import { finalFront } from "../../experiment/search/search-table.js";
import { palette, panel, picture, shortNumber } from "../theme.js";

const titleOf = ({ text, unit }: Measure): string => (unit === "" ? text : `${text} (${unit})`);

const axis = (title: string): Spec => ({ title, labelExpr: shortNumber, tickCount: 6 });

/** None where nothing was measured. */
export function searchPictures<Scenario extends ScenarioBasics>(
  result: SearchResult<Scenario>,
  caption: string,
): readonly PictureSpec[] {
  const { points, bench, best, budget } = result;
  const { goal } = bench.search;
  const traded = tradedBy(goal);
  const rows =
    traded === null
      ? points.flatMap(({ point, score }) =>
          score.value === null ? [] : [{ point, cost: point, damage: score.value }],
        )
      : tradedPoints(goal, points);
  if (rows.length === 0) return [];
  const of = new Map(points.map((one) => [one.point, one]));
  const values = rows.map((row) => ({
    ...row,
    stage: stageOf(of.get(row.point)?.stage),
    runs: of.get(row.point)?.replications ?? 0,
  }));
  const x: Spec = {
    field: "cost",
    type: "quantitative",
    scale: { zero: false, nice: true },
    axis: axis(traded === null ? "points in the order in which they were looked at" : titleOf(traded.cost)),
  };
  const damage = traded?.damage ?? goal.measure;
  const y: Spec = {
    field: "damage",
    type: "quantitative",
    scale: { zero: false, nice: true },
    axis: axis(titleOf(damage)),
  };
  const [near, found, drawn] = palette.accent;
  const color: Spec = {
    field: "stage",
    type: "nominal",
    scale: { domain: [stages.drawn, stages.near], range: [drawn, near] },
  };
  const own = rows.find(({ point }) => point === best?.point);
  const bound =
    goal.aim === "minimise" && goal.until?.bound.kind === "probability" ? goal.until.bound.bound : undefined;
  return [
    picture(
      "found",
      {
        title: traded === null ? `The most that was found` : `What is to be had for which cost`,
        reading: `Dots: points, larger with more replications${traded === null ? "" : `; line: the best of those with ${budget.lastReplications}`}${own === undefined ? "" : "; circle: the best found"}${bound === undefined ? "" : "; dashes: what must hold"}.`,
        caption,
      },
      {
        width: panel.width,
        height: 300,
        layer: [
          ...(bound === undefined
            ? []
            : [
                {
                  data: { values: [{ damage: bound }] },
                  mark: { type: "rule", color: palette.quiet, strokeDash: [4, 3] },
                  encoding: { y },
                },
              ]),
          ...(traded === null
            ? []
            : [
                {
                  data: { values: finalFront(result).map((one) => ({ ...one })) },
                  mark: { type: "line", interpolate: "step-after", color: found, strokeWidth: 1.5 },
                  encoding: { x, y, order: { field: "cost", type: "quantitative" } },
                },
              ]),
          {
            data: { values },
            mark: { type: "point", filled: true, opacity: 0.75 },
            encoding: {
              x,
              y,
              color,
              size: { field: "runs", type: "quantitative", scale: { range: [16, 70] }, legend: null },
            },
          },
          ...(own === undefined
            ? []
            : [
                {
                  data: { values: [{ ...own }] },
                  mark: { type: "point", filled: false, color: found, strokeWidth: 2.5, size: 220 },
                  encoding: { x, y },
                },
              ]),
        ],
      },
    ),
  ];
}

const stages = { drawn: "drawn at random", near: "near a better one" } as const;
const stageOf = (stage: keyof typeof stages | undefined): string => stages[stage ?? "drawn"];
