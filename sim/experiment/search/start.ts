/** Where a search begins: every point, of few; else points drawn at random, each place as likely as any other. */
import type { Seed } from "../../random/seed.js";
import { createStreams } from "../../random/stream.js";
import type { SearchAxis } from "../../scenario/search/axis.js";

/** A share of the way for each axis, from 0 up to but not 1. */
export type Place = readonly number[];

type Axes = readonly Pick<SearchAxis, "path" | "levels" | "isOrdered">[];

/** How many points there are; null: more than can be counted. */
export const pointsIn = (axes: Axes): number | null =>
  axes.reduce<number | null>(
    (product, { levels }) => (product === null || levels === null ? null : product * levels.count),
    1,
  );

/**
 * Drawn one by one and independently, and not as a Latin hypercube: only of independent draws it is known which share of the space may be
 * better than the best of them. In few dimensions they cover it hardly worse, and in many better than any grid (Bergstra and
 * Bengio 2012). The streams are named by seed and path, so that adding a field changes no other.
 */
export function drawnPlace(seed: Seed, axes: Axes, draw: number): Place {
  const streams = createStreams(seed, 0);
  return axes.map(({ path }) => streams.purpose(`search.start/${path}`).uniform(draw, 0));
}

/** All places of a space that can be counted, the last axis fastest. */
export function* everyPlace(axes: Axes): Generator<Place> {
  const total = pointsIn(axes) ?? 0;
  for (let k = 0; k < total; k++) {
    let rest = k;
    const place = axes.toReversed().map(({ levels }) => {
      if (levels === null) return 0;
      const level = rest % levels.count;
      rest = Math.floor(rest / levels.count);
      return levels.middle(level);
    });
    yield place.toReversed();
  }
}

/** The largest share there is. */
const lastShare = 1 - 2 ** -30;

/** Places around another one: each field with a step to either side, or, where `isFirst`, with each other of its words. */
export const placesAround = (axes: Axes, place: Place, step: number, isFirst: boolean): readonly Place[] =>
  axes.flatMap(({ levels, isOrdered }, k) => {
    const own = levels?.of(place[k]) ?? 0;
    // Words have no distance: all others are tried once about a point.
    if (levels !== null && !isOrdered)
      return isFirst
        ? Array.from({ length: levels.count }, (_, level) => level)
            .filter((level) => level !== own)
            .map((level) => place.with(k, levels.middle(level)))
        : [];
    // The ends of a range are part of it, and often where it matters.
    return [-1, 1].flatMap((side) => {
      const share = Math.min(lastShare, Math.max(0, place[k] + side * step));
      if (levels === null) return share === place[k] ? [] : [place.with(k, share)];
      // The next value, however small the step.
      const level = levels.of(share) === own ? own + side : levels.of(share);
      return level < 0 || level >= levels.count ? [] : [place.with(k, levels.middle(level))];
    });
  });
