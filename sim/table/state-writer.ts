import { type NumberColumn, padded, sectionHeadBytes, typeOfColumn, type ValueType, valueTypes } from "./section.js";
import type { Stored } from "./stored.js";

/** Writes state as named sections, one after the other. Values are copied at once: the run may go on afterwards. */
export class StateWriter {
  readonly #pieces: Uint8Array[] = [];
  #byteCount = 0;
  #scope = "";

  /** The state of a part, whose sections are named `name.…`. */
  part(name: string, stored: Pick<Stored, "save">): void {
    const outer = this.#scope;
    this.#scope = `${outer}${name}.`;
    stored.save(this);
    this.#scope = outer;
  }

  /** The first `length` values of a column; all of them by default. */
  numbers(name: string, column: NumberColumn, length = column.length): void {
    const used = column.subarray(0, length);
    this.#section(name, typeOfColumn(column), length, new Uint8Array(used.buffer, used.byteOffset, used.byteLength));
  }

  number(name: string, value: number): void {
    this.numbers(name, Float64Array.of(value));
  }

  /** A list of any numbers. */
  list(name: string, values: readonly number[]): void {
    this.numbers(name, Float64Array.from(values));
  }

  /** Lists of any lengths: the lengths, then all values. */
  lists(name: string, lists: readonly (readonly number[])[]): void {
    this.list(
      `${name}.lengths`,
      lists.map(({ length }) => length),
    );
    const values = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const list of lists) for (const value of list) values[at++] = value;
    this.numbers(`${name}.values`, values);
  }

  bigint(name: string, value: bigint): void {
    this.bigints(name, [value]);
  }

  /** Whole numbers of any size, in hexadecimal digits with a space after each. */
  bigints(name: string, values: readonly bigint[]): void {
    const text = values.map((value) => `${value.toString(16)} `).join("");
    this.#section(name, "bigint", values.length, encoder.encode(text));
  }

  text(name: string, value: string): void {
    this.texts(name, [value]);
  }

  /** Texts of any content: the length of each in UTF-16 code units, then all code units. */
  texts(name: string, values: readonly string[]): void {
    this.numbers(
      `${name}.lengths`,
      Uint32Array.from(values, ({ length }) => length),
    );
    const units = new Uint16Array(values.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const value of values) for (let k = 0; k < value.length; k++) units[at++] = value.charCodeAt(k);
    this.#section(name, "text", values.length, new Uint8Array(units.buffer));
  }

  /** Everything written so far, as one piece. */
  bytes(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#byteCount);
    let at = 0;
    for (const piece of this.#pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }

  #section(name: string, type: ValueType, count: number, values: Uint8Array): void {
    const nameBytes = encoder.encode(this.#scope + name);
    const valuesAt = sectionHeadBytes + padded(nameBytes.length);
    const piece = new Uint8Array(valuesAt + padded(values.length));
    const head = new DataView(piece.buffer);
    head.setUint32(0, nameBytes.length, true);
    head.setUint32(4, valueTypes.indexOf(type), true);
    head.setFloat64(8, count, true);
    head.setFloat64(16, values.length, true);
    piece.set(nameBytes, sectionHeadBytes);
    piece.set(values, valuesAt);
    this.#pieces.push(piece);
    this.#byteCount += piece.length;
  }
}

const encoder = new TextEncoder();
