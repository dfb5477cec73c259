/** Scores as tests have them: quick to fall and to recover. */
import type { ScoreParameters } from "./rules/score.js";

export const scoring: ScoreParameters = {
  topicWeight: 1,
  perSecondInMesh: 0.01,
  secondsInMeshCap: 1,
  perFirstDelivery: 0.5,
  firstDeliveriesCap: 100,
  perInvalidSquared: -1,
  perMisbehaviourSquared: -0.1,
  misbehavioursFree: 0,
  perCompanySquared: 0,
  companyFree: 0,
  decayUs: 4_000_000,
  firstDeliveryDecay: 0.5,
  invalidDecay: 0.7,
  misbehaviourDecay: 0.5,
  decayToZero: 0.1,
  gossipThreshold: -2,
  publishThreshold: -4,
  graylistThreshold: -8,
  opportunisticThreshold: 1,
};
