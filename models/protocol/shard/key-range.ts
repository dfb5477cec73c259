/** The keys below a prefix of bits, and how many keys of data there can be. Keys are Poseidon outputs, uniform on 0 … p − 1. */
import { bn254Order } from "../consensus/distance.js";

/** Bits that a key is read with. */
export type KeyBits = 254 | 256;

/** How many keys of `keyBits` bits that begin with `bits` are below p, the BN254 scalar order. */
export function keysBelow(bits: string, keyBits: KeyBits): bigint {
  const width = 1n << BigInt(keyBits - bits.length);
  const low = (bits === "" ? 0n : BigInt(`0b${bits}`)) * width;
  const high = low + width < bn254Order ? low + width : bn254Order;
  return high > low ? high - low : 0n;
}
