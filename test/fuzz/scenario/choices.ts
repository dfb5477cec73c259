/** What one case of the fuzzer is made of: a keyed stream, read as decisions. The same seed and number decide the same. */
import { createStreams, type Purpose } from "../../../sim/random/stream.js";
import type { Cursor } from "../../../sim/random/cursor.js";
import type { Seed } from "../../../sim/random/seed.js";

/** Number `number` of a seed; each purpose decides independently of all others. */
export function choicesOf(purpose: string, seed: Seed, number: number): Choices {
  return new Choices(streamsOf(purpose, seed).cursor(number));
}

/** Deriving the key of a seed takes longer than a whole case. */
let latest: { readonly purpose: string; readonly seed: Seed; readonly streams: Purpose } | undefined;

function streamsOf(purpose: string, seed: Seed): Purpose {
  if (latest?.purpose !== purpose || latest.seed !== seed)
    latest = { purpose, seed, streams: createStreams(seed, 0).purpose(`fuzz ${purpose}`) };
  return latest.streams;
}

export class Choices {
  constructor(private readonly source: Cursor) {}

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.source.uniform() < probability;
  }

  /** One of the whole numbers from `from` to `to`, both included. */
  integer(from: number, to: number): number {
    return from + this.source.below(to - from + 1);
  }

  /** A whole number of the range, each order of magnitude as likely as any other; `from` is at least 1. */
  magnitude(from: number, to: number): number {
    let orders = 1;
    while (from * 2 ** orders < to) orders++;
    const order = from * 2 ** this.integer(0, orders - 1);
    return this.integer(order, Math.min(to, order * 2));
  }

  oneOf<Item>(items: readonly Item[]): Item {
    return items[this.source.below(items.length)];
  }

  /** What `make` gives, with this probability; else nothing. */
  maybe<Item>(probability: number, make: () => Item): Item | undefined {
    return this.chance(probability) ? make() : undefined;
  }

  /** So many items, each made anew. */
  list<Item>(length: number, make: (k: number) => Item): Item[] {
    return Array.from({ length }, (_unused, k) => make(k));
  }
}

/** The fields that have a value, in the order in which they were decided. */
export function written<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
