import { Fingerprint } from "./fingerprint.js";
import { messages } from "./messages.js";

/**
 * A fingerprint of a set of things, whatever their order: for what several workers saw, each its own part.
 *
 * Each item is hashed by itself (`Fingerprint`), and the four lanes of the hashes are added modulo 2^32, with a count
 * of the items. Addition commutes, so any split of the items over parts, folded in any order and combined in any
 * order, gives the same sum. Unlike exclusive-or, it does not forget an item that occurs twice. An item must carry
 * all that makes it itself (time, target, source, …): two items that swap a field nobody folded look alike. Items of
 * fewer than four words use the lanes unevenly and collide sooner.
 */
export class UnorderedFold {
  private readonly lanes = new Uint32Array(4);
  private itemCount = 0;

  /** Adds one item, as it is folded now; the item may be reset and used again. */
  add(item: Fingerprint): this {
    return this.addSums(item.digestWords(), 1);
  }

  /** The fold as plain words that travel between workers: four lanes, then the count's low and high word. */
  state(): Uint32Array {
    return Uint32Array.of(...this.lanes, this.itemCount, Math.floor(this.itemCount / 2 ** 32));
  }

  /** 32 hexadecimal digits of the sums and the count. */
  digest(): string {
    return new Fingerprint().column(this.state()).digest();
  }

  /** Adds what another part saw. Throws `RangeError` if the words are not a `state()`. */
  merge(state: Uint32Array): this {
    if (state.length !== 6) throw new RangeError(messages.badStateLength(state.length));
    return this.addSums(state, state[4] + state[5] * 2 ** 32);
  }

  private addSums(sums: Uint32Array, itemCount: number): this {
    for (let lane = 0; lane < 4; lane++) this.lanes[lane] += sums[lane];
    this.itemCount += itemCount;
    return this;
  }
}

/** One fold of what all parts saw, from their `state()`s; the same for every split of the same items. */
export function combineUnordered(parts: Iterable<Uint32Array>): UnorderedFold {
  const whole = new UnorderedFold();
  for (const part of parts) whole.merge(part);
  return whole;
}
