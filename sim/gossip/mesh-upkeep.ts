/**
 * What a node does for its meshes at a heartbeat, and when it has something to do again. A heartbeat at which nothing can
 * happen is no event: what wakes a node is a change of its mesh, of its peers, of its opinion of them, or the end of a back-off.
 */
import type { Purpose } from "../random/stream.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import { byLot } from "./lots.js";
import { scoreAt } from "./peer-scores.js";
import type { GossipState } from "./state.js";

/** A topic of a node at a heartbeat. */
export interface Turn {
  readonly node: number;
  readonly topic: number;
  readonly heartbeat: number;
}

/** What is done: with connections of the node. */
export interface MeshChanges {
  readonly graft: (node: number, topic: number, c: number) => void;
  readonly prune: (node: number, topic: number, c: number) => void;
}

/** Whether a heartbeat would find something to do, scores apart. */
export function needsUpkeep(
  { members, parameters, subscribed, nodeCount }: GossipState,
  node: number,
  topic: number,
): boolean {
  const row = topic * nodeCount + node;
  const count = members.meshCount[row];
  const { degreeLow, degreeHigh, degreeOut } = parameters;
  return subscribed[row] === 1 && (count < degreeLow || count > degreeHigh || members.outCount[row] < degreeOut);
}

/** In the order of GossipSub: out with the bad, fill up, cut down, see to outbound ones, and now and then graft better ones. */
export function upkeep(state: GossipState, mesh: Purpose, turn: Turn, changes: MeshChanges): void {
  const { members, parameters, nodeCount } = state;
  const { node, topic, heartbeat } = turn;
  const row = topic * nodeCount + node;
  const timeUs = state.heartbeats.timeUs(node, heartbeat);
  if (members.markedCount[row] > 0)
    for (const c of inMesh(state, node, topic)) if (scoreAt(state, c, timeUs) < 0) changes.prune(node, topic, c);
  const { degree, degreeLow, degreeHigh, degreeOut, score } = parameters;
  const order = (peers: readonly number[]): number[] => byLot(state, mesh, { node, of: topic, heartbeat }, peers);
  const graftSome = (wanted: number, isWanted: (c: number) => boolean): void => {
    if (wanted <= 0) return;
    const found = candidates(state, node, topic, timeUs).filter(isWanted);
    for (const c of order(found).slice(0, wanted)) changes.graft(node, topic, c);
  };
  if (members.meshCount[row] < degreeLow) graftSome(degree - members.meshCount[row], () => true);
  if (members.meshCount[row] > degreeHigh)
    for (const c of superfluous(state, order(inMesh(state, node, topic)), timeUs)) changes.prune(node, topic, c);
  if (members.meshCount[row] >= degreeLow)
    graftSome(degreeOut - members.outCount[row], (c) => state.connections.isOutbound(c) === 1);
  if (score !== null && isOpportunistic(state, heartbeat) && members.meshCount[row] > 1) {
    const median = medianOf(state, inMesh(state, node, topic), timeUs);
    if (median < score.opportunisticThreshold)
      graftSome(parameters.opportunisticPeers, (c) => scoreAt(state, c, timeUs) > median);
  }
}

export const isOpportunistic = ({ parameters }: GossipState, heartbeat: number): boolean =>
  heartbeat % parameters.opportunisticTicks === 0;

/** The first heartbeat after this one at which a node may graft better ones; `Infinity`: none, without scores. */
export function nextOpportunity({ parameters: { score, opportunisticTicks } }: GossipState, heartbeat: number): number {
  return score === null ? Infinity : (Math.floor(heartbeat / opportunisticTicks) + 1) * opportunisticTicks;
}

/** When scores decay next after a moment. To be asked only where there are any. */
export function nextDecayUs({ parameters: { score } }: GossipState, timeUs: SimTimeUs): SimTimeUs {
  const { decayUs } = score!;
  return (Math.floor(timeUs / decayUs) + 1) * decayUs;
}

