/** Which parameters matter for what: elementary effects of all, then Sobol indices of those that do something. */
import { max } from "d3-array";
import { type MorrisMeasures, morrisDesign, morrisMeasures } from "../../stats/sensitivity/morris.js";
import { saltelliDesign } from "../../stats/sensitivity/saltelli-design.js";
import { type SobolIndices, sobolIndices } from "../../stats/sensitivity/sobol-indices.js";
import type { ScenarioBasics } from "../model.js";
import { kindOfMeasure, type Measure } from "../search/measure.js";
import { rowsOf, type TuneBudget } from "./budget.js";
import type { Place } from "./nsga/variation.js";
import { measuresOf, type TuneBench } from "./tune-bench.js";

/** Of one objective or constraint. */
export interface Sensitivity {
  readonly measure: Measure;
  /** By axis; empty where there was no such part. */
  readonly effects: readonly MorrisMeasures[];
  /** Of the axes that are not screened out; empty where nothing varies. */
  readonly indices: readonly SobolIndices[];
}

export interface Sensitivities {
  readonly measures: readonly Sensitivity[];
  /** Axes whose elementary effects are next to none on everything: they stayed in the middle of their range. */
  readonly screened: readonly number[];
  readonly isInterrupted: boolean;
}

/** Of the largest mean effect that any parameter has: less is next to none. */
const screenedBelow = 0.01;

/**
 * An effect over the whole range of a parameter, in the unit of its measure, as it is told: steps go two thirds of the range, and one and
 * a half of what they did may be more than there is of a share.
 */
export const toldEffect = (measure: Measure, effect: number): number =>
  kindOfMeasure(measure) === "share" ? Math.min(1, effect) : effect;

/** An index, or an end of its interval, as it is told: estimates of a part of a whole may miss it on both sides. */
export const toldPart = (index: number): number => Math.min(1, Math.max(0, index));

export async function sensitivitiesOf<Scenario extends ScenarioBasics>(
  bench: TuneBench<Scenario>,
  { trajectories, ...ofRows }: Pick<TuneBudget, "trajectories" | "rows" | "rowPoints">,
): Promise<Sensitivities> {
  const axes = bench.ready.tune.axes.length;
  const { seed } = bench.ready.scenario;
  const measures = measuresOf(bench.ready);
  const design = morrisDesign({ axes, trajectories, seed });
  const morris = await valuesAt(bench, design.places, measures);
  const effects = measures.map((_unused, k) =>
    trajectories === 0 ? [] : morrisMeasures(design, axes, morris.values[k]),
  );
  const screened = trajectories < 2 ? [] : screenedBy(effects, axes);
  const kept = Array.from({ length: axes }, (_unused, axis) => axis).filter((axis) => !screened.includes(axis));
  const result = (indices: readonly (readonly SobolIndices[])[], isInterrupted: boolean): Sensitivities => ({
    measures: measures.map((measure, k) => ({ measure, effects: effects[k], indices: indices[k] ?? [] })),
    screened,
    isInterrupted,
  });
  const rows = rowsOf(ofRows, kept.length);
  if (morris.isInterrupted || rows === 0 || kept.length === 0) return result([], morris.isInterrupted);
  const places = saltelliDesign({ axes: kept.length, rows, seed }).map((shares) => {
    const place = Array.from({ length: axes }, () => 0.5);
    for (const [k, axis] of kept.entries()) place[axis] = shares[k];
    return place;
  });
  const sobol = await valuesAt(bench, places, measures);
  const indices = sobol.values.map((values) =>
    sobolIndices(kept.length, values).map((found) => ({ ...found, axis: kept[found.axis] })),
  );
  return result(sobol.isInterrupted ? [] : indices, sobol.isInterrupted);
}

/** Of each measure the values at all places; a place that is no scenario has none. */
async function valuesAt<Scenario extends ScenarioBasics>(
  bench: TuneBench<Scenario>,
  places: readonly Place[],
  measures: readonly Measure[],
): Promise<{ readonly values: readonly (readonly (number | null)[])[]; readonly isInterrupted: boolean }> {
  const points = places.map((place) => bench.pointAt(place));
  const isDone = await bench.judge(points.filter((point) => point !== undefined));
  const nothing = points.map(() => null);
  const values = measures.map((measure) =>
    isDone ? points.map((point) => (point === undefined ? null : bench.valueAt(measure, point))) : nothing,
  );
  return { values, isInterrupted: !isDone };
}

function screenedBy(effects: readonly (readonly MorrisMeasures[])[], axes: number): readonly number[] {
  const isIdle = (axis: number): boolean =>
    effects.every((ofMeasure) => {
      const largest = max(ofMeasure, ({ muStar }) => muStar ?? 0) ?? 0;
      const own = ofMeasure[axis].muStar;
      return own !== null && own <= screenedBelow * largest;
    });
  return Array.from({ length: axes }, (_unused, axis) => axis).filter(isIdle);
}
