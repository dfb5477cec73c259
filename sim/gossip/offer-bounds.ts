/** What a node does not tell, look at, ask for or answer, because it would be too much. */
import { wayFirst, waySecond } from "../network/node-names.js";
import type { Purpose } from "../random/stream.js";
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";
import { isAnswered, isAsked, isHeeded, isTold, offersWithin } from "./rules/offer-limits.js";
import type { GossipState } from "./state.js";
import { idsAt } from "./told.js";

/** A heartbeat of a node at which it tells of a topic. */
export interface Telling {
  readonly node: number;
  readonly topic: number;
  readonly heartbeat: number;
}

export class OfferBounds {
  readonly #state: GossipState;
  readonly #cut: Purpose;
  /**
   * Whether an IHAVE may ever be one too many within a heartbeat, as delays differ by more than heartbeats: then each is an event, since it
   * counts even where nothing comes of it.
   */
  readonly countsOffers: boolean;

  /** `spreadUs`: by how much delays over one link may differ. */
  constructor(state: GossipState, cut: Purpose, spreadUs: DurationUs) {
    this.#state = state;
    this.#cut = cut;
    this.countsOffers = !isHeeded(offersWithin(state.parameters.heartbeatUs, spreadUs), state.parameters);
  }

  /** Ids that a node could tell of at a heartbeat, where that is more than it may; else 0. */
  surplusAt({ node, topic, heartbeat }: Telling): number {
    const { parameters, nodeCount } = this.#state;
    if (parameters.iHaveIds === Infinity) return 0;
    const ids = idsAt(this.#state, topic * nodeCount + node, heartbeat);
    return ids > parameters.iHaveIds ? ids : 0;
  }

  /** Whether the peer of a connection is told of a message. `surplus`: as `surplusAt` says. */
  tells({ node, topic, heartbeat }: Telling, c: number, serial: number, surplus: number): boolean {
    if (surplus === 0) return true;
    const { connections, names, parameters } = this.#state;
    const peer = connections.ends[c];
    const [first, second] = [wayFirst(names, node, peer), waySecond(names, node, peer, topic)];
    const drawn = this.#cut.pairBelow(first, second, heartbeat, surplus);
    return isTold(serial, { ids: surplus, max: parameters.iHaveIds, drawn });
  }

  /** Counts an IHAVE over a connection of who got it, and says whether it is looked at. All of one moment are one. */
  heeds(node: number, c: number, nowUs: SimTimeUs): boolean {
    const { offered, parameters } = this.#state;
    return isHeeded(offered.addMoment(c, nowUs, this.#nextHeartbeatUs(node, nowUs)), parameters);
  }

  /** Whether a node asks the peer of its connection for one more message; counts that it does. */
  asks(node: number, c: number, nowUs: SimTimeUs): boolean {
    const { asked, parameters } = this.#state;
    if (parameters.iHaveIds === Infinity && parameters.pendingWants === null) return true;
    const counts = { asked: asked.timesAt(c, nowUs), pending: this.#pendingWants(node, nowUs) };
    if (!isAsked(counts, parameters)) return false;
    asked.add(c, nowUs, this.#nextHeartbeatUs(node, nowUs));
    return true;
  }

  /** Whether a node sends a message that it keeps to the peer of its connection, which asks; counts that it was asked. */
  answers(node: number, c: number, slot: number, nowUs: SimTimeUs): boolean {
    const { wanted, parameters, messages, connectionCount, heartbeats } = this.#state;
    if (parameters.retransmissions === null) return true;
    const lastHeartbeat = heartbeats.lastOf(node, this.#state.keptUs(node, slot)) + parameters.historyLength;
    const untilUs = heartbeats.timeUs(node, lastHeartbeat);
    return isAnswered(wanted.add(messages.serial[slot] * connectionCount + c, nowUs, untilUs), parameters);
  }

  #nextHeartbeatUs(node: number, nowUs: SimTimeUs): SimTimeUs {
    const { heartbeats } = this.#state;
    return heartbeats.timeUs(node, heartbeats.lastOf(node, nowUs) + 1);
  }

  /** Messages that a node has asked for, and that may still come. */
  #pendingWants(node: number, nowUs: SimTimeUs): number {
    const { messages, copies, waits, nodeCount, parameters } = this.#state;
    const { pendingWants, iWantFollowUpUs } = parameters;
    if (pendingWants === null) return 0;
    let count = 0;
    // A slot that was never used has no topic.
    for (let slot = 0; slot < messages.topics.length && messages.topics[slot] !== 0; slot++) {
      const row = slot * nodeCount + node;
      if (waits.askedUs[row] === 0 || copies.heardUs[row] !== 0) continue;
      if (nowUs - messages.publishedUs[slot] - (waits.askedUs[row] - 1) < (iWantFollowUpUs ?? Infinity)) count++;
    }
    return count;
  }
}
