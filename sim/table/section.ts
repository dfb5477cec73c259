/**
 * One section of stored state: a name, what its values are, how many there are, and their bytes.
 *
 * ```
 *   bytes   4              4            8           8              name length     to 8      byte length     to 8
 *         ┌──────────────┬────────────┬───────────┬──────────────┬───────────────┬─────────┬───────────────┬─────────┐
 *         │ name length  │ value type │ count     │ byte length  │ name, UTF-8   │ zeros   │ values        │ zeros   │
 *         └──────────────┴────────────┴───────────┴──────────────┴───────────────┴─────────┴───────────────┴─────────┘
 * ```
 *
 * Everything is little-endian, so that a file means the same on every machine; values begin at a multiple of eight bytes.
 */
export const sectionHeadBytes = 24;

/** The typed arrays that columns are made of. */
export type NumberColumn = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

interface NumberColumnType<Kind extends NumberColumn> {
  new (length: number): Kind;
  new (buffer: ArrayBuffer, byteOffset: number, length: number): Kind;
  readonly BYTES_PER_ELEMENT: number;
  readonly name: string;
}
export type { NumberColumnType };

/** What the values of a section are. Numbers are part of the format: add new ones at the end. */
export const valueTypes = ["i8", "u8", "i16", "u16", "i32", "u32", "f64", "bigint", "text"] as const;
export type ValueType = (typeof valueTypes)[number];

/** The value type of each typed array. */
export const typeOfColumn = (column: NumberColumn | NumberColumnType<NumberColumn>): ValueType => {
  const name = typeof column === "function" ? column.name : column.constructor.name;
  return typesByArray[name as keyof typeof typesByArray];
};

const typesByArray = {
  Int8Array: "i8",
  Uint8Array: "u8",
  Int16Array: "i16",
  Uint16Array: "u16",
  Int32Array: "i32",
  Uint32Array: "u32",
  Float64Array: "f64",
} as const;

/** The next multiple of eight. */
export const padded = (byteCount: number): number => Math.ceil(byteCount / 8) * 8;
