/**
 * A batch through the butterfly, and what an observer makes of it. Two lists of places go through the layers side by side:
 *
 *     truth    which message lies at each place          every permutation of every dealer
 *     belief   which one the observer takes to lie there only those that it knows: of colluding dealers, and,
 *                                                        without masks, of all layers behind the first
 *
 * Where vectors are opened the observer sees which places are empty, and moves what it believed there to places that hold
 * something: in the rows of the first layer without masks, in the whole batch behind the last with them. What is at the same
 * place in both at the end has been linked to its sender.
 */
import type { Cursor } from "../../sim/random/cursor.js";
import { wordBelow } from "../../sim/random/distributions/word.js";
import type { Purpose } from "../../sim/random/stream.js";
import { groupOf } from "../protocol/mixnet/butterfly.js";
import type { Setting } from "./setting.js";

const empty = -1;

export type MixedAs = Pick<Setting, "batch" | "side" | "depth" | "dealers" | "masks" | "corrupt">;

/** A batch of so many messages, mixed in a round. Its lists are used again for the next batch. */
export class Mixing {
  /** By place: the message there, counted in the order of arrival; −1: none. */
  readonly truth: Int32Array;
  readonly belief: Int32Array;
  readonly #as: MixedAs;
  readonly #draws: Purpose;

  /** `draws`: the streams of permutations. */
  constructor(as: MixedAs, draws: Purpose) {
    this.truth = new Int32Array(as.batch);
    this.belief = new Int32Array(as.batch);
    this.#as = as;
    this.#draws = draws;
  }

  /** Mixes messages 0 … `messages` − 1, which lie in the order of arrival, and gives how many of them are linked. */
  mix(round: number, messages: number): number {
    const { truth, belief } = this;
    const { depth, dealers, masks, corrupt } = this.#as;
    for (let place = 0; place < truth.length; place++) truth[place] = place < messages ? place : empty;
    belief.set(truth);
    const openedFrom = masks ? depth - 1 : 0;
    for (let layer = 0; layer < depth; layer++) {
      const isFollowed = layer > openedFrom;
      for (let dealer = 0; dealer < dealers; dealer++)
        this.#permute(layer, { draws: this.#draws.pairCursor(round, layer * dealers + dealer), isKnown: isFollowed || dealer < corrupt }); // prettier-ignore
      if (layer === openedFrom) this.#correct(layer);
    }
    return this.#linked();
  }

  /** One dealer's small permutations in a layer, each uniform (Fisher and Yates). */
  #permute(layer: number, { draws, isKnown }: { readonly draws: Cursor; readonly isKnown: boolean }): void {
    const { side } = this.#as;
    const { truth, belief } = this;
    for (let group = 0; group < side; group++) {
      const { first, step } = groupOf(layer, group, side);
      for (let left = side - 1; left > 0; left--) {
        // Of at most 2000 places: too likely by less than a millionth.
        const a = first + step * left;
        const b = first + step * wordBelow(draws.word(), left + 1);
        swap(truth, a, b);
        if (isKnown) swap(belief, a, b);
      }
    }
  }

  /** The observer sees which places hold something: a message that it believed in an empty one is in one of the others. */
  #correct(layer: number): void {
    const { side } = this.#as;
    // Behind one layer a message is in its row still; behind several it may be anywhere.
    const groups = layer === 0 ? side : 1;
    const length = this.truth.length / groups;
    for (let group = 0; group < groups; group++) this.#correctWithin(group * length, (group + 1) * length);
  }

  #correctWithin(from: number, until: number): void {
    const { truth, belief } = this;
    let free = from;
    for (let place = from; place < until; place++) {
      if (truth[place] !== empty || belief[place] === empty) continue;
      while (truth[free] === empty || belief[free] !== empty) free++;
      swap(belief, place, free);
    }
  }

  #linked(): number {
    const { truth, belief } = this;
    let linked = 0;
    for (let place = 0; place < truth.length; place++)
      if (truth[place] !== empty && truth[place] === belief[place]) linked++;
    return linked;
  }
}

function swap(places: Int32Array, a: number, b: number): void {
  const kept = places[a];
  places[a] = places[b];
  places[b] = kept;
}