/** The next heartbeat at which the node may have something to do for a topic; `Infinity`: none by itself. */
export function nextTurn(state: GossipState, { node, topic, heartbeat }: Turn): number {
  const { parameters, heartbeats, connections, mesh, connectionCount, members, nodeCount, subscribed } = state;
  const row = topic * nodeCount + node;
  if (subscribed[row] === 0) return Infinity;
  const nowUs = heartbeats.timeUs(node, heartbeat);
  let next = nextOpportunity(state, heartbeat);
  // What counts for a peer may decay sooner than what counts against it.
  if (members.markedCount[row] > 0) next = Math.min(next, heartbeats.firstFrom(node, nextDecayUs(state, nowUs)));
  if (!needsUpkeep(state, node, topic)) return next;
  // What it grafted last, for their score or as outbound ones, may be too many.
  if (members.meshCount[row] > parameters.degreeHigh) return heartbeat + 1;
  const needsAny = members.meshCount[row] < parameters.degreeLow;
  for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++) {
    const at = topic * connectionCount + c;
    if (mesh.isIn[at] === 1 || !state.isPeer(topic, c) || !(needsAny || connections.isOutbound(c) === 1)) continue;
    const untilUs = Math.max(nowUs + 1, mesh.backoffUntilUs[at]);
    const fromUs = scoreAt(state, c, untilUs) < 0 ? nextDecayUs(state, untilUs) : untilUs;
    next = Math.min(next, Math.max(heartbeat + 1, heartbeats.firstFrom(node, fromUs)));
  }
  return next;
}

/** Peers in the mesh, by connection. */
function inMesh({ connections, mesh, connectionCount }: GossipState, node: number, topic: number): number[] {
  const found: number[] = [];
  for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++)
    if (mesh.isIn[topic * connectionCount + c] === 1) found.push(c);
  return found;
}

/** Peers that could be grafted: not in the mesh, in no back-off, and not thought badly of. */
export function candidates(state: GossipState, node: number, topic: number, timeUs: SimTimeUs): number[] {
  const { connections, mesh, connectionCount, members, nodeCount } = state;
  const isMarked = members.markedCount[topic * nodeCount + node] > 0;
  const found: number[] = [];
  for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++) {
    const at = topic * connectionCount + c;
    if (mesh.isIn[at] === 1 || mesh.backoffUntilUs[at] > timeUs || !state.isPeer(topic, c)) continue;
    if (isMarked && scoreAt(state, c, timeUs) < 0) continue;
    found.push(c);
  }
  return found;
}

/** Those of a mesh that is too large, in drawn order, that go: the best stay, then outbound ones as wanted, then others by lot. */
function superfluous(state: GossipState, drawn: readonly number[], timeUs: SimTimeUs): readonly number[] {
  const { parameters, connections } = state;
  const { degree, degreeScore, degreeOut } = parameters;
  const ranked = ranking(state, drawn, timeUs);
  const isOut = (c: number): boolean => connections.isOutbound(c) === 1;
  const kept = ranked.slice(0, degreeScore);
  const rest = ranked.slice(degreeScore);
  const wantedOut = Math.max(0, degreeOut - kept.filter(isOut).length);
  const outbound = rest.filter(isOut).slice(0, wantedOut);
  const others = rest.filter((c) => !outbound.includes(c));
  return others.slice(Math.max(0, degree - kept.length - outbound.length));
}

/** Peers by score, of equal ones in the order in which they are given, which is drawn. */
export function ranking(state: GossipState, drawn: readonly number[], timeUs: SimTimeUs): readonly number[] {
  if (state.parameters.score === null) return drawn;
  const scored = drawn.map((c, place) => ({ c, place, score: scoreAt(state, c, timeUs) }));
  return scored.sort((a, b) => b.score - a.score || a.place - b.place).map(({ c }) => c);
}

/** The upper median of the scores of some peers, by connection. */
export function medianOf(state: GossipState, peers: readonly number[], timeUs: SimTimeUs): number {
  const scores = Float64Array.from(peers, (c) => scoreAt(state, c, timeUs)).sort();
  return scores[scores.length >> 1];
}
