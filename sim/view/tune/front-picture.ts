/** What can be had at once: every point that was measured, the front, and where its points lie in other futures. */
import type { PictureSpec, Spec } from "../../experiment/picture-spec.js";
import type { ScenarioBasics } from "../../experiment/model.js";
import type { Measure } from "../../experiment/search/measure.js";
import type { TuneResult } from "../../experiment/tune/run-tune.js";
import { palette, panel, picture, shortNumber } from "../theme.js";

const axis = (title: string): Spec => ({ title, labelExpr: shortNumber, tickCount: 6 });
const titleOf = ({ text, unit }: Measure): string => (unit === "" ? text : `${text} (${unit})`);

/** The first objective against each other one; of a single one against the order in which points were looked at. */
export function frontPicture<Scenario extends ScenarioBasics>(
  result: TuneResult<Scenario>,
  caption: string,
): readonly PictureSpec[] {
  const { bench, isFeasible, robustness } = result;
  const { objectives, constraints } = bench.ready;
  const isSingle = objectives.length === 1;
  const pairs = isSingle ? [null] : objectives.slice(1).map((_unused, k) => k + 1);
  const panels = pairs.flatMap((other) => panelsOf(result, other, pairs.length));
  if (panels.length === 0) return [];
  const whiskers = robustness.length === 0 ? "" : "; lines: the middle 80 % of other futures, dashes to their medians";
  const holding = constraints.length === 0 ? "" : "; light: does not hold what must";
  const heading = {
    title: isSingle ? "What was found" : "What can be had at once",
    reading: `Orange: ${isFeasible ? "no other point beats it" : "nearest to what must hold"}; circle: ${isSingle ? "the best" : "nearest to the best of each"}${whiskers}${holding}.`,
    caption,
  };
  const body = panels.length === 1 ? panels[0] : { columns: 2, spacing: { row: 34, column: 44 }, concat: panels };
  return [picture("front", heading, body)];
}

function panelsOf<Scenario extends ScenarioBasics>(
  { bench, points, front, compromise, robustness }: TuneResult<Scenario>,
  other: number | null,
  count: number,
): Spec[] {
  const { objectives } = bench.ready;
  const across = other === null ? undefined : objectives[0].measure;
  const upright = objectives[other ?? 0].measure;
  const rows = points.flatMap((point, order) => {
    const { values, violation } = bench.judged(point);
    const [x, y] = [other === null ? order : values[0], values[other ?? 0]];
    return x === null || y === null ? [] : [{ point, x, y, state: violation === 0 ? "holds" : "misses" }];
  });
  if (rows.length === 0) return [];
  const orderOf = new Map(rows.map(({ point, x }) => [point, x]));
  const onFront = new Set(front);
  const spread = robustness.flatMap(({ point, objectives: of }) => {
    const [first, second] = [other === null ? null : of[0], of[other ?? 0]];
    const at = orderOf.get(point);
    if (second === null || at === undefined || (other !== null && first === null)) return [];
    const own = rows.find((row) => row.point === point);
    return [
      {
        fromX: at,
        fromY: own?.y ?? second.median,
        x: first?.median ?? at,
        y: second.median,
        left: first?.q10 ?? at,
        right: first?.q90 ?? at,
        low: second.q10,
        high: second.q90,
      },
    ];
  });
  const scale: Spec = { zero: false, nice: true };
  const x = (field = "x"): Spec => ({
    field,
    type: "quantitative",
    scale,
    axis: axis(across === undefined ? "points in the order in which they were looked at" : titleOf(across)),
  });
  const y = (field = "y"): Spec => ({ field, type: "quantitative", scale, axis: axis(titleOf(upright)) });
  const [blue, orange] = palette.accent;
  const dots = (values: readonly object[], mark: Spec): Spec => ({
    data: { values: values.map((row) => ({ ...row })) },
    mark: { type: "point", ...mark },
    encoding: { x: x(), y: y() },
  });
  return [
    {
      width: count === 1 ? panel.width : 320,
      height: count === 1 ? 320 : 240,
      layer: [
        dots(
          rows.filter(({ state }) => state === "misses"),
          { filled: true, color: palette.accent[2], opacity: 0.35, size: 22 },
        ),
        dots(
          rows.filter(({ state, point }) => state === "holds" && !onFront.has(point)),
          { filled: true, color: blue, opacity: 0.7, size: 28 },
        ),
        // From where a point was found to where it lies in the middle of the futures.
        {
          data: { values: spread },
          mark: { type: "rule", color: orange, opacity: 0.6, strokeDash: [3, 3] },
          encoding: { x: x("fromX"), x2: { field: "x" }, y: y("fromY"), y2: { field: "y" } },
        },
        {
          data: { values: spread },
          mark: { type: "rule", color: orange, opacity: 0.6, strokeWidth: 1.5 },
          encoding: { x: x(), y: y("low"), y2: { field: "high" } },
        },
        {
          data: { values: spread },
          mark: { type: "rule", color: orange, opacity: 0.6, strokeWidth: 1.5 },
          encoding: { x: x("left"), x2: { field: "right" }, y: y() },
        },
        dots(
          rows.filter(({ point }) => onFront.has(point)),
          { filled: true, color: orange, opacity: 1, size: 44 },
        ),
        dots(
          rows.filter(({ point }) => point === compromise),
          { filled: false, color: orange, strokeWidth: 2.5, size: 240 },
        ),
      ],
    },
  ];
}
