/**
 * Discovery: whoever has opened fewer connections than it wants looks for peers every so often, and dials some whose addresses it has. A look at
 * which nothing is lacking is no event.
 *
 * ```
 *   a connection closes (a peer crashed, or was cut off for too long)   closings.ts
 *        │ at the next look of a node that lacks some
 *        ▼
 *   dials as many as it lacks, of those it knows, by lot ── down or cut off ──► no answer: given up after a while
 *        │ two round trips                                                          │
 *        ▼                                                                          ▼
 *   the peer has room ── no ──► refused ───────────────────────────► the next by lot, until all were dialled; then the next look
 *        │ yes
 *        ▼
 *   open at both ends: each may graft the other, and tell it what it has
 * ```
 */
import type { Kernel } from "../kernel/kernel.js";
import type { Network } from "../network/network.js";
import type { Purpose } from "../random/stream.js";
import { byLot } from "./lots.js";
import type { PeerChanges } from "./peer-changes.js";
import type { Peering } from "./peering.js";
import { placeOf } from "./rules/exchanged-peers.js";
import { priorities } from "./priorities.js";
import type { GossipState } from "./state.js";

export interface DiscoveryParts {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly state: GossipState;
  readonly peers: Pick<PeerChanges, "connect">;
  readonly peering: Peering;
  readonly look: Purpose;
}

/** Round trips until a connection stands: of the transport, of its encryption and its protocols; assumption. */
const roundTrips = 2;

export class Discovery {
  readonly #parts: DiscoveryParts;
  readonly #look: number;
  readonly #answer: number;

