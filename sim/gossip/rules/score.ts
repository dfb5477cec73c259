/** What a node thinks of a peer: counters that decay in steps, and their weighted sum. After GossipSub 1.1. */
import type { DurationUs } from "../../units/quantity-types.js";

export interface ScoreParameters {
  /** Of all topics together. */
  readonly topicWeight: number;
  readonly perSecondInMesh: number;
  readonly secondsInMeshCap: number;
  readonly perFirstDelivery: number;
  readonly firstDeliveriesCap: number;
  /** Times the square of invalid messages; negative. */
  readonly perInvalidSquared: number;
  /** Times the square of misbehaviours beyond those that are free; negative. */
  readonly perMisbehaviourSquared: number;
  readonly misbehavioursFree: number;
  /** Times the square of peers on one address beyond those that are free; negative, or 0. */
  readonly perCompanySquared: number;
  readonly companyFree: number;
  readonly decayUs: DurationUs;
  /** What is left of each counter after a step. */
  readonly firstDeliveryDecay: number;
  readonly invalidDecay: number;
  readonly misbehaviourDecay: number;
  /** A counter below this is 0. */
  readonly decayToZero: number;
  /** Below: is told of nothing and not listened to, is sent nothing as an author, is ignored. */
  readonly gossipThreshold: number;
  readonly publishThreshold: number;
  readonly graylistThreshold: number;
  readonly opportunisticThreshold: number;
}

/** A counter after so many steps. */
export function decayed(value: number, steps: number, decay: number, toZero: number): number {
  for (let k = 0; k < steps && value !== 0; k++) {
    value *= decay;
    if (value < toZero) value = 0;
  }
  return value;
}

/** What a topic adds: counters as of now. */
export const topicScore = (
  secondsInMesh: number,
  firstDeliveries: number,
  invalid: number,
  p: ScoreParameters,
): number =>
  p.topicWeight *
  (Math.min(p.secondsInMeshCap, p.perSecondInMesh * secondsInMesh) +
    p.perFirstDelivery * Math.min(p.firstDeliveriesCap, firstDeliveries) +
    p.perInvalidSquared * invalid * invalid);

/** What misbehaviours add, which are of no topic. */
export const misbehaviourScore = (misbehaviours: number, p: ScoreParameters): number =>
  p.perMisbehaviourSquared * squaredExcess(misbehaviours, p.misbehavioursFree);

/** What it adds that so many peers of a node, this one among them, are on one address: against one who is many. */
export const companyScore = (peersOnAddress: number, p: ScoreParameters): number =>
  p.perCompanySquared * squaredExcess(peersOnAddress, p.companyFree);

function squaredExcess(count: number, free: number): number {
  const excess = Math.max(0, count - free);
  return excess * excess;
}
