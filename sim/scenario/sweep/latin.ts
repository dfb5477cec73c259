/** Latin hypercubes: points that cover every field's range evenly, however many fields there are. */
import { shuffle } from "../../random/distributions/choose.js";
import type { Seed } from "../../random/seed.js";
import { createStreams } from "../../random/stream.js";
import type { Magnitude } from "./magnitude.js";
import { between, type Bounds } from "./range.js";

/**
 * One value a point for a field: its range is cut into as many parts as there are points, on its scale; every part has
 * one value, and which point gets which part is drawn. The streams are named by seed and path, so that adding a field
 * changes no other.
 */
export function latinValues(seed: Seed, path: string, bounds: Bounds, points: number): Magnitude[] {
  const streams = createStreams(seed, 0);
  const parts = Array.from({ length: points }, (_, k) => k);
  shuffle(streams.purpose(`sweep.latin.order/${path}`).cursor(0), parts);
  const within = streams.purpose(`sweep.latin.place/${path}`);
  return parts.map((part) => between(bounds, (part + within.uniform(part, 0)) / points));
}
