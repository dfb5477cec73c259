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
      const ones = takeSmallest(levels[room], count - taken.length, lotOf);
      lower.push({ to: room - 1, ones });
      for (const one of ones) taken.push(one);
    }
    // Not before all are taken: nobody is taken twice.
    for (const { to, ones } of lower) for (const one of ones) levels[to].push(one);
    return taken;
  }
}

/** Takes those with the smallest lots out of a level, in the order of their lots, ties by number. */
function takeSmallest(level: number[], count: number, lotOf: (one: number) => number): readonly number[] {
  // So many uniform lots are below this that all which are asked for nearly always are.
  const bound = (count + 6 * Math.sqrt(count) + 6) / level.length;
  let small = belowBound(level, bound, lotOf);
  if (small.length < Math.min(count, level.length)) small = belowBound(level, Number.POSITIVE_INFINITY, lotOf);
  small.sort((a, b) => a.lot - b.lot || a.one - b.one);
  const taken = small.slice(0, count);
  // The last of the level takes the position of who goes; from behind, so that no other moves that is to go.
  for (const { at } of taken.toSorted((a, b) => b.at - a.at)) {
    const last = level.pop();
    if (last !== undefined && at < level.length) level[at] = last;
  }
  return taken.map(({ one }) => one);
}

interface Drawn {
  readonly one: number;
  readonly at: number;
  readonly lot: number;
}

function belowBound(level: readonly number[], bound: number, lotOf: (one: number) => number): Drawn[] {
  const below: Drawn[] = [];
  for (let at = 0; at < level.length; at++) {
    const one = level[at];
    const lot = lotOf(one);
    if (lot < bound) below.push({ one, at, lot });
  }
  return below;
}
