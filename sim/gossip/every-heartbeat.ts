/**
 * Gossip as it is done, message by message: every heartbeat, IHAVE and IDONTWANT is an event. Slow, and good for one thing:
 * that what skips them can be held against it (`literal.test.ts`).
 */
import type { ControlWire } from "./control-wire.js";
import { targetsAt } from "./gossip-targets.js";
import type { Purpose } from "../random/stream.js";
import type { GossipState } from "./state.js";

/** Who was told by whom that no copy is wanted, and when that came. */
export class Unwanted {
  readonly #sinceUs = new Map<string, number>();

  note(node: number, peer: number, serial: number, timeUs: number): void {
    this.#sinceUs.set(`${node} ${peer} ${serial}`, timeUs);
  }

  has(node: number, peer: number, serial: number, upSinceUs: number): boolean {
    return (this.#sinceUs.get(`${node} ${peer} ${serial}`) ?? -1) >= upSinceUs;
  }
}

export interface Telling {
  readonly state: GossipState;
  readonly told: Purpose;
  readonly wire: ControlWire;
  readonly iHave: number;
}

/** A node tells its targets of a heartbeat of each message that it heard within its history. */
export function tellAll({ state, told, wire, iHave }: Telling, node: number, heartbeat: number): void {
  const { messages, nodes, parameters, topicCount } = state;
  for (let topic = 0; topic < topicCount; topic++) {
    const slots = Array.from({ length: messages.count }, (_, slot) => slot)
      .filter((slot) => ((messages.topics[slot] >> topic) & 1) === 1 && isTold(state, node, slot, heartbeat))
      .sort((a, b) => state.keptUs(node, a) - state.keptUs(node, b) || messages.serial[a] - messages.serial[b]);
    if (slots.length === 0) continue;
    for (const c of targetsAt(state, told, { node, topic, heartbeat })) {
      nodes.iHaves[node]++;
      nodes.iHaveIds[node] += Math.min(slots.length, parameters.iHaveIds);
      for (const slot of slots) if (wire.send(iHave, node, c, slot)) state.tally.pending[slot]++;
    }
  }
}

function isTold(state: GossipState, node: number, slot: number, heartbeat: number): boolean {
  const { copies, nodes, nodeCount, parameters, heartbeats } = state;
  if (copies.keeps[slot * nodeCount + node] === 0) return false;
  const timeUs = state.keptUs(node, slot);
  const ago = heartbeat - heartbeats.lastOf(node, timeUs);
  return timeUs >= nodes.upSinceUs[node] && ago >= 1 && ago <= parameters.historyGossip;
}
