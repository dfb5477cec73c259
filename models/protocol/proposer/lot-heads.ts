import { compress, initialState, roundWordsOf, roundsOfBlock, wordsOfState } from "../ground/sha256-blocks.js";
import { publicLot } from "./releasable.js";

/** Digits of an address, and of the application that a filter begins with: together they fill a block. */
const addressDigits = 64;
const applicationDigits = 64;
/** Digits behind them that fit into a second block, beside the byte that ends a message and the eight of its length. */
const pathDigitsMax = 2 * (64 - 1 - 8);
const digitsOfHead = 8;
/** In place of an application, of a filter whose lots do not have two blocks of which the first ends with an application. */
const otherwise = -1;

/**
 * The first 32 bits of public lots, SHA-256(address ‖ filter), for one address after the other and many filters. What filters of
 * one application have in common is hashed once an address, and of the rest the round words are kept: a lot costs 64 rounds.
 */
export class LotHeads {
  readonly #filters: string[] = [];
  readonly #applications: string[] = [];
  /** Of each filter the number of its application, or `otherwise`. */
  readonly #applicationOf: number[] = [];
  /** Of each filter what the rounds of its second block add. */
  #roundWords = new Int32Array(0);
  #address = "";
  /** Of each application what its first block leaves for the address, once it was asked for. */
  #states: (Int32Array | undefined)[] = [];
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

  /** Whose lots are asked for from now on: 32 bytes, lower-case hex. */
  setAddress(address: string): void {
    this.#address = address;
    this.#states = [];
  }

  /** The first 32 bits of the lot of the address for the filter of that number, as a number that is not negative. */
  headOf(number: number): number {
    const application = this.#applicationOf[number];
    if (application === otherwise) return Number.parseInt(this.lotOf(number).slice(0, digitsOfHead), 16);
    compress(this.#state, this.#stateOf(application), this.#roundWords, number * roundsOfBlock);
    return this.#state[0] >>> 0;
  }

  /** The whole lot of the address for the filter of that number, hex. */
  lotOf(number: number): string {
    return publicLot(this.#address, this.#filters[number]);
  }

  #stateOf(application: number): Int32Array {
    const known = this.#states[application];
    if (known !== undefined) return known;
    const state = new Int32Array(wordsOfState);
    compress(state, initialState, roundWordsOf(this.#address + this.#applications[application]), 0);
    this.#states[application] = state;
    return state;
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
