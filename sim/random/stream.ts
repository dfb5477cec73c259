/**
 * Keyed streams. A stream is named by (seed, replication, purpose, entity) or (…, entity, second entity), a value in it
 * by a counter. Nothing is remembered between draws, so a draw depends on its name alone: adding a peer, a diagnostic
 * or a worker shifts nobody's numbers, and two scenarios under one seed share them.
 *
 *     one entity    threefry(key of the purpose,                     counter words = entity, low counter)
 *     two entities  threefry(threefry(pair key; first, second),      counter words = 0,      low counter)
 *
 * The counter runs to 2^53 − 1: its low 32 bits are a counter word, its high 21 bits are added to the second key word.
 * Entities are whole numbers from 0 to 2^32 − 1. One counter is one draw of any kind: `word(e, 5)` and `uniform(e, 5)`
 * come from the same bits and are not independent.
 */
import { Cursor } from "./cursor.js";
import { type Branch, type PurposeKeys, purposeKeys, type Seed, seedBits } from "./seed.js";
import { checkBelow, foldBelow, integer53, uniform53 } from "./source.js";
import { threefry2x32 } from "./threefry.js";

const twoToMinus32 = 1 / 4_294_967_296;

/** All streams of one replication, for the purposes of a list (`purposes.ts`) or for any. */
export interface Streams<Name extends string = string> {
  readonly seed: Seed;
  readonly replication: number;
  /** The streams of one purpose, such as "outage"; asking twice gives the same object. */
  readonly purpose: (name: Name) => Purpose;
}

/**
 * With `branch` the streams of a run that goes on from a stored one of the replication, with numbers of its own. Throws
 * `RangeError` for a seed that is neither a whole number from 0 nor a phrase, a replication not from 0, or a name that no branch has.
 */
export function createStreams(seed: Seed, replication: number, branch?: Branch): Streams {
  const bits = seedBits(seed);
  purposeKeys(bits, replication, "", branch);
  const purposes = new Map<string, Purpose>();
  const purpose = (name: string): Purpose => {
    let found = purposes.get(name);
    if (found === undefined)
      purposes.set(name, (found = new Purpose(name, purposeKeys(bits, replication, name, branch))));
    return found;
  };
  return { seed, replication, purpose };
}

/** The streams of one purpose, one per entity or pair of entities. Direct draws allocate nothing. */
export class Purpose {
  readonly name: string;
  readonly #out = new Uint32Array(2);
  /** The two words of the last `draw`, signed: 64 independent bits. Any other draw replaces them. */
  readonly words = new Int32Array(this.#out.buffer);
  readonly #key0: number;
  readonly #key1: number;
  readonly #pairKey0: number;
  readonly #pairKey1: number;

  constructor(name: string, { single, pair }: PurposeKeys) {
    this.name = name;
    // Signed words, which the engine keeps unboxed.
    this.#key0 = single[0] | 0;
    this.#key1 = single[1] | 0;
    this.#pairKey0 = pair[0] | 0;
    this.#pairKey1 = pair[1] | 0;
  }

  /** Draws both words of a counter into `words`: for hot paths, which use the 64 bits for several decisions. */
  draw(entity: number, counter: number): void {
    this.#draw(entity, counter);
  }

  /** A whole number from 0 to 2^32 − 1. */
  word(entity: number, counter: number): number {
    this.#draw(entity, counter);
    return this.#out[0];
  }

  /** A multiple of 2^−53 in [0, 1). */
  uniform(entity: number, counter: number): number {
    this.#draw(entity, counter);
    return uniform53(this.#out[0], this.#out[1]);
  }

  /** One of 0 … n − 1, without bias. Throws `RangeError` unless n is a whole number from 1. */
  below(entity: number, counter: number, n: number): number {
    checkBelow(n);
    this.#draw(entity, counter);
    return this.#fold(n);
  }

  /** The stream of an entity as a sequence, from a counter on. */
  cursor(entity: number, start = 0): Cursor {
    checkName(entity, start);
    return new Cursor(this.#key0, this.#key1, entity, start);
  }

  /** As `draw`, in the stream of an ordered pair. */
  drawPair(first: number, second: number, counter: number): void {
    this.#drawPair(first, second, counter);
  }

  /** As `word`, in the stream of an ordered pair. */
  pairWord(first: number, second: number, counter: number): number {
    this.#drawPair(first, second, counter);
    return this.#out[0];
  }

  /** As `uniform`, in the stream of an ordered pair. */
  pairUniform(first: number, second: number, counter: number): number {
    this.#drawPair(first, second, counter);
    return uniform53(this.#out[0], this.#out[1]);
  }

  /** As `below`, in the stream of an ordered pair. */
  pairBelow(first: number, second: number, counter: number, n: number): number {
    checkBelow(n);
    this.#drawPair(first, second, counter);
    return this.#fold(n);
  }

  /** As `cursor`, in the stream of an ordered pair. */
  pairCursor(first: number, second: number, start = 0): Cursor {
    checkName(first, start);
    checkName(second, start);
    threefry2x32(this.#pairKey0, this.#pairKey1, first, second, this.#out);
    return new Cursor(this.#out[0] | 0, this.#out[1] | 0, 0, start);
  }

  #draw(entity: number, counter: number): void {
    // A counter of 31 bits adds nothing to the key, and whole numbers of that size are told in a register.
    if ((counter & 0x7fff_ffff) === counter && (entity & 0x7fff_ffff) === entity) {
      threefry2x32(this.#key0, this.#key1, entity, counter, this.#out);
      return;
    }
    checkName(entity, counter);
    threefry2x32(this.#key0, this.#key1 + Math.floor(counter * twoToMinus32), entity, counter, this.#out);
  }

  #drawPair(first: number, second: number, counter: number): void {
    checkName(first, counter);
    checkName(second, counter);
    const out = this.#out;
    threefry2x32(this.#pairKey0, this.#pairKey1, first, second, out);
    threefry2x32(out[0], out[1] + Math.floor(counter * twoToMinus32), 0, counter, out);
  }

  /** A rejected block becomes the counter of the next: the draw stays a function of its name. */
  #fold(n: number): number {
    const out = this.#out;
    for (;;) {
      const part = foldBelow(integer53(out[0], out[1]), n);
      if (part >= 0) return part;
      threefry2x32(this.#pairKey1, this.#pairKey0, out[0], out[1], out);
    }
  }
}

/** An index outside the range would silently share another entity's stream. */
function checkName(entity: number, counter: number): void {
  if (entity >>> 0 !== entity) throw new RangeError(`entity: read ${entity}, allowed are whole numbers below 2^32`);
  if (!(Number.isSafeInteger(counter) && counter >= 0))
    throw new RangeError(`counter: read ${counter}, allowed are whole numbers below 2^53`);
}
