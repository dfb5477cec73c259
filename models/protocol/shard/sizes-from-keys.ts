import { counted } from "../../../sim/units/readable.js";
import type { BigBytes } from "../../../sim/units/quantity-types.js";
import { bn254Order } from "../consensus/distance.js";
import { RuleError } from "../ground/rule.js";
import { type KeyBits, keysBelow } from "./key-range.js";

/** A grid of shards that a world of uniform keys is cut into, and what each holds. */
export interface KeyGrid {
  /** Shards of data, and one of metadata if there are any. */
  readonly shards: bigint;
  readonly dataShards: bigint;
  /** Data of every shard but the last, which has the rest; with one shard both are all data. */
  readonly fullBytes: BigBytes;
  readonly lastBytes: BigBytes;
}

/**
 * The grid of prefixes of `prefixBits` bits: keys end at p, so only the first ⌈p / 2^(keyBits − prefixBits)⌉ prefixes have data,
 * and the last of them only a part. `world` includes the metadata. Throws `RuleError` for a prefix longer than a key and for more
 * metadata than world. Source: protocol.md `shard.sizesFromKeys` (node arithmetic matched to page data).
 */
export function sizesOfPrefixes(
  { worldBytes, metadataBytes }: { readonly worldBytes: BigBytes; readonly metadataBytes: BigBytes },
  { keyBits, prefixBits }: { readonly keyBits: KeyBits; readonly prefixBits: number },
): KeyGrid {
  if (prefixBits > keyBits)
    throw new RuleError(`prefixBits: ${prefixBits} is more than the ${counted(keyBits, "bit")} of a key`);
  if (metadataBytes > worldBytes)
    throw new RuleError(`metadataBytes: more than the ${counted(worldBytes, "byte")} of the world`);
  const data = worldBytes - metadataBytes;
  const width = 1n << BigInt(keyBits - prefixBits);
  const dataShards = (bn254Order + width - 1n) / width;
  const fullBytes = dataShards === 1n ? data : (data * width) / bn254Order;
  const lastBytes = data - fullBytes * (dataShards - 1n);
  return { shards: dataShards + (metadataBytes > 0n ? 1n : 0n), dataShards, fullBytes, lastBytes };
}

/**
 * Bytes of the shard at a bit path: its part of the keys below p, rounded down. Throws `RuleError` for a path longer than a key.
 * Source: protocol.md `shard.sizesFromKeys`.
 */
export function sizeOfPath(dataBytes: BigBytes, bits: string, keyBits: KeyBits): BigBytes {
  if (bits.length > keyBits)
    throw new RuleError(`paths: ${counted(bits.length, "bit is", "bits are")} more than the ${keyBits} of a key`);
  return (dataBytes * keysBelow(bits, keyBits)) / bn254Order;
}
