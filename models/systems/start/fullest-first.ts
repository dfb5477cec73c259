/** Who takes the next allocations where those with most room left go first. */

/** What is told of those who are chosen from. */
export interface Choosing {
  /** Who there is to choose from, in any order; numbers from 0. */
  readonly among: readonly number[];
  /** How many allocations each can take, an integer. */
  readonly roomOf: (one: number) => number;
}

/**
 * Takes the fullest of them, again and again. They wait in levels of equal room, so that a choice costs as many lots as
 * its levels have members, and nothing is sorted but who is chosen.
 */
export class FullestFirst {
  /** Those with so much room left, each level in no order. */
  readonly #levels: number[][] = [];

  constructor({ among, roomOf }: Choosing) {
    for (const one of among) {
      const room = roomOf(one);
      while (this.#levels.length <= room) this.#levels.push([]);
      this.#levels[room].push(one);
    }
  }

  /**
   * So many different ones: those with most room first, among equals those with smaller lots, in [0, 1) and drawn
   * uniformly. Each has room for one less afterwards. Fewer, and the state is spent, where not enough have room.
   */
  take(count: number, lotOf: (one: number) => number): number[] {
    const levels = this.#levels;
    const taken: number[] = [];
    const lower: { readonly to: number; readonly ones: readonly number[] }[] = [];
    for (let room = levels.length - 1; room > 0 && taken.length < count; room--) {
      const { first, rest } = smallestLots(levels[room], count - taken.length, lotOf);
      levels[room] = rest;
      lower.push({ to: room - 1, ones: first });
      for (const one of first) taken.push(one);
    }
    // Not before all are taken: nobody is taken twice.
    for (const { to, ones } of lower) for (const one of ones) levels[to].push(one);
    return taken;
  }
}

interface Parted {
  /** In the order of their lots. */
  readonly first: readonly number[];
  readonly rest: number[];
}

/** Parts those with the smallest lots from the rest, ties by number. */
function smallestLots(among: readonly number[], count: number, lotOf: (one: number) => number): Parted {
  const lots = Float64Array.from(among, lotOf);
  const all = [...among.keys()];
  // So many uniform lots are below this that all which are asked for nearly always are.
  const bound = (count + 6 * Math.sqrt(count) + 6) / among.length;
  const small = all.filter((k) => lots[k] < bound);
  const sorted = small.length >= count ? small : all;
  sorted.sort((a, b) => lots[a] - lots[b] || among[a] - among[b]);
  const chosen = sorted.slice(0, count);
  const first = chosen.map((k) => among[k]);
  for (const k of chosen) lots[k] = -1;
  return { first, rest: among.filter((_one, k) => lots[k] >= 0) };
}
