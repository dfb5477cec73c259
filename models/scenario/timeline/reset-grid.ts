/** The grid that a reset of the timeline makes. */
import { counted } from "../../../sim/units/readable.js";
import { RuleError } from "../../protocol/ground/rule.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { type KeyGrid, sizesOfPrefixes } from "../../protocol/shard/sizes-from-keys.js";
import { keyBitsOf } from "../../protocol/shard/split-path.js";
import type { TimelineEntry } from "./schema.js";

type Reset = NonNullable<TimelineEntry["reset"]>;

export interface ResetBytes {
  readonly worldBytes: number;
  readonly metadataBytes: number;
}

/** What is wrong with the grid; null: every shard of it has data. */
export function resetProblem(reset: Reset, bytes: ResetBytes, rules: RuleSwitches): string | null {
  const grid = gridOf(reset, bytes, rules);
  if (typeof grid === "string") return grid;
  if (grid.fullBytes > 0n && grid.lastBytes > 0n) return null;
  return resetTexts.cannotFill(bytes.worldBytes, Number(grid.shards));
}

export const resetTexts = {
  cannotFill: (worldBytes: number, shards: number): string =>
    `${counted(worldBytes, "byte")} cannot fill a grid of ${counted(shards, "shard")}; every shard needs data: write fewer bits, or a larger world`,
} as const;

function gridOf(reset: Reset, { worldBytes, metadataBytes }: ResetBytes, rules: RuleSwitches): KeyGrid | string {
  try {
    const keyBits = keyBitsOf({ shardKeys: reset.shardKeys ?? rules.shardKeys });
    const sizes = { worldBytes: BigInt(worldBytes), metadataBytes: BigInt(metadataBytes) };
    return sizesOfPrefixes(sizes, { keyBits, prefixBits: reset.prefixBits });
  } catch (error) {
    if (error instanceof RuleError) return error.message;
    throw error;
  }
}
