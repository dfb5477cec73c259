/**
 * Quantities that get confused are types of their own. A brand exists for the compiler only: at run time a `DurationUs`
 * is a number. The constructors check once, where a quantity is made.
 */
declare const unit: unique symbol;
type Branded<Value, Name extends string> = Value & { readonly [unit]: Name };

/** A moment: microseconds since the start of the run. */
export type SimTimeUs = Branded<number, "SimTimeUs">;
/** A span of simulated time in microseconds. */
export type DurationUs = Branded<number, "DurationUs">;
/** A size in bytes (8 bits). */
export type Bytes = Branded<number, "Bytes">;
/** A size in bits. */
export type Bits = Branded<number, "Bits">;
/** A bandwidth in bits a second, not bytes. */
export type BitsPerSecond = Branded<number, "BitsPerSecond">;
/** An amount in units of the token: `unitsPerQuil` units are one QUIL. */
export type QuilUnits = Branded<bigint, "QuilUnits">;

/** Units in one QUIL. Source: protocol.md section 0 (node). */
export const unitsPerQuil = 8_000_000_000n;

/** A whole number from 0 to 2^53 − 1, times an exact factor; anything else throws `RangeError`. */
function scaledInteger(value: number, factor: number, what: string): number {
  const product = value * factor;
  if (!Number.isSafeInteger(value) || value < 0 || !Number.isSafeInteger(product))
    throw new RangeError(`${what}: read ${String(value)}, allowed are whole numbers from 0 to ${maxOf(factor)}`);
  return product;
}
const maxOf = (factor: number): number => Math.floor(Number.MAX_SAFE_INTEGER / factor);

const duration = (name: string, factor: number) => (value: number) => scaledInteger(value, factor, name) as DurationUs;
const byteSize = (name: string, factor: number) => (value: number) => scaledInteger(value, factor, name) as Bytes;
const bitRate = (name: string, factor: number) => (value: number) =>
  scaledInteger(value, factor, name) as BitsPerSecond;

/** A moment from microseconds since the start. Throws `RangeError` unless whole, from 0 to 2^53 − 1 (285 years). */
export const simTimeUs = (value: number): SimTimeUs => scaledInteger(value, 1, "microseconds") as SimTimeUs;

/** Durations. Each throws `RangeError` unless the number is whole, not negative and below 2^53 µs. */
export const us = duration("microseconds", 1);
export const ms = duration("milliseconds", 1_000);
export const seconds = duration("seconds", 1_000_000);
export const minutes = duration("minutes", 60_000_000);
export const hours = duration("hours", 3_600_000_000);
export const days = duration("days", 86_400_000_000);

/** Sizes in bytes: kB = 1000 bytes, KiB = 1024. Each throws `RangeError` unless whole, not negative and below 2^53 bytes. */
export const bytes = byteSize("bytes", 1);
export const kB = byteSize("kB", 1_000);
export const MB = byteSize("MB", 1_000_000);
export const GB = byteSize("GB", 1_000_000_000);
export const KiB = byteSize("KiB", 1_024);
export const MiB = byteSize("MiB", 1_048_576);
export const GiB = byteSize("GiB", 1_073_741_824);

/** A size in bits. Throws `RangeError` unless whole, not negative and below 2^53. */
export const bits = (value: number): Bits => scaledInteger(value, 1, "bits") as Bits;
/** Exactly eight times the bytes. Throws `RangeError` from 2^50 bytes on. */
export const bitsOf = (size: Bytes): Bits => scaledInteger(size, 8, "bytes") as Bits;

/** Bandwidths. Each throws `RangeError` unless whole, not negative and below 2^53 bit/s. */
export const bitPerS = bitRate("bit/s", 1);
export const kbitPerS = bitRate("kbit/s", 1_000);
export const mbitPerS = bitRate("Mbit/s", 1_000_000);
export const gbitPerS = bitRate("Gbit/s", 1_000_000_000);

/** An amount from base units. Throws `RangeError` if negative. */
export function quilUnits(value: bigint): QuilUnits {
  if (value < 0n) throw new RangeError(`units: read ${value}, allowed are whole numbers from 0`);
  return value as QuilUnits;
}

/** An amount from whole QUIL. Throws `RangeError` unless whole, not negative and below 2^53. */
export const quil = (value: number): QuilUnits => (BigInt(scaledInteger(value, 1, "QUIL")) * unitsPerQuil) as QuilUnits;
