/** What a round of the mixnet sends, in messages and bytes. */
import { RuleError } from "../ground/rule.js";
import { sideOf } from "./butterfly.js";

/** Bytes of a message in the mixnet, and of a share of a number. Source: protocol.md 12 (node rpm). */
export const elementBytesDefault = 32;

export interface RoundSize {
  /** Head count. */
  readonly players: number;
  /** Head count; they are among the players. */
  readonly dealers: number;
  readonly batch: number;
  /** Layers. */
  readonly depth: number;
  readonly masks: boolean;
  /** Of a message, and of a share of one number. */
  readonly elementBytes: number;
}

export interface RoundTraffic {
  /** Vectors of the batch that players give to players in all layers, themselves among them. */
  readonly vectors: number;
  readonly vectorBytes: number;
  /** Those of them that cross the wire. */
  readonly sentVectors: number;
  readonly sentVectorBytes: number;
  /** Shares of the matrices and the mask of a layer, dealt by each dealer to each other player. */
  readonly sentDeals: number;
  readonly sentDealBytes: number;
}

/** Bytes of a vector of the batch: what a player gives to each player in a layer. Source: protocol.md 12 (node rpm). */
export const vectorBytes = ({ batch, elementBytes }: Pick<RoundSize, "batch" | "elementBytes">): number =>
  batch * elementBytes;

/**
 * Bytes of what a dealer deals to a player for a layer: a share of each number of √batch matrices of √batch × √batch, and
 * of each of a mask vector. Source: protocol.md 12 (node rpm); that shares are not compressed: assumption.
 */
export function dealBytes({ batch, masks, elementBytes }: Omit<RoundSize, "players" | "dealers" | "depth">): number {
  return (batch * sideOf(batch) + (masks ? batch : 0)) * elementBytes;
}

/**
 * Messages and bytes of a round: players² vectors of the batch in each layer, of which each player keeps its own, and the
 * deals. Throws `RuleError` beyond 2^53 bytes. Source: protocol.md `mixnet.traffic` (node rpm; deals computed).
 */
export function roundTraffic(size: RoundSize): RoundTraffic {
  const { players, dealers, depth } = size;
  const vectors = depth * players * players;
  const sentVectors = depth * players * (players - 1);
  const sentDeals = depth * dealers * (players - 1);
  const traffic = {
    vectors,
    vectorBytes: vectors * vectorBytes(size),
    sentVectors,
    sentVectorBytes: sentVectors * vectorBytes(size),
    sentDeals,
    sentDealBytes: sentDeals * dealBytes(size),
  };
  if (!Object.values(traffic).every((value) => Number.isSafeInteger(value)))
    throw new RuleError("a round of more than 2^53 bytes");
  return traffic;
}
