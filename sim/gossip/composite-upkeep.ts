/**
 * What a node does at a heartbeat for a mask of several topics, whose meshes it looks after as one: a peer is in where it is in the mesh of any
 * topic, and taken or given up on all topics that both have. Otherwise as `mesh-upkeep.ts`.
 */
import type { Purpose } from "../random/stream.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import { byLot, maskLot } from "./lots.js";
import { isOpportunistic, type MeshChanges, medianOf, nextDecayUs, nextOpportunity, ranking } from "./mesh-upkeep.js";
import {
  type Candidate,
  type CompositeDegrees,
  isLacking,
  kept,
  type Standing,
  taken,
} from "./rules/composite-mesh.js";
import { scoreAt } from "./peer-scores.js";
import type { GossipState } from "./state.js";

/** A mask of a node at a heartbeat. */
export interface MaskTurn {
  readonly node: number;
  readonly mask: number;
  readonly heartbeat: number;
}

/** Whether a heartbeat would find something to do, scores apart. */
export const needsCompositeUpkeep = (state: GossipState, node: number, mask: number): boolean =>
  state.isMember[mask * state.nodeCount + node] === 1 &&
  isLacking(standingOf(state, node, state.masks[mask]), degreesOf(state));

/** In the order of GossipSub: out with the bad, cut down, fill up, and now and then graft better ones. */
export function compositeUpkeep(state: GossipState, mesh: Purpose, turn: MaskTurn, changes: MeshChanges): void {
  const { node, mask, heartbeat } = turn;
  const { masks, heartbeats, topicCount, parameters } = state;
  const topics = masks[mask];
  const timeUs = heartbeats.timeUs(node, heartbeat);
  const order = (peers: readonly number[]): number[] =>
    byLot(state, mesh, { node, of: maskLot(mask), heartbeat }, peers);
  const prune = (c: number): void => {
    for (let topic = 0; topic < topicCount; topic++)
      if (isIn(state, c, topic) && ((topics >> topic) & 1) === 1) changes.prune(node, topic, c);
  };
  const graft = (c: number): void => {
    for (let topic = 0; topic < topicCount; topic++)
      if (((topics >> topic) & 1) === 1 && isOpen(state, c, topic, timeUs)) changes.graft(node, topic, c);
  };
  for (const c of inMesh(state, node, topics)) if (scoreAt(state, c, timeUs) < 0) prune(c);
  const degrees = degreesOf(state);
  if (standingOf(state, node, topics).all > degrees.degreeHigh) {
    const ranked = ranking(state, order(inMesh(state, node, topics)), timeUs);
    const staying = kept(
      ranked.map((c) => asCandidate(state, c, topics)),
      degrees,
    );
    for (const c of ranked) if (!staying.includes(c)) prune(c);
  }
  if (needsCompositeUpkeep(state, node, mask)) {
    // Whoever is open on some topics only is not the same at this heartbeat.
    const found = order(candidates(state, turn, timeUs)).map((c): Candidate => {
      const isSame = openTopics(state, c, topics, timeUs) === topics;
      return { k: c, isSame, isOutbound: state.connections.isOutbound(c) === 1 };
    });
    taken(standingOf(state, node, topics), found, degrees).forEach(graft);
  }
  const { score } = parameters;
  const peers = inMesh(state, node, topics);
  if (score === null || !isOpportunistic(state, heartbeat) || peers.length <= 1) return;
  const median = medianOf(state, peers, timeUs);
  if (median >= score.opportunisticThreshold) return;
  const better = candidates(state, turn, timeUs).filter((c) => scoreAt(state, c, timeUs) > median);
  for (const c of order(better).slice(0, parameters.opportunisticPeers)) graft(c);
}

