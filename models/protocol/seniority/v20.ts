/** Seniority in 2.0, where it moved with every proof. */

/** Units of old Dusk reward that make one point, and the most points that they make. */
const duskGrant = { unitsPerPoint: 58_800_000n, pointsMax: 4_000_000n };

/** Points added at the announcement for rewards earned in Dusk. Source: protocol.md `seniority.v20.additional` (node 20). */
export function v20AdditionalPoints(oldRewardUnits: bigint): bigint {
  const points = oldRewardUnits / duskGrant.unitsPerPoint;
  return points < duskGrant.pointsMax ? points : duskGrant.pointsMax;
}

/** Something that happened to a prover of 2.0: a rewarded proof, a join, or a faulty proof. */
export interface V20Event {
  readonly kind: "reward" | "join" | "penalty";
  readonly frame: number;
}

export interface V20Standing {
  /** Points; null = the prover is unknown. */
  readonly seniority: bigint | null;
  /** Frame of the latest rewarded proof, or of entering a ring by a join. */
  readonly lastFrame: number;
  /** Whether a fault has removed it from its ring. */
  readonly leaves: boolean;
}

const points = { join: 20n, reward: 10n, penalty: 10n };
/** A fault removes a prover whose last frame is further back than this. */
const lastFrameAgeMax = 100;

/**
 * Standing after one event: +20 for a join, +10 for a rewarded proof, −10 for a fault. A fault removes the prover from
 * its ring when nothing would be left, or when its last frame is more than 100 frames back.
 * Source: protocol.md `seniority.v20.events` (node 20: token_execution_engine.go).
 */
export function afterV20Event(standing: V20Standing, { kind, frame }: V20Event): V20Standing {
  const before = standing.seniority ?? 0n;
  if (kind !== "penalty") return { ...standing, seniority: before + points[kind], lastFrame: frame };
  if (before <= points.penalty) return { ...standing, seniority: 0n, leaves: true };
  const isStale = frame - standing.lastFrame > lastFrameAgeMax;
  return { ...standing, seniority: before - points.penalty, leaves: standing.leaves || isStale };
}
