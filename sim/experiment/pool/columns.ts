/**
 * Columns that cross from one thread to another. Typed arrays are transferred, not copied; a list of whole amounts
 * becomes two words of 64 bits each; any other list becomes numbers and, where it holds text or whole numbers of any size,
 * a dictionary in UTF-8 and the kind of every cell:
 *
 *     [5n, -1n]             ─►  words 5 0 · 2^64 − 1 −1
 *     [7, "", "home", 12n]  ─►  numbers 7 0 1 2 · kinds 0 1 1 2 · dictionary "" "home" "12"
 */

type Cell = number | string | bigint;

/** A column as `sim/output` has it: the type is repeated here, below it. */
export interface PlainColumn {
  readonly name: string;
  readonly values: Float64Array | Int32Array | readonly Cell[];
}

export interface PackedColumn {
  readonly name: string;
  /** Values; of text and of whole numbers of any size, their index in the dictionary. */
  readonly numbers: Float64Array | Int32Array;
  /** In place of numbers, of a list in which every cell is a whole number below 2^127: low word, high word, … */
  readonly words?: BigInt64Array;
  /** Only of a list in which not every cell is a number. */
  readonly mixed?: {
    /** One a cell: 0 number, 1 text, 2 whole number of any size. */
    readonly kinds: Uint8Array;
    /** All different texts, one after the other. */
    readonly text: Uint8Array;
    /** Where each of them ends, in UTF-16 units. */
    readonly ends: Uint32Array;
  };
}

/** The values of a typed array are moved, unless others share its buffer: the column must not be read any more. */
export function packColumn({ name, values }: PlainColumn): PackedColumn {
  if (values instanceof Float64Array || values instanceof Int32Array) {
    return { name, numbers: values.byteLength === values.buffer.byteLength ? values : values.slice() };
  }
  if (values.length > 0 && values.every(fitsWords))
    return { name, numbers: new Float64Array(0), words: wordsOf(values) };
  const numbers = new Float64Array(values.length);
  const first = values.findIndex((cell) => typeof cell !== "number");
  if (first < 0) {
    numbers.set(values as readonly number[]);
    return { name, numbers };
  }
  const kinds = new Uint8Array(values.length);
  const indices = new Map<string, number>();
  values.forEach((cell, row) => {
    if (typeof cell === "number") {
      numbers[row] = cell;
      return;
    }
    kinds[row] = typeof cell === "string" ? 1 : 2;
    const text = String(cell);
    const index = indices.get(text) ?? indices.size;
    indices.set(text, index);
    numbers[row] = index;
  });
  // A Map keeps the order in which texts were first met.
  const texts = [...indices.keys()];
  let end = 0;
  const ends = Uint32Array.from(texts, (text) => (end += text.length));
  return { name, numbers, mixed: { kinds, text: new TextEncoder().encode(texts.join("")), ends } };
}

const wordBits = 64n;
const maxExact = 2n ** 127n;
const fitsWords = (cell: Cell): cell is bigint => typeof cell === "bigint" && cell < maxExact && cell >= -maxExact;

function wordsOf(values: readonly bigint[]): BigInt64Array {
  const words = new BigInt64Array(2 * values.length);
  values.forEach((value, row) => {
    words[2 * row] = BigInt.asIntN(64, value);
    words[2 * row + 1] = value >> wordBits;
  });
  return words;
}

/** Amounts that are the same as the one before are kept once. */
function exactOf(words: BigInt64Array): bigint[] {
  let before = 0n;
  return Array.from({ length: words.length / 2 }, (_, row) => {
    const value = (words[2 * row + 1] << wordBits) | BigInt.asUintN(64, words[2 * row]);
    if (value !== before) before = value;
    return before;
  });
}

/** The column again; a list of numbers comes back as a `Float64Array`. */
export function unpackColumn({ name, numbers, words, mixed }: PackedColumn): PlainColumn {
  if (words !== undefined) return { name, values: exactOf(words) };
  if (mixed === undefined) return { name, values: numbers };
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(mixed.text);
  const texts = Array.from(mixed.ends, (end, k) => text.slice(k === 0 ? 0 : mixed.ends[k - 1], end));
  const exact = new Map<number, bigint>();
  const exactAt = (index: number): bigint => {
    let found = exact.get(index);
    if (found === undefined) exact.set(index, (found = BigInt(texts[index])));
    return found;
  };
  const values = Array.from(numbers, (number, row): Cell => {
    if (mixed.kinds[row] === 0) return number;
    return mixed.kinds[row] === 1 ? texts[number] : exactAt(number);
  });
  return { name, values };
}

/** The buffers behind packed columns, for the list of what is transferred. */
export function buffersOf(columns: readonly PackedColumn[]): ArrayBuffer[] {
  return columns.flatMap(({ numbers, words, mixed }) =>
    [
      numbers,
      ...(words === undefined ? [] : [words]),
      ...(mixed === undefined ? [] : [mixed.kinds, mixed.text, mixed.ends]),
    ].map(({ buffer }) => buffer as ArrayBuffer),
  );
}