/** The next heartbeat at which the node may have something to do for a mask; `Infinity`: none by itself. */
export function nextMaskTurn(state: GossipState, { node, mask, heartbeat }: MaskTurn): number {
  const { parameters, heartbeats, connections, masks, members, nodeCount, isMember, topicCount } = state;
  if (isMember[mask * nodeCount + node] === 0) return Infinity;
  const nowUs = heartbeats.timeUs(node, heartbeat);
  let next = nextOpportunity(state, heartbeat);
  if (members.markedCount[node] > 0) next = Math.min(next, heartbeats.firstFrom(node, nextDecayUs(state, nowUs)));
  if (!needsCompositeUpkeep(state, node, mask)) return next;
  const topics = masks[mask];
  // Another mask that shares a topic may have taken some.
  if (standingOf(state, node, topics).all > parameters.degreeHigh) return heartbeat + 1;
  for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++) {
    if (isInAny(state, c, topics)) continue;
    let openUs = Infinity;
    for (let topic = 0; topic < topicCount; topic++)
      if (((topics >> topic) & 1) === 1 && state.isPeer(topic, c)) {
        // On each topic that opens it may be another candidate.
        const untilUs = Math.max(nowUs + 1, state.mesh.backoffUntilUs[topic * state.connectionCount + c]);
        openUs = Math.min(openUs, scoreAt(state, c, untilUs) < 0 ? nextDecayUs(state, untilUs) : untilUs);
      }
    if (openUs !== Infinity) next = Math.min(next, Math.max(heartbeat + 1, heartbeats.firstFrom(node, openUs)));
  }
  return next;
}

const degreesOf = ({ parameters }: GossipState): CompositeDegrees => ({
  ...parameters,
  degreeSame: parameters.degreeSame!,
});

const isIn = ({ mesh, connectionCount }: GossipState, c: number, topic: number): boolean =>
  mesh.isIn[topic * connectionCount + c] === 1;

const isInAny = (state: GossipState, c: number, topics: number): boolean =>
  state.isInEarlier(c, topics, state.topicCount);

/** Whether the peer could be grafted on a topic: it listens to it, is in no back-off, and not in the mesh. */
const isOpen = (state: GossipState, c: number, topic: number, timeUs: SimTimeUs): boolean =>
  !isIn(state, c, topic) &&
  state.isPeer(topic, c) &&
  state.mesh.backoffUntilUs[topic * state.connectionCount + c] <= timeUs;

/** Whether the peer of a connection listens to all of these topics. */
function isSame(state: GossipState, c: number, topics: number): boolean {
  for (let topic = 0; topic < state.topicCount; topic++)
    if (((topics >> topic) & 1) === 1 && !state.isPeer(topic, c)) return false;
  return true;
}

const asCandidate = (state: GossipState, c: number, topics: number): Candidate => ({
  k: c,
  isSame: isSame(state, c, topics),
  isOutbound: state.connections.isOutbound(c) === 1,
});

function inMesh(state: GossipState, node: number, topics: number): number[] {
  const { starts } = state.connections;
  const found: number[] = [];
  for (let c = starts[node]; c < starts[node + 1]; c++) if (isInAny(state, c, topics)) found.push(c);
  return found;
}

function standingOf(state: GossipState, node: number, topics: number): Standing {
  let [all, same, outbound] = [0, 0, 0];
  for (const c of inMesh(state, node, topics)) {
    all++;
    if (isSame(state, c, topics)) same++;
    outbound += state.connections.isOutbound(c);
  }
  return { all, same, outbound };
}

/** Of some topics those on which the peer of a connection could be grafted. */
function openTopics(state: GossipState, c: number, topics: number, timeUs: SimTimeUs): number {
  let open = 0;
  for (let topic = 0; topic < state.topicCount; topic++)
    if (((topics >> topic) & 1) === 1 && isOpen(state, c, topic, timeUs)) open |= 1 << topic;
  return open;
}

/** Peers that could be taken, by connection: those that are open on some topic. */
function candidates(state: GossipState, { node, mask }: MaskTurn, timeUs: SimTimeUs): readonly number[] {
  const { connections, members, masks } = state;
  const topics = masks[mask];
  const isMarked = members.markedCount[node] > 0;
  const found: number[] = [];
  for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++) {
    if (isInAny(state, c, topics) || (isMarked && scoreAt(state, c, timeUs) < 0)) continue;
    if (openTopics(state, c, topics, timeUs) !== 0) found.push(c);
  }
  return found;
}
