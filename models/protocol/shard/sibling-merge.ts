import type { RuleSwitches } from "../ground/rule-sets.js";
import { filterOfPath, filterPath } from "./filter-path.js";
import type { Merge, ShardInventory } from "./inventory.js";

type SiblingSwitches = Pick<RuleSwitches, "minimumProvers" | "maximumProvers" | "splitCooldownFrames">;

/** What has been proposed before. */
export interface MergeHistory {
  /** Parents on which a change is pending. */
  readonly pending: ReadonlySet<string>;
  /** Frame of a parent's latest proposal; undefined if there was none. */
  readonly lastOf: (parent: string) => number | undefined;
  /** Frame at which it is asked; null = the cooldown is the caller's. */
  readonly frame: number | null;
}

export const noHistory: MergeHistory = { pending: new Set(), lastOf: () => undefined, frame: null };

/** Largest shard that a merge may make: 16 GiB. */
const mergeBytesMax = 16n << 30n;

/**
 * Siblings due to merge into their parent, in the order in which the first of each two is listed. Siblings are two filters whose bit
 * paths differ in the last bit only: both below the minimum (6), together within the maximum (32) and 16 GiB, not both without
 * data, nothing pending on the parent and its cooldown (30 frames) over. Filters without a path never merge.
 * Source: protocol.md `shard.siblingMerge` (node N:quil-engine/src/coverage.rs).
 */
export function siblingMerges(
  inventory: readonly ShardInventory[],
  switches: SiblingSwitches,
  history: MergeHistory = noHistory,
): readonly Merge[] {
  const listed = new Map(inventory.map((shard) => [shard.filter, shard]));
  const met = new Set<string>();
  const merges: Merge[] = [];
  for (const { filter } of inventory) {
    const family = siblingFamily(filter);
    if (family === null || met.has(family.parent)) continue;
    const [low, high] = family.children.map((child) => listed.get(child));
    if (low === undefined || high === undefined) continue;
    met.add(family.parent);
    if (areSiblingsDue(low, high, switches) && mayPropose(family.parent, switches, history)) merges.push(family);
  }
  return merges;
}

/** The filter's parent and the parent's two children; null for a filter without a path. */
export function siblingFamily(filter: string): Merge | null {
  const path = filterPath(filter);
  if (path === null || path.bits === "") return null;
  const { application } = path;
  const bits = path.bits.slice(0, -1);
  const low = filterOfPath({ application, bits: `${bits}0` });
  const high = filterOfPath({ application, bits: `${bits}1` });
  return { children: [low, high], parent: filterOfPath({ application, bits }) };
}

/** Whether two siblings are to merge by what they have, whatever was proposed before. */
export function areSiblingsDue(
  low: Omit<ShardInventory, "filter">,
  high: Omit<ShardInventory, "filter">,
  switches: SiblingSwitches,
): boolean {
  const { minimumProvers, maximumProvers } = switches;
  const bytes = low.sizeBytes + high.sizeBytes;
  const areThin = low.active < minimumProvers && high.active < minimumProvers;
  return areThin && low.active + high.active <= maximumProvers && bytes > 0n && bytes <= mergeBytesMax;
}

function mayPropose(
  parent: string,
  { splitCooldownFrames }: SiblingSwitches,
  { pending, lastOf, frame }: MergeHistory,
): boolean {
  if (pending.has(parent)) return false;
  const last = lastOf(parent);
  return frame === null || last === undefined || frame >= last + splitCooldownFrames;
}
