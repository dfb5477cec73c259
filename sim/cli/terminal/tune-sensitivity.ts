/** Which parameters matter for what is tuned, as a table for the terminal. */
import type { ScenarioBasics } from "../../experiment/model.js";
import type { TuneResult } from "../../experiment/tune/run-tune.js";
import { type Sensitivity, toldEffect, toldPart } from "../../experiment/tune/sensitivity.js";
import { amount, percent, tableText, withUnit } from "./tune-figures.js";

const maxMatters = 5;

/** For each objective and constraint the parameters that matter most. */
export function sensitivityTable<Scenario extends ScenarioBasics>({
  bench,
  sensitivities,
}: TuneResult<Scenario>): string {
  const paths = bench.ready.tune.axes.map(({ path }) => path);
  const rows = sensitivities.measures.flatMap((one) =>
    rankedAxes(one, paths.length)
      .slice(0, maxMatters)
      .map((axis, k) => [k === 0 ? one.measure.text : "", paths[axis], ...sensitivityCells(one, axis)]),
  );
  if (rows.length === 0) return "None was measured to do anything.";
  // Without indices there is nothing to be told of them.
  const hasIndices = sensitivities.measures.some(({ indices }) => indices.length > 0);
  if (hasIndices) return tableText(["of", "parameter", "by itself", "with others", "over its range"], rows, [2, 3, 4]);
  const told = rows.map(([of, parameter, , , range]) => [of, parameter, range]);
  return tableText(["of", "parameter", "over its range"], told, [2]);
}

/** By total index where there is one, else by the mean size of its effects. */
function rankedAxes({ effects, indices }: Sensitivity, axes: number): readonly number[] {
  const weight = (axis: number): number =>
    indices.length > 0
      ? (indices.find((one) => one.axis === axis)?.total ?? Number.NEGATIVE_INFINITY)
      : (effects.find((one) => one.axis === axis)?.muStar ?? Number.NEGATIVE_INFINITY);
  return Array.from({ length: axes }, (_unused, axis) => axis)
    .filter((axis) => weight(axis) > 0)
    .sort((a, b) => weight(b) - weight(a) || a - b);
}

const indexText = (value: number, interval: { readonly lower: number; readonly upper: number } | null): string =>
  interval === null ? partText(value) : `${partText(value)} [${partText(interval.lower)}, ${partText(interval.upper)}]`;

const partText = (index: number): string => percent(toldPart(index));

function sensitivityCells({ measure, effects, indices }: Sensitivity, axis: number): string[] {
  const effect = effects.find((one) => one.axis === axis);
  const index = indices.find((one) => one.axis === axis);
  return [
    index === undefined ? "–" : indexText(index.first, index.first95),
    index === undefined ? "–" : indexText(index.total, index.total95),
    effect === undefined || effect.muStar === null
      ? "–"
      : `± ${amount(toldEffect(measure, effect.muStar), measure.unit)}${withUnit(measure.unit)}`,
  ];
}
