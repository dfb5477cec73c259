/** Who takes the next allocations where those with most room left go first. */

/** What is told of those who are chosen from. */
export interface Choosing {
  /** Who there is to choose from, in any order; numbers from 0. */
  readonly among: readonly number[];
  /** How many allocations each can take, an integer. */
  readonly roomOf: (one: number) => number;
}

/** Lots that were drawn ahead: all below a bound, of members of one level and perhaps of some who have left it since. */
export interface DrawnAhead {
  readonly room: number;
  readonly ones: readonly number[];
  readonly lots: ArrayLike<number>;
}

/**
 * Takes the fullest of them, again and again. They wait in levels of equal room, so that a choice costs as many lots as
 * its levels have members, and nothing is sorted but who is chosen.
 */
export class FullestFirst {
  /** Those with so much room left, each level in no order. */
  readonly #levels: number[][] = [];
  /** By number: the level that it waits in, and where there. */
  readonly #roomOf: Int32Array;
  readonly #at: Int32Array;

  constructor({ among, roomOf }: Choosing) {
    const count = among.reduce((most, one) => Math.max(most, one + 1), 0);
    this.#roomOf = new Int32Array(count).fill(-1);
    this.#at = new Int32Array(count);
    for (const one of among) {
      const room = roomOf(one);
      while (this.#levels.length <= room) this.#levels.push([]);
      this.#wait(one, room);
    }
  }

  /** Those with most room, in no order; nobody joins them any more. */
  get fullest(): { readonly room: number; readonly ones: readonly number[] } {
    const levels = this.#levels;
    while (levels.length > 1 && levels[levels.length - 1].length === 0) levels.pop();
    return { room: levels.length - 1, ones: levels.at(-1) ?? [] };
  }

  /**
   * So many different ones: those with most room first, among equals those with smaller lots, in [0, 1) and drawn
   * uniformly. Each has room for one less afterwards. Fewer, and the state is spent, where not enough have room.
   * `ahead`: lots of this choice that are known, and give what `lotOf` gives.
   */
  take(count: number, lotOf: (one: number) => number, ahead?: DrawnAhead): number[] {
    const levels = this.#levels;
    const taken: number[] = [];
    const lower: { readonly to: number; readonly ones: readonly number[] }[] = [];
    for (let room = levels.length - 1; room > 0 && taken.length < count; room--) {
      if (levels[room].length === 0) continue;
      const ones = this.#takeSmallest(room, count - taken.length, lotOf, ahead?.room === room ? ahead : undefined);
      lower.push({ to: room - 1, ones });
      for (const one of ones) taken.push(one);
    }
    // Not before all are taken: nobody is taken twice.
    for (const { to, ones } of lower) for (const one of ones) this.#wait(one, to);
    return taken;
  }

  /** Takes those with the smallest lots out of a level, in the order of their lots, ties by number. */
  #takeSmallest(
    room: number,
    count: number,
    lotOf: (one: number) => number,
    ahead: DrawnAhead | undefined,
  ): readonly number[] {
    const level = this.#levels[room];
    const enough = Math.min(count, level.length);
    let small = ahead === undefined ? [] : this.#stillThere(ahead);
    if (small.length < enough) small = belowBound(level, lowBound(count, level.length), lotOf);
    if (small.length < enough) small = belowBound(level, Number.POSITIVE_INFINITY, lotOf);
    small.sort((a, b) => a.lot - b.lot || a.one - b.one);
    const taken = small.slice(0, count).map(({ one }) => one);
    for (const one of taken) this.#leave(one, level);
    return taken;
  }

  #stillThere({ room, ones, lots }: DrawnAhead): Drawn[] {
    const there: Drawn[] = [];
    for (let k = 0; k < ones.length; k++)
      if (this.#roomOf[ones[k]] === room) there.push({ one: ones[k], lot: lots[k] });
    return there;
  }

  #wait(one: number, room: number): void {
    this.#roomOf[one] = room;
    this.#at[one] = this.#levels[room].push(one) - 1;
  }

  /** The last of the level takes its position. */
  #leave(one: number, level: number[]): void {
    const last = level.pop();
    const at = this.#at[one];
    this.#roomOf[one] = -1;
    if (last === undefined || last === one) return;
    level[at] = last;
    this.#at[last] = at;
  }
}

/** So many uniform lots of so many are below this that all which are asked for nearly always are. */
export const lowBound = (count: number, of: number): number => (count + 6 * Math.sqrt(count) + 6) / of;

interface Drawn {
  readonly one: number;
  readonly lot: number;
}

function belowBound(level: readonly number[], bound: number, lotOf: (one: number) => number): Drawn[] {
  const below: Drawn[] = [];
  for (const one of level) {
    const lot = lotOf(one);
    if (lot < bound) below.push({ one, lot });
  }
  return below;
}
