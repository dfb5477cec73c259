/** Peers that come and go: nodes that go down and are back, connections that open and close, and what that does to meshes. */
import type { Kernel } from "../kernel/kernel.js";
import { meet } from "./knowledge.js";
import type { Meshes } from "./meshes.js";
import type { GossipState } from "./state.js";
import { forget } from "./told.js";

export interface PeerChangesParts {
  readonly kernel: Kernel;
  readonly state: GossipState;
  readonly meshes: Pick<Meshes, "settle" | "settleFor" | "leave" | "wakeIfNeeded" | "wakeNext">;
}

export class PeerChanges {
  readonly #parts: PeerChangesParts;

  constructor(parts: PeerChangesParts) {
    this.#parts = parts;
  }

  /** Connections close: nobody has the node in its mesh, and it has nobody in its own. */
  down(node: number): void {
    const { state, meshes } = this.#parts;
    if (state.nodes.isUp[node] === 0) return;
    meshes.settle(node);
    this.#eachPeer(node, (topic, c, back, peer) => {
      meshes.settleFor(peer, topic);
      meshes.leave(node, topic, c);
      meshes.leave(peer, topic, back);
      this.#add(peer, topic, back, -1);
    });
    state.nodes.isUp[node] = 0;
  }

  up(node: number): void {
    const { kernel, state, meshes } = this.#parts;
    const { nodes, topicCount, heartbeats } = state;
    if (nodes.isUp[node] === 1) return;
    // What peers told until now they told without it.
    this.#eachPeer(node, (topic, _, __, peer) => meshes.settleFor(peer, topic));
    // Who connects says what it is subscribed to.
    this.#eachPeer(node, (topic, c) => meet(state, node, topic, c));
    nodes.isUp[node] = 1;
    nodes.upSinceUs[node] = kernel.nowUs;
    const last = heartbeats.lastOf(node, kernel.nowUs);
    for (let topic = 0; topic < topicCount; topic++) forget(state, node, topic, last);
    this.#eachPeer(node, (topic, _, back, peer) => {
      this.#add(peer, topic, back, 1);
      meshes.wakeIfNeeded(peer, topic);
    });
    meshes.wakeNext(node);
  }

  /** A node opens a connection to the peer at the end of a link: each may graft the other from now on. */
  connect(node: number, c: number): void {
    const { state, meshes } = this.#parts;
    const { topicCount, peering, connections } = state;
    const [peer, back] = [connections.ends[c], connections.reverse(c)];
    meshes.settle(node);
    meshes.settle(peer);
    peering!.open(node, c);
    for (let topic = 0; topic < topicCount; topic++) {
      this.#add(peer, topic, back, 1);
      this.#add(node, topic, c, 1);
      meshes.wakeIfNeeded(node, topic);
      meshes.wakeIfNeeded(peer, topic);
    }
  }

  /** The connection of two nodes that are up closes: neither has the other in its mesh. */
  disconnect(node: number, c: number): void {
    const { state, meshes } = this.#parts;
    const { topicCount, peering, connections } = state;
    const [peer, back] = [connections.ends[c], connections.reverse(c)];
    meshes.settle(node);
    meshes.settle(peer);
    for (let topic = 0; topic < topicCount; topic++) {
      meshes.leave(node, topic, c);
      meshes.leave(peer, topic, back);
      this.#add(peer, topic, back, -1);
      this.#add(node, topic, c, -1);
    }
    peering!.close(node, c);
  }

  /** One peer more or less of a node, if that knows it to be subscribed. */
  #add(node: number, topic: number, c: number, count: number): void {
    const { members, nodeCount } = this.#parts.state;
    members.peerCount[topic * nodeCount + node] += count * this.#parts.state.knows(topic, c);
  }

  #eachPeer(node: number, use: (topic: number, c: number, back: number, peer: number) => void): void {
    const { state } = this.#parts;
    const { connections, topicCount } = state;
    for (let topic = 0; topic < topicCount; topic++)
      for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++)
        if (state.isOpen(c)) use(topic, c, connections.reverse(c), connections.ends[c]);
  }
}
