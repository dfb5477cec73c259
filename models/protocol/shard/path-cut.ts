/** Where a simulated shard of uniform keys is cut, and how its data are divided. */
import { counted } from "../../../sim/units/readable.js";
import { RuleError } from "../ground/rule.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { filterOfPath, filterPath, pathOfFilter } from "./filter-path.js";
import { keysBelow } from "./key-range.js";
import { keyBitsOf, type PathSplit, splitPath } from "./split-path.js";

type CutSwitches = Pick<RuleSwitches, "shardKeys" | "splitNeedsData">;

const noCut: PathSplit = { children: null, spine: [] };

/**
 * Cuts a shard of uniform keys by the bits of its path. `splitNeedsData: on`: where both sides have keys (`splitPath`); off: at the
 * next bit, whether they do or not. A filter that is no bit path has none to cut (assumption: one from before such filters).
 * Source: protocol.md `shard.splitPath`.
 */
export function cutByPath(filter: string, switches: CutSwitches): PathSplit {
  const path = filterPath(filter);
  const keyBits = keyBitsOf(switches);
  if (path === null || path.bits.length >= keyBits) return noCut;
  if (switches.splitNeedsData === "on") return splitPath(filter, null, keyBits);
  const { application, bits } = path;
  const [low, high] = [`${bits}0`, `${bits}1`].map((side) => filterOfPath({ application, bits: side }));
  return { children: [low, high], spine: [] };
}

/** Data of the two sides of a cut. */
export interface DividedData {
  /** Whole bytes, which add up to those that were divided. */
  readonly sizes: readonly [number, number];
  /** Share of the keys that the low side has; 0 where there are none. */
  readonly lowShare: number;
}

/**
 * Divides a shard's data over the two children of a cut: each has the keys of its own range, the low side rounded down, the high
 * side the rest. Throws `RuleError` for filters without a path. Source: protocol.md `shard.sizesFromKeys`.
 */
export function divideByKeys(
  sizeBytes: number,
  [low, high]: readonly [string, string],
  switches: Pick<RuleSwitches, "shardKeys">,
): DividedData {
  const keyBits = keyBitsOf(switches);
  const keys = [low, high].map((filter) => keysBelow(pathOfFilter(filter).bits, keyBits));
  const all = keys[0] + keys[1];
  if (all === 0n) {
    if (sizeBytes > 0) throw new RuleError(`${low}: ${counted(sizeBytes, "byte")} where there are no keys`);
    return { sizes: [0, 0], lowShare: 0 };
  }
  const lowBytes = Number((BigInt(sizeBytes) * keys[0]) / all);
  return { sizes: [lowBytes, sizeBytes - lowBytes], lowShare: Number(keys[0]) / Number(all) };
}
