/** Bytes on the wire. Source: protocol.md `transport.sizes`, section 11 (node). */
import { joinProofBytes } from "../lifecycle/transition.js";

/** Largest message sent whole, bytes. */
export const messageBytesSoftMax = 1 << 20;
/** Reed–Solomon fragments of a frame above the soft limit: any `data` of all fragments restore it. */
const frameFragments = { data: 224, parity: 32 } as const;

/** Proof bytes of a join that names so many filters, where joins are proven. */
export function joinBytes(filters: number): number {
  return joinProofBytes * filters;
}

/** Bytes of each fragment of a frame, and how many are sent; a frame within the soft limit goes whole. */
export function frameParts(frameBytes: number): { readonly parts: number; readonly bytesEach: number } {
  if (frameBytes <= messageBytesSoftMax) return { parts: 1, bytesEach: frameBytes };
  const { data, parity } = frameFragments;
  return { parts: data + parity, bytesEach: Math.ceil(frameBytes / data) };
}
