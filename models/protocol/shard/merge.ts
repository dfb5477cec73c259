import type { RuleSwitches } from "../ground/rule-sets.js";
import type { Merge, ShardInventory } from "./inventory.js";
import { siblingFamily, siblingMerges } from "./sibling-merge.js";

type MergeSwitches = Pick<RuleSwitches, "mergeRule" | "minimumProvers" | "maximumProvers" | "splitCooldownFrames">;

/** The filter that a shard and its partner merge into: its path without the last bit, or the filter without its last byte. */
export function mergedFilter(filter: string, { splitCut }: Pick<RuleSwitches, "splitCut">): string {
  const path = splitCut === "bitPath" ? siblingFamily(filter)?.parent : undefined;
  return path ?? filter.slice(0, -2);
}

/** Largest shard that a merge may make: 16 GiB. */
const mergeBytesMax = 16n << 30n;
/** Lengths of a child's filter in hex digits: 33 to 64 bytes. */
const childDigits = { min: 66, max: 128 };

/**
 * Pairs of shards due to merge, in the order in which the first of each pair is listed. A pair are the children 00 and
 * 80 of one parent that have no other sibling of their length; so shards split into 4 or 8 never merge. `pairs`: both
 * below the minimum (6), together within the maximum (32) and 16 GiB. `storage`: one is below the minimum and both
 * declare storage for the sum; undeclared counts as none (assumption). `siblings`: those of `siblingMerges`. Cooldown is the caller's.
 * Source: protocol.md `shard.merge` (node rs: coverage.rs; storage: go: coverage_monitor.go).
 */
export function mergePairs(inventory: readonly ShardInventory[], switches: MergeSwitches): readonly Merge[] {
  if (switches.mergeRule === "siblings") return siblingMerges(inventory, switches);
  const siblings = new Map<string, ShardInventory[]>();
  for (const shard of inventory) {
    const digits = shard.filter.length;
    if (digits < childDigits.min || digits > childDigits.max) continue;
    const parent = shard.filter.slice(0, -2);
    const group = siblings.get(parent);
    if (group === undefined) siblings.set(parent, [shard]);
    else group.push(shard);
  }
  const merges: Merge[] = [];
  // A map iterates in order of insertion: the order of the inventory.
  for (const [parent, group] of siblings) {
    const low = group.find((shard) => shard.filter.endsWith("00"));
    const high = group.find((shard) => shard.filter.endsWith("80"));
    if (group.length !== 2 || low === undefined || high === undefined) continue;
    if (isDue(low, high, switches)) merges.push({ children: [low.filter, high.filter], parent });
  }
  return merges;
}

function isDue(low: ShardInventory, high: ShardInventory, switches: MergeSwitches): boolean {
  const { mergeRule, minimumProvers, maximumProvers } = switches;
  const bytes = low.sizeBytes + high.sizeBytes;
  const thin = [low, high].filter((shard) => shard.active < minimumProvers).length;
  switch (mergeRule) {
    case "pairs":
      return thin === 2 && low.active + high.active <= maximumProvers && bytes <= mergeBytesMax;
    case "storage":
      return thin > 0 && [low, high].every((shard) => (shard.storageBytes ?? 0n) >= bytes);
    case "siblings":
    case "off":
      return false;
  }
}
