/** Ends by their kinds, which is all that faults ask of them: with a thousand archives there are a million pairs, and of kinds a few hundred. */
import type { WirePlaces } from "./places.js";

/** Ends that are alike. */
export interface Kind {
  readonly kind: number;
  /** One of them, and another if there is one. */
  readonly first: number;
  last: number;
  count: number;
}

/** In the order of the first of each. */
export function kindsOf(places: Pick<WirePlaces, "kindOf">, ends: Iterable<number>): readonly Kind[] {
  const kinds = new Map<number, Kind>();
  for (const end of ends) {
    const kind = places.kindOf(end);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, { kind, first: end, last: end, count: 1 });
    else {
      known.last = end;
      known.count++;
    }
  }
  return [...kinds.values()];
}
