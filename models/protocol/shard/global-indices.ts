import { shake256 } from "@noble/hashes/sha3.js";
import { hexToBytes } from "@noble/hashes/utils.js";

/** Trees of the global state that an application's commitment goes into. */
const treesPerApplication = 3;
/** Addresses whose first byte is above this are not applications and go to tree 0 only. */
const lastApplicationByte = 0x3f;

/**
 * The 3 of 256 global trees that hold an application's commitment, ascending: the first distinct bytes of
 * SHAKE-256(address). Addresses above 3f… or all zero get (0, 0, 0).
 * Source: protocol.md `shard.globalIndices` (node rs:quil-hypergraph/src/addressing.rs).
 */
export function globalIndices(addressHex: string): readonly [number, number, number] {
  const address = hexToBytes(addressHex);
  if (address[0] > lastApplicationByte || address.every((byte) => byte === 0)) return [0, 0, 0];
  const found: number[] = [];
  const stream = shake256.create().update(address);
  while (found.length < treesPerApplication) {
    const byte = stream.xof(1)[0];
    if (!found.includes(byte)) found.push(byte);
  }
  const [a, b, c] = found.sort((x, y) => x - y);
  return [a, b, c];
}
