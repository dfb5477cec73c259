/**
 * IHAVE and IWANT: at its heartbeats a node tells some of those outside its mesh what it has, and who lacks it asks. An event only
 * where somebody may lack it; all others are counted (`told.ts`).
 */
import type { EventRecord } from "../kernel/queue/event-queue.js";
import type { Purpose } from "../random/stream.js";
import { isToldAt, targetsAt } from "./gossip-targets.js";
import { isHeardByAll } from "./message-slots.js";
import type { OfferBounds } from "./offer-bounds.js";
import { isBelow } from "./opinions.js";
import { priorities } from "./priorities.js";
import type { Router } from "./router.js";
import type { Sender } from "./sender.js";
import { storedUs } from "./tables.js";
import { noteHeard } from "./told.js";

export class Offers {
  readonly #router: Router;
  readonly #sender: Sender;
  readonly #told: Purpose;
  readonly #bounds: OfferBounds;
  readonly #offer: number;
  /** The kind of an IHAVE. */
  readonly iHave: number;
  readonly #iWant: number;

  constructor(router: Router, sender: Sender, told: Purpose, bounds: OfferBounds) {
    const { kernel, wire } = router;
    this.#router = router;
    this.#sender = sender;
    this.#told = told;
    this.#bounds = bounds;
    this.#offer = kernel.register({
      name: "offer",
      priority: priorities.offer,
      handle: ({ target, payload }) => this.#tell(target, payload),
    });
    this.iHave = wire.register("i have", priorities.iHave, (event) => this.#offered(event));
    this.#iWant = wire.register("i want", priorities.iWant, (event) => this.#asked(event));
  }

  /** What a node has heard it tells at its next heartbeats, which matters as long as somebody has not. */
  keep(node: number, slot: number): void {
    const { state, kernel, isLiteral } = this.#router;
    const { messages, heartbeats, parameters, topicCount } = state;
    if (parameters.historyGossip === 0 || isLiteral) return;
    const heartbeat = heartbeats.lastOf(node, kernel.nowUs);
    for (let topic = 0; topic < topicCount; topic++)
      if (((messages.topics[slot] >> topic) & 1) === 1) noteHeard(state, node, topic, heartbeat);
    if (!this.#isHeardByAll(slot)) this.#schedule(node, heartbeat + 1, slot);
  }

  #schedule(node: number, heartbeat: number, slot: number): void {
    const { state, kernel } = this.#router;
    const timeUs = state.heartbeats.timeUs(node, heartbeat);
    if (kernel.scheduleWithin(this.#offer, timeUs, node, node, slot)) state.tally.pending[slot]++;
  }

  /** A heartbeat of a node at which somebody may not have heard a message: it tells its targets among those. */
  #tell(node: number, slot: number): void {
    const { state, kernel, wire } = this.#router;
    const { messages, nodes, parameters, heartbeats, topicCount, connections } = state;
    state.tally.pending[slot]--;
    const keptUs = state.keptUs(node, slot);
    if (nodes.isUp[node] === 0 || keptUs < nodes.upSinceUs[node]) return;
    if (this.#isHeardByAll(slot) || !this.#hasLackingPeer(node, slot)) return;
    const heartbeat = heartbeats.lastOf(node, kernel.nowUs);
    for (let topic = 0; topic < topicCount; topic++) {
      if (((messages.topics[slot] >> topic) & 1) === 0 || !isToldAt(state, node, topic, heartbeat)) continue;
      const telling = { node, topic, heartbeat };
      const surplus = this.#bounds.surplusAt(telling);
      for (const c of targetsAt(state, this.#told, telling)) {
        if (!this.#mayMatter(connections.ends[c], slot)) continue;
        if (!this.#bounds.tells(telling, c, messages.serial[slot], surplus)) continue;
        if (wire.send(this.iHave, node, c, slot)) state.tally.pending[slot]++;
      }
    }
    if (heartbeat - heartbeats.lastOf(node, keptUs) < parameters.historyGossip)
      this.#schedule(node, heartbeat + 1, slot);
  }

  #isHeardByAll(slot: number): boolean {
    const { state, kernel } = this.#router;
    // Who is to hear it may change until nobody tells of it any more.
    if (state.subscriptions !== null) return false;
    return !this.#bounds.countsOffers && isHeardByAll(state, slot, kernel.nowUs - state.lagUs);
  }

  /** Whether something may come of an IHAVE to another node: it is to hear it, or may be by then, and had not, as of when something is known of that. */
  #mayMatter(node: number, slot: number): boolean {
    const { state, kernel } = this.#router;
    if (this.#bounds.countsOffers) return true;
    const { messages, copies, nodeCount, lagUs } = state;
    const heardUs = copies.heardUs[slot * nodeCount + node];
    const hadHeard = heardUs !== 0 && messages.publishedUs[slot] + heardUs - 1 <= kernel.nowUs - lagUs;
    return !hadHeard && (state.subscriptions !== null || state.isSubscribed(node, messages.topics[slot]));
  }

  #hasLackingPeer(node: number, slot: number): boolean {
    const { starts, ends } = this.#router.state.connections;
    for (let c = starts[node]; c < starts[node + 1]; c++) if (this.#mayMatter(ends[c], slot)) return true;
    return false;
  }

  /** An IHAVE: who has not heard the message asks for it. */
  #offered({ target: node, source: peer, payload: slot, timeUs }: Readonly<EventRecord>): void {
    const { state, wire } = this.#router;
    const { messages, copies, waits, control, nodes, nodeCount, parameters } = state;
    state.tally.pending[slot]--;
    const c = wire.connection(node, peer);
    // Where connections close, what was under way over one is lost.
    if (nodes.isUp[node] === 0 || !state.isOpen(c)) return;
    const { countsOffers } = this.#bounds;
    if (countsOffers && isBelow(state, node, c, "gossipThreshold", timeUs)) return;
    const isHeeded = !countsOffers || this.#bounds.heeds(node, c, timeUs);
    const row = slot * nodeCount + node;
    if (copies.heardUs[row] !== 0 || !state.isSubscribed(node, messages.topics[slot])) return;
    const elapsedUs = timeUs - messages.publishedUs[slot];
    const { iWantFollowUpUs } = parameters;
    const askedUs = iWantFollowUpUs === null ? 0 : waits.askedUs[row];
    if (iWantFollowUpUs !== null && askedUs !== 0 && elapsedUs + 1 - askedUs < iWantFollowUpUs) return;
    if (isBelow(state, node, c, "gossipThreshold", timeUs)) return;
    if (!isHeeded || !this.#bounds.asks(node, c, timeUs)) {
      control.unasked++;
      return;
    }
    if (state.keepsWaits) waits.askedUs[row] = storedUs(elapsedUs) + 1;
    state.tally.lastAskedUs[slot] = elapsedUs;
    nodes.iWants[node]++;
    if (wire.send(this.#iWant, node, c, slot)) state.tally.pending[slot]++;
  }

  /** An IWANT: who still keeps the message sends it. */
  #asked({ target: node, source: peer, payload: slot, timeUs }: Readonly<EventRecord>): void {
    const { state, wire } = this.#router;
    const { nodes, heartbeats, parameters } = state;
    state.tally.pending[slot]--;
    const keptUs = state.keptUs(node, slot);
    const age = heartbeats.lastOf(node, timeUs) - heartbeats.lastOf(node, keptUs);
    if (nodes.isUp[node] === 0 || keptUs < nodes.upSinceUs[node] || age >= parameters.historyLength) return;
    const c = wire.connection(node, peer);
    if (!state.isOpen(c) || isBelow(state, node, c, "gossipThreshold", timeUs)) return;
    if (this.#bounds.answers(node, c, slot, timeUs)) this.#sender.toOne(node, c, slot);
    else state.control.unanswered++;
  }
}
