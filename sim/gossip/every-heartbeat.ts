/**
 * Gossip as it is done, message by message: every heartbeat, IHAVE and IDONTWANT is an event. Slow, and good for one thing:
 * that what skips them can be held against it (`literal.slow.test.ts`).
 */
import type { ControlWire } from "./control-wire.js";
import { isToldAt, targetsAt } from "./gossip-targets.js";
import type { Purpose } from "../random/stream.js";
import type { OfferBounds } from "./offer-bounds.js";
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
  readonly bounds: OfferBounds;
  readonly iHave: number;
}

/** A node tells its targets of a heartbeat of each message that it heard within its history: of the older one first. */
export function tellAll({ state, told, wire, bounds, iHave }: Telling, node: number, heartbeat: number): void {
  const { messages, nodes, control, parameters, topicCount } = state;
  const slots = Array.from({ length: messages.count }, (_, slot) => slot)
    .filter((slot) => isKept(state, node, slot, heartbeat))
    .sort((a, b) => state.keptUs(node, a) - state.keptUs(node, b) || messages.serial[a] - messages.serial[b]);
  const topics = Array.from({ length: topicCount }, (_, topic) => {
    const isTold = isToldAt(state, node, topic, heartbeat);
    const ids = isTold ? slots.filter((slot) => isOn(state, slot, topic)).length : 0;
    const telling = { node, topic, heartbeat };
    const targets = ids === 0 ? [] : targetsAt(state, told, telling);
    nodes.iHaves[node] += targets.length;
    nodes.iHaveIds[node] += targets.length * Math.min(ids, parameters.iHaveIds);
    control.untold += targets.length * Math.max(0, ids - parameters.iHaveIds);
    return { telling, targets, surplus: ids > parameters.iHaveIds ? ids : 0 };
  });
  for (const slot of slots)
    for (const { telling, targets, surplus } of topics)
      if (isOn(state, slot, telling.topic))
        for (const c of targets)
          if (bounds.tells(telling, c, messages.serial[slot], surplus) && wire.send(iHave, node, c, slot))
            state.tally.pending[slot]++;
}

const isOn = ({ messages }: GossipState, slot: number, topic: number): boolean =>
  ((messages.topics[slot] >> topic) & 1) === 1;

function isKept(state: GossipState, node: number, slot: number, heartbeat: number): boolean {
  const { copies, nodes, nodeCount, parameters, heartbeats } = state;
  if (copies.keeps[slot * nodeCount + node] === 0) return false;
  const timeUs = state.keptUs(node, slot);
  const ago = heartbeat - heartbeats.lastOf(node, timeUs);
  return timeUs >= nodes.upSinceUs[node] && ago >= 1 && ago <= parameters.historyGossip;
}
