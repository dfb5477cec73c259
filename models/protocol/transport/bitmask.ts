/** BlossomSub's topics: bit masks instead of names. */
import type { RuleSwitches } from "../ground/rule-sets.js";
import { sha3_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

const maskBytes = 32;
const bitsPerMask = 3;
/** Groups of eight bits of the hash that are read at most. */
const groupsRead = 8;

/**
 * Mask of 256 bits for a byte string, at most three of them set: the hash's lowest byte, then the next, each read from
 * its lowest bit as the highest of a position; a repeated position is skipped. Bit 0 is the last of the last byte.
 * Source: protocol.md `transport.bitmask` (node go-libp2p-blossomsub).
 */
export function bitmaskOf(data: Uint8Array): Uint8Array {
  const hash = sha3_256(data);
  const mask = new Uint8Array(maskBytes);
  let set = 0;
  for (let group = 0; group < groupsRead && set < bitsPerMask; group++) {
    const position = reverseBits(hash[hash.length - 1 - group]);
    const byte = maskBytes - 1 - (position >> 3);
    const bit = 1 << (position & 7);
    if ((mask[byte] & bit) !== 0) continue;
    mask[byte] |= bit;
    set++;
  }
  return mask;
}

function reverseBits(byte: number): number {
  let reversed = 0;
  for (let k = 0; k < 8; k++) reversed |= ((byte >> k) & 1) << (7 - k);
  return reversed;
}

/**
 * Single-bit masks that a mask consists of, highest bit first, each as long as the mask; an all-zero mask is its own
 * slice. Meshes are kept per slice. Source: protocol.md `transport.slices` (node).
 */
export function slicesOf(mask: Uint8Array): readonly Uint8Array[] {
  const slices: Uint8Array[] = [];
  for (let byte = 0; byte < mask.length; byte++) {
    for (let bit = 7; bit >= 0; bit--) {
      if (((mask[byte] >> bit) & 1) === 0) continue;
      const slice = new Uint8Array(mask.length);
      slice[byte] = 1 << bit;
      slices.push(slice);
    }
  }
  return slices.length === 0 ? [mask] : slices;
}

/** The same over hex. */
export function slicesOfHex(mask: string): readonly string[] {
  return slicesOf(hexToBytes(mask)).map((slice) => bytesToHex(slice));
}

/** Masks of the fixed channels, and prefixes of those of an app shard, hex. Source: protocol.md `transport.channels` (node). */
export const channelMasks = {
  "global.consensus": "00",
  "global.frame": "0000",
  "global.prover": "000000",
  "global.peerInfo": "00000000",
  "global.alert": "00".repeat(16),
  "app.consensusPrefix": "00",
  "app.dispatchPrefix": "0000",
  "app.proverPrefix": "000000",
} as const;
/** What Simplex adds: its four kinds of global message, and the prefix of a shard's one mask for them all. */
const simplexMasks = {
  "global.simplexVote": "0010",
  "global.simplexCertificate": "0011",
  "global.simplexResolver": "0012",
  "global.simplexBlock": "0013",
  "app.simplexPrefix": "01",
} as const;
export type Channel = keyof typeof channelMasks | keyof typeof simplexMasks;
export const channels = [...Object.keys(channelMasks), ...Object.keys(simplexMasks)] as readonly Channel[];

/** The mask of a channel, hex; null for a channel that this consensus does not have. */
export function channelMask(channel: Channel, { consensusKind }: Pick<RuleSwitches, "consensusKind">): string | null {
  const known: { readonly [name in Channel]?: string } =
    consensusKind === "simplex" ? { ...channelMasks, ...simplexMasks } : channelMasks;
  return known[channel] ?? null;
}
