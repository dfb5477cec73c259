/**
 * Machine code for vectors of four 32-bit words, as bytes of WebAssembly: only what hashing needs. An expression is the bytes that leave
 * its value on the stack. Source: WebAssembly core specification 2.0, 5.2 (LEB128), 5.4 (instructions) and 5.5 (modules).
 */

export type Code = readonly number[];

/** An unsigned number, seven bits a byte, lowest first. */
function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

/** A signed number: the last byte's second bit is its sign. */
function signed(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  for (; rest < -0x40 || rest > 0x3f; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest & 0x7f];
}

const vectorOperation = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const alignment = { word: 2, vector: 4 };

/** Binary operations on vectors, lane by lane. */
const binary =
  (opcode: number) =>
  (a: Code, b: Code): Code => [...a, ...b, ...vectorOperation(opcode)];
export const add = binary(174);
export const xor = binary(81);
export const and = binary(78);

/** Shifts of every lane by so many bits, zeros coming in. */
const shift =
  (opcode: number) =>
  (a: Code, bits: number): Code => [...a, ...constant(bits), ...vectorOperation(opcode)];
export const shiftLeft = shift(171);
export const shiftRight = shift(173);

/** Locals: parameters first, in order. */
export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];

/** Scalars. */
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];

/** A word of memory in all four lanes; a vector read from and written to memory. Offsets in bytes. */
export const splatWord = (address: Code, offset: number): Code => [
  ...address,
  0x28,
  alignment.word,
  ...unsigned(offset),
  ...vectorOperation(17),
];
export const loadVector = (address: Code, offset: number): Code => [
  ...address,
  ...vectorOperation(0),
  alignment.vector,
  ...unsigned(offset),
];
export const storeVector = (address: Code, value: Code): Code => [
  ...address,
  ...value,
  ...vectorOperation(11),
  alignment.vector,
  0,
];

/** Runs the body, and again as long as `condition` leaves anything but zero. */
export const repeatWhile = (body: Code, condition: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b];

const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const text = (letters: string): Code => list(Array.from(new TextEncoder().encode(letters), (byte) => [byte]));
const magicAndVersion: Code = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const types = { word: 0x7f, vector: 0x7b, function: 0x60 };

/**
 * A module that imports the memory `run.memory` and exports `run`, a function of so many scalars with so many local vectors after them,
 * that gives nothing back.
 */
export function moduleOf(parameters: number, vectors: number, body: Code): Uint8Array {
  const code = [...list([[...unsigned(vectors), types.vector]]), ...body, 0x0b];
  const scalars = Array.from({ length: parameters }, () => [types.word]);
  return Uint8Array.from([
    ...magicAndVersion,
    ...section(1, list([[types.function, ...list(scalars), ...list([])]])),
    ...section(2, list([[...text("run"), ...text("memory"), 2, 0, 1]])),
    ...section(3, list([[0]])),
    ...section(7, list([[...text("run"), 0, 0]])),
    ...section(10, list([[...unsigned(code.length), ...code]])),
  ]);
}
