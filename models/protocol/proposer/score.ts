import type { BigBytes } from "../../../sim/units/quantity-types.js";
import type { QuilUnits } from "../ground/token.js";
import { divBySqrtRoundHalfAway, divRoundHalfAway, rootWith53Places } from "../ground/integer-math.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

/** A ring position on a shard, as its score sees it. */
export interface ScoredPosition {
  /** Size of the shard, bytes. */
  readonly sizeBytes: BigBytes;
  /** Leaves of its data tree; 0 is read as 1. */
  readonly leafCount: number | bigint;
  /** From 0. */
  readonly ring: number;
}

/** What a frame issues, and over how much data. */
export interface Issuance {
  /** `emission.pomwBasis`, units a frame. */
  readonly basisUnits: QuilUnits;
  /** Size of all data, bytes. */
  readonly worldBytes: BigBytes;
}

type ScoreSwitches = Pick<RuleSwitches, "issuanceArithmetic" | "ringDivisor">;

/** Rings from here on are worth nothing to a planner. */
const firstWorthlessRing = 63;
/** Provers that share a ring's pay. */
const ringShares = 8n;
const scaleOf16Decimals = 10n ** 16n;

/**
 * Units that a reward-greedy node expects of an allocation each frame: size·basis/world / 2^(ring+1) / √leaves / 8,
 * truncated; 0 from ring 63 on, without data or without a world. `bits53` truncates after every division and takes the
 * root with 53 binary places; every other arithmetic rounds each division to 16 decimals, halves away from zero.
 * Source: protocol.md `proposer.score` (node go:consensus/provers/proposer.go, rs:quil-engine/src/provers).
 */
export function proposerScore(
  position: ScoredPosition,
  { basisUnits, worldBytes }: Issuance,
  switches: ScoreSwitches,
): QuilUnits {
  const { sizeBytes, leafCount, ring } = position;
  if (ring >= firstWorthlessRing || worldBytes === 0n) return 0n;
  const leaves = BigInt(leafCount) === 0n ? 1n : BigInt(leafCount);
  const ringDivisor = 1n << BigInt(ring + (switches.ringDivisor === "ringPlusOne" ? 1 : 0));
  if (switches.issuanceArithmetic === "bits53") {
    const ofRing = (((sizeBytes * basisUnits) / worldBytes) << 53n) / ringDivisor;
    return ofRing / rootWith53Places(leaves) / ringShares;
  }
  const ofShard = divRoundHalfAway(sizeBytes * basisUnits * scaleOf16Decimals, worldBytes);
  const ofLeaves = divBySqrtRoundHalfAway(divRoundHalfAway(ofShard, ringDivisor), leaves);
  return divRoundHalfAway(ofLeaves, ringShares) / scaleOf16Decimals;
}
