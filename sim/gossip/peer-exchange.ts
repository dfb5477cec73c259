/**
 * Peer exchange: whoever prunes a peer that it thinks well enough of tells it of others in its mesh, and who thinks highly of whoever pruned it
 * opens connections to those of them that it can. A rule of GossipSub 1.1 (libp2p/specs, pubsub/gossipsub).
 */
import { linkBetween, type Links } from "../network/topology.js";
import type { Purpose } from "../random/stream.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import type { Discovery } from "./discovery.js";
import { byLot } from "./lots.js";
import { scoreAt } from "./peer-scores.js";
import type { Peering } from "./peering.js";
import { isToldOfPeers, isTrusted } from "./rules/exchanged-peers.js";
import type { GossipState } from "./state.js";
import { wasInMesh } from "./unwanted.js";

export interface PeerExchangeParts {
  readonly state: GossipState;
  readonly peering: Peering;
  readonly links: Links;
  readonly discovery: Discovery;
  readonly exchange: Purpose;
}

export class PeerExchange {
  readonly #parts: PeerExchangeParts;

  constructor(parts: PeerExchangeParts) {
    this.#parts = parts;
  }

  /** A node prunes the peer of a connection now: whether it tells it of others; counts them. */
  says(
    node: number,
    topic: number,
    c: number,
    when: { readonly nowUs: SimTimeUs; readonly isInBackoff: boolean },
  ): boolean {
    const { state, peering } = this.#parts;
    const { nowUs, isInBackoff } = when;
    if (!isToldOfPeers({ score: scoreAt(state, c, nowUs), isInBackoff })) return false;
    const peers = this.#peersOf(node, topic, c, nowUs).length;
    peering.nodes.told[node] += peers;
    return peers > 0;
  }

  /** A node is pruned now over a connection of its own, with a PRUNE that tells of others: it dials those whom it can. */
  hear(node: number, topic: number, c: number, nowUs: SimTimeUs): void {
    const { state, peering, links, discovery } = this.#parts;
    const { ends, reverse } = state.connections;
    const { exchange } = peering.options;
    if (exchange === null || !isTrusted(scoreAt(state, c, nowUs), exchange)) return;
    // Whoever pruned began its back-off when it did.
    const sentUs =
      state.mesh.backoffUntilUs[topic * state.connectionCount + reverse(c)] - state.parameters.pruneBackoffUs;
    for (const told of this.#peersOf(ends[c], topic, reverse(c), sentUs)) {
      const own = linkBetween(links, node, ends[told]);
      if (own < 0 || peering.options.limitsOf(ends[told]).inbound === 0) continue;
      peering.links.isKnown[own] = 1;
      discovery.enqueue(node, own);
    }
  }

  /** Connections of a node to the others that were in its mesh just before a moment; some of them by lot, where there are too many. */
  #peersOf(node: number, topic: number, pruned: number, timeUs: SimTimeUs): readonly number[] {
    const { state, peering } = this.#parts;
    const { starts } = state.connections;
    const found: number[] = [];
    for (let c = starts[node]; c < starts[node + 1]; c++)
      if (c !== pruned && wasInMesh(state, c, 1 << topic, timeUs - 1)) found.push(c);
    const { peers } = peering.options.exchange!;
    const heartbeat = state.heartbeats.lastOf(node, timeUs) + 1;
    return found.length <= peers
      ? found
      : byLot(state, this.#parts.exchange, { node, of: topic, heartbeat }, found, peers);
  }
}
