import type { RuleSwitches } from "../ground/rule-sets.js";

/** Bytes of one encrypted chunk of vertex data. Source: protocol.md `fees.cost` (node). */
export const chunkBytes = 55;

/** Operations whose cost does not depend on data, bytes. All prover and shard operations are free. Source: protocol.md `fees.cost` (node). */
export const fixedCostBytes = {
  vertexRemove: 64,
  hyperedgeRemove: 64,
  proverJoin: 0,
  proverConfirm: 0,
  proverReject: 0,
  proverLeave: 0,
  proverPause: 0,
  proverResume: 0,
  proverKick: 0,
  proverUpdate: 0,
  seniorityMerge: 0,
  shardSplit: 0,
  shardMerge: 0,
  shardUpdate: 0,
  rewardMint: 0,
  circuitKzg: 4736,
  circuitRangeProof: 7168,
  circuitSum: 64,
  circuitEcdsa: 64,
  circuitEd25519: 64,
  circuitSchnorr: 112,
  circuitEd448: 114,
} as const;

/** What operations with data cost beside the data, bytes: the data are a size, a configuration, a circuit, outputs or proofs. */
export const overheadBytes = { hyperedgeAdd: 0, deploy: 0, tokenTransaction: 0, codeFinalize: 32 } as const;

export type FixedOperation = keyof typeof fixedCostBytes;
export type SizedOperation = keyof typeof overheadBytes;

/**
 * Cost of deleting what was stored, bytes: that of removing a vertex, whatever its size; nothing where provers commit their multipliers.
 * Source: protocol.md `fees.cost` (node), `fees.multiplierCap` (page).
 */
export const deletionCost = ({ feeRule }: Pick<RuleSwitches, "feeRule">): number =>
  feeRule === "lowestInRing" ? 0 : fixedCostBytes.vertexRemove;

/** Cost of adding a vertex, bytes: its data in whole chunks of 55. Source: protocol.md `fees.cost` (node). */
export function vertexAddCost(rawBytes: number): number {
  return Math.ceil(rawBytes / chunkBytes) * chunkBytes;
}

/** Cost of adding a vertex whose data were encrypted beforehand, bytes: 55 a chunk. Source: protocol.md `fees.cost` (node). */
export function preparedVertexCost(chunks: number): number {
  return chunks * chunkBytes;
}

/** Cost of an operation with `dataBytes` of data, bytes. Source: protocol.md `fees.cost` (node). */
export function sizedCost(operation: SizedOperation, dataBytes: number): number {
  return overheadBytes[operation] + dataBytes;
}
