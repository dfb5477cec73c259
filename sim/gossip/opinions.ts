/** What a node thinks of a peer, as far as it decides about messages; what lowers and raises it. */
import type { SimTimeUs } from "../units/quantity-types.js";
import { decay, scoreAt } from "./peer-scores.js";
import type { Router } from "./router.js";
import type { GossipState } from "./state.js";
import { firstTopic } from "./topic-bits.js";

type Threshold = "gossipThreshold" | "publishThreshold" | "graylistThreshold";

/** What a node does with a message: passes it on, does nothing with it, or holds it against who sent it. */
export type Verdict = "accept" | "ignore" | "reject";

/** Whether a node thinks less of the peer of its connection than that. Without a mark against anybody it does not. */
export function isBelow(state: GossipState, node: number, c: number, threshold: Threshold, nowUs: SimTimeUs): boolean {
  const { score } = state.parameters;
  if (score === null || state.members.markedCount[node] === 0) return false;
  return scoreAt(state, c, nowUs) < score[threshold];
}

/** Whether what a peer sends is not looked at. */
export function isGraylisted({ state, wire, kernel }: Router, node: number, from: number): boolean {
  return state.scores !== null && isBelow(state, node, wire.connection(node, from), "graylistThreshold", kernel.nowUs);
}

/** What a node thinks of who sent a message, once it has looked at it. Of a message on several topics the first counts. */
export function judge(
  { state, wire, meshes, kernel }: Router,
  node: number,
  from: number,
  slot: number,
  found: Verdict,
): void {
  const { scores, messages, members, nodeCount, connectionCount, parameters } = state;
  if (scores === null) return;
  const c = wire.connection(node, from);
  const topic = firstTopic(messages.topics[slot]);
  if (found === "reject") return meshes.mark(node, c, "invalid", topic);
  if (found === "ignore") return;
  const isMarked = members.markedCount[topic * nodeCount + node] > 0;
  if (isMarked) meshes.settle(node);
  const row = topic * connectionCount + c;
  decay(state, row, kernel.nowUs);
  const cap = parameters.score!.firstDeliveriesCap;
  scores.firstDeliveries[row] = Math.min(cap, scores.firstDeliveries[row] + 1);
  if (isMarked) meshes.rose(node);
}
