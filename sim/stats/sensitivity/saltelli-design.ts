/**
 * Saltelli's design: two independent samples A and B of the inputs, and for each input A with that column of B, from which the
 * parts of the variance follow that inputs have. Both samples are halves of one Sobol sequence of twice the dimensions.
 *
 * Source: Saltelli et al. 2010, Variance based sensitivity analysis of model output; direction numbers: Joe and Kuo 2008, by the package `sobol`.
 */
import { SobolSequenceGenerator } from "sobol";
import type { Seed } from "../../random/seed.js";
import { createStreams } from "../../random/stream.js";

export interface SaltelliOptions {
  readonly axes: number;
  /** Rows of A and of B; a power of two keeps the sequence balanced. */
  readonly rows: number;
  readonly seed: Seed;
}

/** Row by row: A, B, then A with one column of B for each input. */
export const placesOfRow = (axes: number): number => axes + 2;

/**
 * `rows` × (`axes` + 2) places, shares of the way from 0 up to but not 1. The sequence is shifted by one drawn vector, the same for all of
 * its points (Cranley and Patterson 1976), so that no place is a corner and another seed has other places.
 */
export function saltelliDesign({ axes, rows, seed }: SaltelliOptions): readonly (readonly number[])[] {
  const draws = createStreams(seed, 0).purpose("sensitivity.saltelli");
  const sequence = new SobolSequenceGenerator(2 * axes);
  const shift = Array.from({ length: 2 * axes }, (_unused, k) => draws.uniform(k, 0));
  const places: (readonly number[])[] = [];
  for (let row = 0; row < rows; row++) {
    const point = sequence.nextVector().map((value, k) => (value + shift[k]) % 1);
    const [a, b] = [point.slice(0, axes), point.slice(axes)];
    places.push(a, b);
    for (let axis = 0; axis < axes; axis++) places.push(a.with(axis, b[axis]));
  }
  return places;
}
