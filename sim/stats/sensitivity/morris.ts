/**
 * Elementary effects: which inputs of a function matter at all, from few values of it. A trajectory begins at a point drawn on a
 * grid and changes one input after the other, each once, in a drawn order, by more than half of its range; what each
 * change does, divided by its length, is an elementary effect.
 *
 * Source: Morris 1991, Factorial Sampling Plans for Preliminary Computational Experiments; μ*: Campolongo, Cariboni and Saltelli 2007.
 */
import { mean } from "d3-array";
import type { Seed } from "../../random/seed.js";
import { createStreams } from "../../random/stream.js";
import { type ResampledInterval, resampledInterval } from "./resampled-interval.js";

/** One change of one input: between two points of the design that follow one another. */
export interface MorrisStep {
  readonly axis: number;
  /** Numbers of the points in the design. */
  readonly before: number;
  readonly after: number;
  /** By how much the input changes, as a share of its range; below zero: it falls. */
  readonly change: number;
}

export interface MorrisDesign {
  /** Shares of the way of every input, 0 to 1. */
  readonly places: readonly (readonly number[])[];
  readonly steps: readonly MorrisStep[];
}

export interface MorrisOptions {
  readonly axes: number;
  readonly trajectories: number;
  readonly seed: Seed;
}

/** Values of an input on the grid; even, so that each is drawn equally often. */
const levels = 4;
/** A step, in parts of the range: levels / (2 (levels − 1)), with which every value of the grid is as likely as any other. */
const stride = levels / (2 * (levels - 1));

/** `trajectories` × (`axes` + 1) places, one trajectory after the other; another one changes none of those before it. */
export function morrisDesign({ axes, trajectories, seed }: MorrisOptions): MorrisDesign {
  const draws = createStreams(seed, 0).purpose("sensitivity.morris");
  const places: number[][] = [];
  const steps: MorrisStep[] = [];
  for (let trajectory = 0; trajectory < trajectories; trajectory++) {
    // Three draws an input: where it begins, which way it goes, and when its turn is.
    const inputs = Array.from({ length: axes }, (_unused, axis) => {
      const low = draws.below(trajectory, 3 * axis, levels / 2) / (levels - 1);
      const rises = draws.below(trajectory, 3 * axis + 1, 2) === 1;
      return { axis, rises, low, turn: draws.uniform(trajectory, 3 * axis + 2) };
    });
    const place = inputs.map(({ rises, low }) => (rises ? low : low + stride));
    places.push([...place]);
    for (const { axis, rises, low } of inputs.toSorted((a, b) => a.turn - b.turn || a.axis - b.axis)) {
      place[axis] = rises ? low + stride : low;
      steps.push({ axis, before: places.length - 1, after: places.length, change: rises ? stride : -stride });
      places.push([...place]);
    }
  }
  return { places, steps };
}

/** What is known of one input, in the unit of the function for its whole range. */
export interface MorrisMeasures {
  readonly axis: number;
  /** Effects that were measured. */
  readonly effects: number;
  /** Their mean, with its sign; and of their sizes, which no signs cancel, with its interval. Null: none was measured. */
  readonly mu: number | null;
  readonly muStar: number | null;
  readonly muStar95: ResampledInterval | null;
  /** Their standard deviation: above zero the input works otherwise elsewhere, by itself or with others. Null: fewer than two. */
  readonly sigma: number | null;
}

/** `values`: of the places of the design; null: nothing was measured there. */
export function morrisMeasures(
  { steps }: MorrisDesign,
  axes: number,
  values: readonly (number | null)[],
): readonly MorrisMeasures[] {
  const effects: number[][] = Array.from({ length: axes }, () => []);
  for (const { axis, before, after, change } of steps) {
    const [from, to] = [values[before], values[after]];
    if (from !== null && to !== null) effects[axis].push((to - from) / change);
  }
  return effects.map((own, axis) => {
    const sizes = own.map(Math.abs);
    return {
      axis,
      effects: own.length,
      mu: mean(own) ?? null,
      muStar: mean(sizes) ?? null,
      muStar95: resampledInterval(sizes.length, (rows) => meanOfRows(sizes, rows)),
      sigma: deviationOf(own),
    };
  });
}

const meanOfRows = (values: readonly number[], rows: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < rows.length; k++) sum += values[rows[k]];
  return sum / rows.length;
};

/** Rounding of equal effects is no deviation. */
function deviationOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const middle = mean(values) as number;
  const squares = values.reduce((sum, value) => sum + (value - middle) * (value - middle), 0);
  const deviation = Math.sqrt(squares / (values.length - 1));
  return deviation <= Math.abs(middle) * 1e-12 ? 0 : deviation;
}
