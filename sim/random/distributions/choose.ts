/** Random orders and selections. */
import { below, type Source } from "../source.js";
import { requireRange } from "./require-range.js";

/** Puts a list or typed array into a uniformly random order, in place (Fisher–Yates). Takes one number an item. */
export function shuffle(source: Source, items: { readonly length: number; [index: number]: unknown }): void {
  for (let k = items.length - 1; k > 0; k -= 1) {
    const other = below(source, k + 1);
    const item = items[k];
    items[k] = items[other];
    items[other] = item;
  }
}

/**
 * `take` different numbers of 0 … `from` − 1 in random order, all ordered selections equally likely. Time and memory
 * follow `take`, not `from`: the Fisher–Yates shuffle of the whole list, of which only moved places are kept. Throws
 * `RangeError` unless 0 ≤ take ≤ from, both whole.
 */
export function choose(source: Source, { take, from }: { readonly take: number; readonly from: number }): number[] {
  const whole = Number.isSafeInteger(take) && Number.isSafeInteger(from);
  requireRange(whole && take >= 0 && take <= from, "choose", "a whole take from 0 to from", [take, from]);
  return take <= maxSought ? chooseFew(source, take, from) : chooseMany(source, take, from);
}

/** Up to so many moved places are looked through sooner than they are hashed. */
const maxSought = 24;

function chooseMany(source: Source, take: number, from: number): number[] {
  const moved = new Map<number, number>();
  const chosen: number[] = [];
  for (let k = 0; k < take; k += 1) {
    const index = k + below(source, from - k);
    chosen.push(moved.get(index) ?? index);
    moved.set(index, moved.get(k) ?? k);
  }
  return chosen;
}

/** As `chooseMany`: the place that the k-th draw takes gets what is at place k, the last one so taken counts. */
function chooseFew(source: Source, take: number, from: number): number[] {
  const places: number[] = [];
  const items: number[] = [];
  const chosen: number[] = [];
  for (let k = 0; k < take; k += 1) {
    const index = k + below(source, from - k);
    chosen.push(itemAt(index, places, items));
    items.push(itemAt(k, places, items));
    places.push(index);
  }
  return chosen;
}

function itemAt(place: number, places: readonly number[], items: readonly number[]): number {
  for (let k = places.length - 1; k >= 0; k -= 1) if (places[k] === place) return items[k];
  return place;
}
