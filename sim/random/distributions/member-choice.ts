/**
 * Members of groups that may be larger or smaller elsewhere, chosen so that one member more or one group more changes few choices: what is
 * drawn under a name goes by the names of groups and by places in them.
 */
import type { NameWords } from "../name-hash.js";
import type { Purpose } from "../stream.js";
import { wordExponential } from "./word.js";

export interface NamedGroup extends NameWords {
  readonly count: number;
}

/** Says whether a drawn member, of a group and at a place in it, is the last that is wanted. */
export type IsLast = (group: number, place: number) => boolean;

/**
 * A race between the groups decides each draw: the one with the shortest exponential waiting time, at a rate of its count rounded up to a power
 * of two. Its place is drawn below that power, and drawn again, group and all, where nobody is there. So all members are equally likely; a
 * group that grows takes choices from others only when it passes a power of two, and then those that it wins.
 */
export class MemberChoice {
  readonly #stream: Purpose;
  readonly #groups: readonly NamedGroup[];
  readonly #capacities: readonly number[];

  /** Throws `RangeError` without members, and for groups of more than 2^30. */
  constructor(stream: Purpose, groups: readonly NamedGroup[]) {
    if (!groups.some(({ count }) => count > 0)) throw new RangeError("member choice: read no members, needed is one");
    if (groups.some(({ count }) => !(count <= 2 ** 30))) throw new RangeError("member choice: at most 2^30 in a group");
    this.#stream = stream;
    this.#groups = groups;
    this.#capacities = groups.map(({ count }) => (count === 0 ? 0 : 2 ** (32 - Math.clz32(count - 1))));
  }

  /** Draws members under a name, some of them again and again, from a counter on, until one is the last. Gives the counter to go on from. */
  draw({ first, second }: NameWords, counter: number, isLast: IsLast): number {
    const [stream, groups, capacities] = [this.#stream, this.#groups, this.#capacities];
    const { words } = stream;
    for (let attempt = counter; ; attempt++) {
      let soonest = Infinity;
      let group = 0;
      let word = 0;
      for (let k = 0; k < groups.length; k++) {
        if (capacities[k] === 0) continue;
        stream.drawPair((first ^ groups[k].first) >>> 0, (second ^ groups[k].second) >>> 0, attempt);
        const wait = wordExponential(words[0]) / capacities[k];
        if (wait >= soonest) continue;
        soonest = wait;
        group = k;
        word = words[1];
      }
      const place = word & (capacities[group] - 1);
      if (place < groups[group].count && isLast(group, place)) return attempt + 1;
    }
  }
}
