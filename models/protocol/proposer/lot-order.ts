import { byBytes } from "../ground/compare.js";
import { compress, initialState, roundWordsOf, roundsOfBlock, wordsOfState } from "../ground/sha256-blocks.js";
import { lanes, Sha256Lanes } from "../ground/sha256-lanes.js";
import { publicLot } from "./releasable.js";

/** Digits of an address, and of the application that a filter begins with: together they fill a block. */
const addressDigits = 64;
const applicationDigits = 64;
/** Digits behind them that fit into a second block, beside the byte that ends a message and the eight of its length. */
const pathDigitsMax = 2 * (64 - 1 - 8);
const digitsOfHead = 8;
const headMax = 0xffff_ffff;
/** In place of an application, of a filter whose lots do not have two blocks of which the first ends with an application. */
const otherwise = -1;
/** In place of a filter's number, where a group of lanes has none. */
const nobody = -1;

/** Of lanes that nobody has asked for. */
const noHeads = new Uint32Array(0);

/** Candidates of one application, in lanes from one to before another. */
interface Run {
  readonly application: number;
  readonly first: number;
  readonly end: number;
}

/** A candidate and the first 32 bits of its lot. */
interface Headed {
  readonly number: number;
  readonly head: number;
}

/**
 * Filters in the order of public lots, SHA-256(address ‖ filter), for one address after the other. What filters of one application have
 * in common is hashed once an address, and of the rest the round words are kept: a lot costs 64 rounds, which four filters go through at
 * a time. Of equal heads only whole lots are compared.
 */
export class LotOrder {
  readonly #filters: string[] = [];
  readonly #applications: string[] = [];
  /** Of each filter the number of its application, or `otherwise`. */
  readonly #applicationOf: number[] = [];
  /** Of each filter what the rounds of its second block add. */
  #roundWords = new Int32Array(0);
  #candidates: Int32Array = new Int32Array(0);
  /** Candidates in lanes, by application, and those that are not in any; most networks have no thin shards, and make none. */
  #lanes: Sha256Lanes | null = null;
  #numberIn = new Int32Array(0);
  #runs: readonly Run[] = [];
  #others: readonly number[] = [];
  readonly #state = new Int32Array(wordsOfState);

  /** How many filters were added. */
  get count(): number {
    return this.#filters.length;
  }

  /** Adds a filter, lower-case hex; they are numbered from 0 on. */
  add(filter: string): void {
    const number = this.#filters.push(filter) - 1;
    const path = filter.slice(applicationDigits);
    const isSecondBlock = filter.length >= applicationDigits && path.length <= pathDigitsMax;
    this.#applicationOf.push(isSecondBlock ? this.#numberOf(filter.slice(0, applicationDigits)) : otherwise);
    this.#widen();
    if (!isSecondBlock) return;
    const messageBits = 4 * (addressDigits + filter.length);
    const block = `${path}80`.padEnd(pathDigitsMax + 2, "0") + messageBits.toString(16).padStart(16, "0");
    this.#roundWords.set(roundWordsOf(block), number * roundsOfBlock);
  }

  /** Numbers of the filters that are in question from now on, ascending; the array must stay as it is. */
  setCandidates(numbers: Int32Array): void {
    const isSame =
      numbers === this.#candidates ||
      (numbers.length === this.#candidates.length && numbers.every((number, k) => number === this.#candidates[k]));
    this.#candidates = numbers;
    if (!isSame) this.#fillLanes();
  }

  /** The candidates that come first for an address (32 bytes, lower-case hex), so many of those that `isPassed` does not pass over. */
  firstOf(address: string, wanted: number, isPassed: (number: number) => boolean): readonly number[] {
    if (wanted === 0) return [];
    for (const { application, first, end } of this.#runs)
      this.#lanes?.run(this.#stateOf(address, application), first, end);
    const found: Headed[] = [];
    // No head is greater than that of the last one that is wanted so far.
    let last = headMax;
    const heads = this.#lanes?.heads ?? noHeads;
    for (let lane = 0; lane < this.#numberIn.length; lane++) {
      if (heads[lane] > last) continue;
      const number = this.#numberIn[lane];
      if (number === nobody || isPassed(number)) continue;
      last = this.#insert(found, { number, head: heads[lane] }, address, wanted);
    }
    for (const number of this.#others) {
      const head = Number.parseInt(publicLot(address, this.#filters[number]).slice(0, digitsOfHead), 16);
      if (head <= last && !isPassed(number)) last = this.#insert(found, { number, head }, address, wanted);
    }
    return found.map(({ number }) => number);
  }

  /** Puts one among the first so many; gives the head that none of them exceeds. */
  #insert(found: Headed[], one: Headed, address: string, wanted: number): number {
    let at = found.length;
    while (at > 0 && this.#compare(one, found[at - 1], address) < 0) at--;
    found.splice(at, 0, one);
    if (found.length > wanted) found.pop();
    return found.length === wanted ? found[wanted - 1].head : headMax;
  }

  #compare(a: Headed, b: Headed, address: string): number {
    if (a.head !== b.head) return a.head - b.head;
    const [filterA, filterB] = [this.#filters[a.number], this.#filters[b.number]];
    return byBytes(publicLot(address, filterA), publicLot(address, filterB)) || byBytes(filterA, filterB);
  }

  /** What the first block, address and application, leaves. */
  #stateOf(address: string, application: number): Int32Array {
    compress(this.#state, initialState, roundWordsOf(address + this.#applications[application]), 0);
    return this.#state;
  }

  #fillLanes(): void {
    const members = this.#applications.map((): number[] => []);
    const others: number[] = [];
    for (const number of this.#candidates) {
      const application = this.#applicationOf[number];
      (application === otherwise ? others : members[application]).push(number);
    }
    const runs: Run[] = [];
    let end = 0;
    members.forEach(({ length }, application) => {
      if (length > 0) runs.push({ application, first: end, end: end + length });
      end += Math.ceil(length / lanes) * lanes;
    });
    const lanesOf = (this.#lanes =
      this.#lanes === null || end > this.#lanes.capacity ? new Sha256Lanes(2 * end) : this.#lanes);
    this.#numberIn = new Int32Array(end).fill(nobody);
    for (const { application, first } of runs) {
      members[application].forEach((number, k) => {
        this.#numberIn[first + k] = number;
        lanesOf.setBlock(first + k, this.#roundWords, number * roundsOfBlock);
      });
    }
    this.#runs = runs;
    this.#others = others;
  }

  #numberOf(application: string): number {
    const known = this.#applications.indexOf(application);
    return known < 0 ? this.#applications.push(application) - 1 : known;
  }

  #widen(): void {
    const needed = this.count * roundsOfBlock;
    if (needed <= this.#roundWords.length) return;
    const wider = new Int32Array(2 * needed);
    wider.set(this.#roundWords);
    this.#roundWords = wider;
  }
}
