import {
  type NumberColumn,
  type NumberColumnType,
  padded,
  sectionHeadBytes,
  typeOfColumn,
  type ValueType,
  valueTypes,
} from "./section.js";
import { messages, StateError } from "./state-error.js";
import type { Stored } from "./stored.js";

/** A section as it was found. */
interface Section {
  readonly name: string;
  readonly type: ValueType;
  readonly count: number;
  readonly at: number;
  readonly byteLength: number;
}

/**
 * Reads sections in the order in which they were written. Every method throws `StateError` if the next section is not the
 * one that is asked for; what it gives is the caller's own.
 */
export class StateReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  #scope = "";

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Brings back the state of a part that was written under this name. */
  part(name: string, stored: Pick<Stored, "load">): void {
    const outer = this.#scope;
    this.#scope = `${outer}${name}.`;
    stored.load(this);
    this.#scope = outer;
  }

  /** A column of this type of typed array; with `length`, of as many values. */
  numbers<Kind extends NumberColumn>(name: string, type: NumberColumnType<Kind>, length?: number): Kind {
    const { count, at, byteLength } = this.#take(name, typeOfColumn(type), length);
    if (byteLength !== count * type.BYTES_PER_ELEMENT) throw new StateError(messages.badSection(at));
    return new type(this.#bytes.slice(at, at + byteLength).buffer, 0, count);
  }

  number(name: string): number {
    return this.numbers(name, Float64Array, 1)[0];
  }

  list(name: string): number[] {
    return Array.from(this.numbers(name, Float64Array));
  }

  lists(name: string): number[][] {
    const lengths = this.list(`${name}.lengths`);
    const values = this.list(`${name}.values`);
    let at = 0;
    return lengths.map((length) => values.slice(at, (at += length)));
  }

  bigint(name: string): bigint {
    return this.bigints(name, 1)[0];
  }

  bigints(name: string, length?: number): bigint[] {
    const { at, byteLength } = this.#take(name, "bigint", length);
    const words = decoder.decode(this.#bytes.subarray(at, at + byteLength)).split(" ");
    return words
      .slice(0, -1)
      .map((word) => (word.startsWith("-") ? -BigInt(`0x${word.slice(1)}`) : BigInt(`0x${word}`)));
  }

  text(name: string): string {
    return this.texts(name, 1)[0];
  }

  texts(name: string, length?: number): string[] {
    const lengths = this.numbers(`${name}.lengths`, Uint32Array, length);
    const { at, byteLength } = this.#take(name, "text", lengths.length);
    const units = new Uint16Array(this.#bytes.slice(at, at + byteLength).buffer);
    let from = 0;
    return Array.from(lengths, (count) => textOf(units.subarray(from, (from += count))));
  }

  /** Throws `StateError` if there is more to read. */
  end(): void {
    if (this.#at < this.#bytes.length) throw new StateError(messages.leftOver(this.#next("the end").name));
  }

  #take(name: string, type: ValueType, length?: number): Section {
    const wanted = this.#scope + name;
    const found = this.#next(wanted);
    if (found.name !== wanted || found.type !== type) {
      throw new StateError(messages.otherSection(`${wanted} (${type})`, `${found.name} (${found.type})`));
    }
    if (length !== undefined && length !== found.count) {
      throw new StateError(messages.otherCount(wanted, length, found.count));
    }
    this.#at = found.at + padded(found.byteLength);
    return found;
  }

  /** The section that begins here. */
  #next(wanted: string): Section {
    const at = this.#at;
    if (at === this.#bytes.length) throw new StateError(messages.ended(wanted));
    if (at + sectionHeadBytes > this.#bytes.length) throw new StateError(messages.badSection(at));
    const nameLength = this.#view.getUint32(at, true);
    const type: ValueType | undefined = valueTypes[this.#view.getUint32(at + 4, true)];
    const count = this.#view.getFloat64(at + 8, true);
    const byteLength = this.#view.getFloat64(at + 16, true);
    const valuesAt = at + sectionHeadBytes + padded(nameLength);
    const isLength = Number.isSafeInteger(count) && Number.isSafeInteger(byteLength) && count >= 0 && byteLength >= 0;
    if (type === undefined || !isLength || valuesAt + padded(byteLength) > this.#bytes.length) {
      throw new StateError(messages.badSection(at));
    }
    const nameAt = at + sectionHeadBytes;
    const name = decoder.decode(this.#bytes.subarray(nameAt, nameAt + nameLength));
    return { name, type, count, at: valuesAt, byteLength };
  }
}

const decoder = new TextDecoder();

/** Pieces short enough to be arguments of a call. */
const pieceLength = 4096;

function textOf(units: Uint16Array): string {
  let text = "";
  for (let from = 0; from < units.length; from += pieceLength) {
    text += String.fromCharCode(...units.subarray(from, from + pieceLength));
  }
  return text;
}
