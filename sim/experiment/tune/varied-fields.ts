/** The corners of what is tuned: where what moves in one direction with each parameter is largest, and smallest. */
import type { LoadedSearch } from "../../scenario/search/read.js";
import type { SearchAxis } from "../../scenario/search/axis.js";
import type { VariedFields } from "../../scenario/search/varied-fields.js";

const maxCorners = 64;

/** The last share of the way: ranges have their end at 1, which is not reached. */
const nearlyOne = 1 - 2 ** -53;

export function variedFields<Scenario>(
  scenario: Scenario,
  { axes, pointAt }: Pick<LoadedSearch<Scenario>, "axes" | "pointAt">,
): VariedFields<Scenario> {
  return {
    scenario,
    paths: axes.map(({ path }) => path),
    corners(concerns, endsSuffice) {
      let places: number[][] = [[]];
      for (const axis of axes) {
        const shares = concerns(axis.path) ? sharesOf(axis, endsSuffice(axis.path)) : [0.5];
        if (shares === undefined || places.length * shares.length > maxCorners) return undefined;
        places = places.flatMap((place) => shares.map((share) => [...place, share]));
      }
      const points = places.map((place) => pointAt(place, 0));
      const corners = points.flatMap((point) => ("value" in point ? [point.value] : []));
      return corners.length === points.length ? corners : undefined;
    },
  };
}

/** Undefined: not all values can be looked at. */
function sharesOf({ levels, isRange, isOrdered }: SearchAxis, endsSuffice: boolean): readonly number[] | undefined {
  if (isRange && isOrdered && endsSuffice) return [0, nearlyOne];
  if (levels === null || levels.count > maxCorners) return undefined;
  return Array.from({ length: levels.count }, (_unused, level) => levels.middle(level));
}
