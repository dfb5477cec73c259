/** The shards of a network's first frame, by the form in which the scenario tells them. */
import { createHash } from "node:crypto";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { filterOfPath } from "../protocol/shard/filter-path.js";
import { type GridApplications, type GridShard, gridOfPrefixes } from "../protocol/shard/prefix-grid.js";
import { keyBitsOf } from "../protocol/shard/split-path.js";
import { type KeyGrid, sizesOfPrefixes } from "../protocol/shard/sizes-from-keys.js";
import type { Scenario } from "./schema.js";
import { divideWorld, skewExponent } from "./shard-sizes.js";
import { switchesOf } from "./switches.js";

const addressOf = (application: string): string => createHash("sha256").update(application).digest("hex");

/** Applications of the simulated world: hashes of these words (assumption). */
export const applications: GridApplications = { data: addressOf("application"), metadata: addressOf("metadata") };

/** A prefix of which there are all keys, with 254 bits and with 256. */
const fullPrefix = "000";

/** Shards at the start; larger before smaller, but for the metadata. */
export function startingGrid(
  { shards }: Pick<Scenario, "shards">,
  rules: Pick<RuleSwitches, "shardKeys" | "splitCut">,
): readonly GridShard[] {
  const { count, prefixBits, world, metadata, skew } = shards;
  if (prefixBits !== undefined) {
    const keys = { prefixBits, worldBytes: BigInt(world), metadataBytes: BigInt(metadata) };
    return gridOfPrefixes(keys, applications, rules);
  }
  const filterOf = filtersByNumber(count ?? 1, rules);
  return divideWorld({ worldBytes: world, count: count ?? 1, skew: skewExponent(skew) }).map((bytes, k) => ({
    filter: filterOf(k),
    sizeBytes: BigInt(bytes),
  }));
}

type ShardsAndRules = Pick<Scenario, "shards" | "rules" | "switches">;

/** How many shards there are at the start. */
export function startingShards(scenario: ShardsAndRules): number {
  return Number(keyGridOf(scenario)?.shards ?? scenario.shards.count);
}

/** What the targets of a start ask of the grid: how many shards, as which field tells, and of how many bytes. */
export const gridAtStart = (scenario: ShardsAndRules): { count: number; told: string; world: number } => ({
  count: startingShards(scenario),
  told: scenario.shards.prefixBits === undefined ? "shards.count says" : "shards.prefixBits makes",
  world: scenario.shards.world,
});

/** Whether every shard of the start has data. */
export function canFillGrid(scenario: ShardsAndRules): boolean {
  const grid = keyGridOf(scenario);
  if (grid === null) return scenario.shards.world >= startingShards(scenario);
  return grid.fullBytes > 0n && grid.lastBytes > 0n;
}

/** The grid that keys make of the world; null where shards are only counted. */
function keyGridOf(scenario: ShardsAndRules): KeyGrid | null {
  const { prefixBits, world, metadata } = scenario.shards;
  if (prefixBits === undefined) return null;
  const sizes = { worldBytes: BigInt(world), metadataBytes: BigInt(metadata) };
  return sizesOfPrefixes(sizes, { keyBits: keyBitsOf(switchesOf(scenario)), prefixBits });
}

/**
 * Filters of shards that are only counted: the application and the number; where splits cut bit paths, the path 000 and the bits
 * of the number, so that shards of the numbers 2k and 2k + 1 are siblings and each is halved by a split (assumption).
 */
function filtersByNumber(count: number, { splitCut }: Pick<RuleSwitches, "splitCut">): (k: number) => string {
  const application = applications.data;
  if (splitCut === "bitPath") {
    const bits = count === 1 ? 0 : (count - 1).toString(2).length;
    const numbered = (k: number): string => (bits === 0 ? "" : k.toString(2).padStart(bits, "0"));
    return (k) => filterOfPath({ application, bits: fullPrefix + numbered(k) });
  }
  const pathDigits = count <= 256 ? 2 : count <= 65_536 ? 4 : 6;
  return (k) => application + k.toString(16).padStart(pathDigits, "0");
}
