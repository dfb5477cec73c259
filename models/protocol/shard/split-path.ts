import type { RuleSwitches } from "../ground/rule-sets.js";
import { bitsOf, filterOfPath, pathOfFilter } from "./filter-path.js";
import { type KeyBits, keysBelow } from "./key-range.js";

/** Where a shard is cut in two. */
export interface PathSplit {
  /** Filters of the sides 0 and 1, both with data; null where there is no cut. */
  readonly children: readonly [string, string] | null;
  /** Filters of the sides not taken on the way, the shallowest first: registered, and empty. Without a cut none. */
  readonly spine: readonly string[];
}

/** Bits that are looked at from a shard's path on. */
const looksMax = 16;
/** Leaves below which nothing can be divided. */
const leavesMin = 2;

/** Bits of a key by the switch. */
export function keyBitsOf({ shardKeys }: Pick<RuleSwitches, "shardKeys">): KeyBits {
  return shardKeys === "bits254" ? 254 : 256;
}

/**
 * Cuts a shard at the first bit in which its keys differ, at most 16 bits below its path; keys that lie on one side lead there.
 * `keys` are hex of 32 bytes, those outside the shard do not count; null = every key below p is there. Throws `RuleError` for a
 * filter without a bit path. Source: protocol.md `shard.splitPath` (node N:quil-engine/src/coverage.rs).
 */
export function splitPath(filter: string, keys: readonly string[] | null, keyBits: KeyBits): PathSplit {
  const { application, bits } = pathOfFilter(filter);
  const leaves = leafCounter(keys, keyBits);
  const spine: string[] = [];
  const filterAt = (path: string): string => filterOfPath({ application, bits: path });
  if (leaves(bits) < leavesMin) return { children: null, spine: [] };
  let path = bits;
  for (let look = 0; look < looksMax && path.length < keyBits; look++) {
    const hasLow = leaves(`${path}0`) > 0;
    const hasHigh = leaves(`${path}1`) > 0;
    if (hasLow && hasHigh) return { children: [filterAt(`${path}0`), filterAt(`${path}1`)], spine };
    spine.push(filterAt(path + (hasLow ? "1" : "0")));
    path += hasLow ? "0" : "1";
  }
  return { children: null, spine: [] };
}

/** How many leaves begin with a path. */
function leafCounter(keys: readonly string[] | null, keyBits: KeyBits): (path: string) => number | bigint {
  if (keys === null) return (path) => (path.length > keyBits ? 0n : keysBelow(path, keyBits));
  const read = keys.map((key) => bitsOf(key).slice(-keyBits));
  return (path) => read.filter((key) => key.startsWith(path)).length;
}
