/** Grids of shards: every prefix of keys that has data is a shard, and the metadata are one more. */
import type { BigBytes } from "../../../sim/units/quantity-types.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { filterOfPath } from "./filter-path.js";
import { sizesOfPrefixes } from "./sizes-from-keys.js";
import { keyBitsOf } from "./split-path.js";

/** A shard of a grid. */
export interface GridShard {
  /** Hex. */
  readonly filter: string;
  readonly sizeBytes: BigBytes;
}

/** What a grid is cut from. */
export interface GridOfKeys {
  /** Bits at which keys are cut. */
  readonly prefixBits: number;
  /** All data, metadata included. */
  readonly worldBytes: BigBytes;
  readonly metadataBytes: BigBytes;
}

/** Addresses of the applications whose data and metadata the grid holds, hex. */
export interface GridApplications {
  readonly data: string;
  readonly metadata: string;
}

/**
 * The shards of a world of uniform keys, in the order of their keys, the metadata last: with 256 bits only the first prefixes have
 * data. Under `splitCut: bitPath` a filter tells the length of its path; before, it was the application and the prefix in whole
 * bytes. Metadata are the whole of an application of their own (assumption). Throws `RuleError` where sizes are impossible.
 * Source: protocol.md `shard.sizesFromKeys`, `shard.splitPath`.
 */
export function gridOfPrefixes(
  { prefixBits, worldBytes, metadataBytes }: GridOfKeys,
  { data, metadata }: GridApplications,
  switches: Pick<RuleSwitches, "shardKeys" | "splitCut">,
): readonly GridShard[] {
  const sizes = sizesOfPrefixes({ worldBytes, metadataBytes }, { keyBits: keyBitsOf(switches), prefixBits });
  const last = Number(sizes.dataShards) - 1;
  const shards = Array.from({ length: last + 1 }, (_none, prefix) => ({
    filter: filterOfPrefix(data, prefix, prefixBits, switches),
    sizeBytes: prefix === last ? sizes.lastBytes : sizes.fullBytes,
  }));
  return metadataBytes > 0n ? [...shards, { filter: metadata, sizeBytes: metadataBytes }] : shards;
}

/** The filter of a prefix of so many bits. */
function filterOfPrefix(
  application: string,
  prefix: number,
  prefixBits: number,
  { splitCut }: Pick<RuleSwitches, "splitCut">,
): string {
  const bits = prefixBits === 0 ? "" : prefix.toString(2).padStart(prefixBits, "0");
  if (splitCut === "bitPath") return filterOfPath({ application, bits });
  const digits = bits.padEnd(8 * Math.ceil(prefixBits / 8), "0").match(/.{4}/g) ?? [];
  return application + digits.map((four) => Number.parseInt(four, 2).toString(16)).join("");
}
