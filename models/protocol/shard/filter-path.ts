/**
 * Filters of bit paths: the 32 bytes of an application, then the length of the path in bits (2 bytes, big-endian), then its bits
 * packed from the highest of each byte on, padded with zeros. The application alone has the empty path.
 * Source: protocol.md `shard.splitPath` (node N:quil-engine/src/coverage.rs, N:quil-forest).
 */
import { RuleError } from "../ground/rule.js";

/** Where a shard lies in the tree of its application. */
export interface FilterPath {
  /** 32 bytes, hex. */
  readonly application: string;
  /** Bits from the root on, as text of 0 and 1; empty = the whole application. */
  readonly bits: string;
}

/** Bits of the widest key, and so of the longest path. */
const keyBitsMax = 256;
const applicationDigits = 64;
const lengthDigits = 4;

/** The path of a filter (lower-case hex); null for one that is no bit path: another length, or padding that is not zero. */
export function filterPath(filter: string): FilterPath | null {
  const application = filter.slice(0, applicationDigits);
  if (application.length < applicationDigits) return null;
  if (filter.length === applicationDigits) return { application, bits: "" };
  const packed = filter.slice(applicationDigits + lengthDigits);
  const length = Number.parseInt(filter.slice(applicationDigits, applicationDigits + lengthDigits), 16);
  const isWhole = filter.length >= applicationDigits + lengthDigits && packed.length === 2 * Math.ceil(length / 8);
  if (!isWhole || length > keyBitsMax) return null;
  const bits = bitsOf(packed);
  return /1/.test(bits.slice(length)) ? null : { application, bits: bits.slice(0, length) };
}

/** `filterPath` of a filter that must have one. Throws `RuleError`. */
export function pathOfFilter(filter: string): FilterPath {
  const path = filterPath(filter);
  if (path === null) throw new RuleError(`filter: ${filter} is no application with a bit path`);
  return path;
}

/** The filter of a path, hex; that of the empty path is the application alone. */
export function filterOfPath({ application, bits }: FilterPath): string {
  if (bits === "") return application;
  const padded = bits.padEnd(8 * Math.ceil(bits.length / 8), "0");
  const digits = padded.match(/.{4}/g) ?? [];
  const packed = digits.map((four) => Number.parseInt(four, 2).toString(16)).join("");
  return application + bits.length.toString(16).padStart(lengthDigits, "0") + packed;
}

/** A byte string in hex as text of 0 and 1, highest bit first. */
export function bitsOf(hex: string): string {
  return Array.from(hex, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0")).join("");
}
