/**
 * What nodes tell their peers of what they have, in closed form: an IHAVE to each target at each heartbeat of which a message
 * was heard in the last few intervals. Nothing is drawn; it is counted when something changes that it rests on.
 */
import { eligibleCountAt, isToldAt } from "./gossip-targets.js";
import type { GossipState } from "./state.js";
import { targetCount } from "./rules/target-count.js";

/**
 * Counts what a node told of a topic at its heartbeats up to this one. To be called before its peers or its mesh change; of a
 * node that is down nothing is counted.
 */
export function settle(state: GossipState, node: number, topic: number, heartbeat: number): void {
  const { members, nodes, control, parameters, nodeCount } = state;
  if (nodes.isUp[node] === 0) return;
  const row = topic * nodeCount + node;
  const last = Math.min(heartbeat, members.lastHeard[row] + parameters.historyGossip);
  for (let h = members.settled[row] + 1; h <= last; h++) {
    const ids = idsAt(state, row, h);
    if (ids === 0 || !isToldAt(state, node, topic, h)) continue;
    const targets = targetCount(eligibleCountAt(state, node, topic, h), parameters);
    nodes.iHaves[node] += targets;
    const told = Math.min(ids, parameters.iHaveIds);
    nodes.iHaveIds[node] += targets * told;
    control.untold += targets * (ids - told);
  }
  members.settled[row] = heartbeat;
}

/** A node has heard a message of a topic, after this heartbeat. */
export function noteHeard(state: GossipState, node: number, topic: number, heartbeat: number): void {
  const { members, recent, parameters, nodeCount } = state;
  const history = parameters.historyGossip;
  if (history === 0) return;
  const row = topic * nodeCount + node;
  const last = members.lastHeard[row];
  if (last !== heartbeat) {
    settle(state, node, topic, heartbeat);
    for (let h = Math.max(last + 1, heartbeat - history + 1); h <= heartbeat; h++)
      recent.heard[row * history + slotOf(h, history)] = 0;
    members.lastHeard[row] = heartbeat;
  }
  recent.heard[row * history + slotOf(heartbeat, history)]++;
}

/** A node that comes back has nothing to tell. */
export function forget(state: GossipState, node: number, topic: number, heartbeat: number): void {
  const { members, recent, parameters, nodeCount } = state;
  const row = topic * nodeCount + node;
  const history = parameters.historyGossip;
  members.settled[row] = heartbeat;
  recent.heard.fill(0, row * history, (row + 1) * history);
}

/** Ids that are told at a heartbeat: of what was heard in the intervals before it. */
export function idsAt({ members, recent, parameters }: GossipState, row: number, heartbeat: number): number {
  const history = parameters.historyGossip;
  const last = Math.min(heartbeat - 1, members.lastHeard[row]);
  let ids = 0;
  for (let h = Math.max(-1, heartbeat - history); h <= last; h++)
    ids += recent.heard[row * history + slotOf(h, history)];
  return ids;
}

/** From −1 on: what is heard before the first heartbeat counts as after that. */
const slotOf = (heartbeat: number, history: number): number => (heartbeat + 1) % history;