  constructor(parts: DiscoveryParts) {
    const { kernel } = parts;
    this.#parts = parts;
    this.#look = kernel.register({
      name: "look for peers",
      priority: priorities.look,
      handle: ({ target, timeUs }) => {
        const { nodes } = parts.peering;
        if (nodes.nextLookUs[target] !== timeUs) return;
        nodes.nextLookUs[target] = -1;
        this.#begin(target);
      },
    });
    this.#answer = kernel.register({
      name: "dial answered",
      priority: priorities.answer,
      handle: ({ target, payload }) => this.#answered(target, payload),
    });
  }

  /** Those who lack connections from the start look for peers at their first look. */
  begin(): void {
    for (let node = 0; node < this.#parts.state.nodeCount; node++) this.seek(node);
  }

  /** A node that lacks connections looks for peers at its next look. */
  seek(node: number): void {
    const { kernel, peering, state, look } = this.#parts;
    const { nodes, options } = peering;
    if (state.nodes.isUp[node] === 0 || nodes.nextLookUs[node] >= 0 || peering.lacking(node) <= 0) return;
    const { names } = state;
    const phaseUs = look.pairBelow(names.first[node], names.second[node], 0, options.everyUs);
    const timeUs = phaseUs + (Math.floor((kernel.nowUs - phaseUs) / options.everyUs) + 1) * options.everyUs;
    if (kernel.scheduleWithin(this.#look, timeUs, node, node)) nodes.nextLookUs[node] = timeUs;
  }

  /** A node that comes back looks at once. */
  up(node: number): void {
    this.#begin(node);
  }

  /** What a node that goes down has dialled is answered by nobody. */
  down(node: number): void {
    const { state, peering } = this.#parts;
    const { starts } = state.connections;
    for (const column of [peering.links.answersUs, peering.told.queuedAs])
      column.fill(0, starts[node], starts[node + 1]);
    for (const column of [peering.nodes.pending, peering.nodes.exchanging, peering.nodes.queued]) column[node] = 0;
    peering.nodes.nextLookUs[node] = -1;
  }

  #begin(node: number): void {
    this.#parts.peering.nodes.looks[node]++;
    this.#dialSome(node);
    this.seek(node);
  }

  /** Dials as many as the node lacks, of those that it has not dialled at this look. */
  #dialSome(node: number): void {
    const { state, peering, look } = this.#parts;
    const { links, nodes, options } = peering;
    const take = Math.min(peering.lacking(node), options.maxPending - nodes.pending[node]);
    if (take <= 0) return;
    const { starts } = state.connections;
    const known: number[] = [];
    for (let c = starts[node]; c < starts[node + 1]; c++)
      if (links.isKnown[c] === 1 && links.isOpen[c] === 0 && links.answersUs[c] === 0)
        if (links.dialledAt[c] !== nodes.looks[node]) known.push(c);
    for (const c of byLot(state, look, { node, of: 0, heartbeat: nodes.looks[node] }, known, take))
      this.#dial(node, c, 0);
  }

  /** A node was told of the peer of a link of its own: it dials it, now or when others are answered, unless too many wait. */
  enqueue(node: number, c: number): void {
    const { state, peering } = this.#parts;
    const { links, told, nodes, options } = peering;
    if (state.nodes.isUp[node] === 0 || options.exchange === null) return;
    if (links.isOpen[c] === 1 || links.answersUs[c] !== 0 || told.queuedAs[c] !== 0) return;
    const place = placeOf({ dialling: nodes.exchanging[node], queued: nodes.queued[node] }, options.exchange);
    if (place === "dialled") this.#dial(node, c, 1);
    if (place !== "waits") return;
    told.queuedAs[c] = ++nodes.enqueued[node];
    nodes.queued[node]++;
  }

  /** Dials the peer that has waited for the longest time; those with whom there is a connection by now are passed over. */
  #dialQueued(node: number): void {
    const { state, peering } = this.#parts;
    const { links, told, nodes } = peering;
    const { starts } = state.connections;
    while (nodes.queued[node] > 0) {
      let first = -1;
      for (let c = starts[node]; c < starts[node + 1]; c++)
        if (told.queuedAs[c] > 0 && (first < 0 || told.queuedAs[c] < told.queuedAs[first])) first = c;
      told.queuedAs[first] = 0;
      nodes.queued[node]--;
      if (links.isOpen[first] === 0 && links.answersUs[first] === 0) return this.#dial(node, first, 1);
    }
  }

  /** A node dials the peer of a link of its own, over which there is no connection and no dial under way. `isExchanged`: it was told of it. */
  #dial(node: number, c: number, isExchanged: 0 | 1): void {
    const { kernel, state, peering } = this.#parts;
    const { links, told, nodes, options } = peering;
    const wayUs = this.#wayUs(node, c);
    const isAnswered = wayUs >= 0 && roundTrips * wayUs <= options.timeoutUs;
    const timeUs = kernel.nowUs + Math.max(1, isAnswered ? roundTrips * wayUs : options.timeoutUs);
    links.dialledAt[c] = nodes.looks[node];
    links.answersUs[c] = timeUs;
    links.isAnswered[c] = isAnswered ? 1 : 0;
    if (options.exchange !== null) told.isExchanged[c] = isExchanged;
    if (isExchanged === 1) nodes.exchanging[node]++;
    else nodes.pending[node]++;
    this.#count("dials");
    if (isExchanged === 1) this.#count("exchanged");
    kernel.scheduleWithin(this.#answer, timeUs, node, state.connections.ends[c], c);
  }

  /** To the peer of a link and back, without what is lost and sent again; −1: it is down, or nothing gets through. */
  #wayUs(node: number, c: number): number {
    const { network, kernel, state } = this.#parts;
    const { ends, reverse } = state.connections;
    if (state.nodes.isUp[ends[c]] === 0) return -1;
    const thereUs = network.wayUs(0, node, c, kernel.nowUs);
    const backUs = network.wayUs(0, ends[c], reverse(c), kernel.nowUs);
    return thereUs < 0 || backUs < 0 ? -1 : thereUs + backUs;
  }

  #answered(node: number, c: number): void {
    const { kernel, state, peering, peers } = this.#parts;
    const { links, told, nodes, options } = peering;
    if (links.answersUs[c] !== kernel.nowUs) return;
    links.answersUs[c] = 0;
    const isExchanged = options.exchange !== null && told.isExchanged[c] === 1;
    if (isExchanged) nodes.exchanging[node]--;
    else nodes.pending[node]--;
    // The peer may have dialled meanwhile.
    if (links.isOpen[c] === 0) {
      if (links.isAnswered[c] === 0 || this.#wayUs(node, c) < 0) this.#count("unanswered");
      else if (!peering.takes(state.connections.ends[c])) this.#count("refused");
      else if (peering.mayOpen(node)) {
        peers.connect(node, c);
        this.#count("opened");
      }
    }
    if (isExchanged) this.#dialQueued(node);
    this.#dialSome(node);
    this.seek(node);
  }

  #count(what: "dials" | "exchanged" | "refused" | "unanswered" | "opened"): void {
    const { kernel, peering } = this.#parts;
    peering.count(what, kernel.nowUs);
  }
}
