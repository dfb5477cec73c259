/** What a node thinks of a peer, from what it counted of it: values that decay in steps, and are brought up to date when they are read. */
import type { SimTimeUs } from "../units/quantity-types.js";
import { decayed, misbehaviourScore, topicScore } from "./rules/score.js";
import type { GossipState } from "./state.js";

const usPerS = 1e6;

/** What a node thinks of the peer of a connection of its own, at a moment that is no earlier than the last mark; 0 without scores. */
export function scoreAt(state: GossipState, c: number, timeUs: SimTimeUs): number {
  const { scores, mesh, topicCount, connectionCount, companyScores } = state;
  const p = state.parameters.score;
  if (p === null || scores === null) return 0;
  const step = Math.floor(timeUs / p.decayUs);
  let sum = 0;
  for (let topic = 0; topic < topicCount; topic++) {
    const row = topic * connectionCount + c;
    const steps = step - scores.step[row];
    const inMeshUs = isInMesh(state, topic, c) ? timeUs - mesh.sinceUs[row] : 0;
    sum += topicScore(
      inMeshUs / usPerS,
      decayed(scores.firstDeliveries[row], steps, p.firstDeliveryDecay, p.decayToZero),
      decayed(scores.invalid[row], steps, p.invalidDecay, p.decayToZero),
      p,
    );
  }
  const misbehaviours = decayed(scores.misbehaviours[c], step - scores.step[c], p.misbehaviourDecay, p.decayToZero);
  const ofCompany = companyScores === null ? 0 : companyScores[c];
  return sum + misbehaviourScore(misbehaviours, p) + ofCompany;
}

/** Brings the counters of a row to a moment, so that something can be added to them. */
export function decay({ scores, parameters }: GossipState, row: number, timeUs: SimTimeUs): void {
  const p = parameters.score;
  if (p === null || scores === null) return;
  const step = Math.floor(timeUs / p.decayUs);
  const steps = step - scores.step[row];
  if (steps === 0) return;
  scores.step[row] = step;
  scores.firstDeliveries[row] = decayed(scores.firstDeliveries[row], steps, p.firstDeliveryDecay, p.decayToZero);
  scores.invalid[row] = decayed(scores.invalid[row], steps, p.invalidDecay, p.decayToZero);
  scores.misbehaviours[row] = decayed(scores.misbehaviours[row], steps, p.misbehaviourDecay, p.decayToZero);
}

/** Whether the peer of a connection is in the mesh of the node, and not in the fanout of one that may come to have a mesh. */
function isInMesh(state: GossipState, topic: number, c: number): boolean {
  const { mesh, subscriptions, connectionCount, connections, subscribed, nodeCount } = state;
  if (mesh.isIn[topic * connectionCount + c] === 0) return false;
  return subscriptions === null || subscribed[topic * nodeCount + connections.ends[connections.reverse(c)]] === 1;
}
