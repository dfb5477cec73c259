/** The fanout: peers to which a node publishes on a topic that it is not subscribed to. Kept where its mesh would be. */
import type { Purpose } from "../random/stream.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import { byLot } from "./lots.js";
import type { Router } from "./router.js";
import { graftedUs } from "./tables.js";
import { bitCount } from "./topic-bits.js";

export class Fanout {
  readonly #router: Router;
  readonly #fanout: Purpose;
  readonly #slice: Purpose;

  /** `slice` draws over which of several topics a message goes on. */
  constructor(router: Router, fanout: Purpose, slice: Purpose) {
    this.#router = router;
    this.#fanout = fanout;
    this.#slice = slice;
  }

  /** The topics over which a node sends a message: those that it is subscribed to, one of them, or its fanout. */
  topicsOf(node: number, from: number, slot: number): number {
    const { messages, subscribed, topicCount, nodeCount, parameters, names } = this.#router.state;
    const topics = messages.topics[slot];
    let own = 0;
    for (let topic = 0; topic < topicCount; topic++) {
      if (((topics >> topic) & 1) === 0) continue;
      const isFanout = subscribed[topic * nodeCount + node] === 0;
      if (isFanout && (node !== from || !this.#fill(node, topic))) continue;
      own |= 1 << topic;
    }
    const count = bitCount(own);
    if (count <= 1 || parameters.slices === "all") return own;
    let left = this.#slice.pairBelow(names.first[node], names.second[node], messages.name[slot], count);
    for (let topic = 0; topic < topicCount; topic++) if (((own >> topic) & 1) === 1 && left-- === 0) return 1 << topic;
    return own;
  }

  /** Sees to it that who is not subscribed has peers to publish to. Says whether it may. */
  #fill(node: number, topic: number): boolean {
    const { state, meshes, kernel } = this.#router;
    const { members, fanouts, nodeCount, parameters } = state;
    if (parameters.fanoutTtlUs === null) return false;
    const { nowUs } = kernel;
    const row = topic * nodeCount + node;
    const isOver = fanouts.lastUs[row] < 0 || nowUs - fanouts.lastUs[row] > parameters.fanoutTtlUs;
    if (isOver || members.meshCount[row] < parameters.degree) {
      meshes.settle(node);
      this.#renew(node, topic, isOver, nowUs);
    }
    fanouts.lastUs[row] = nowUs;
    return true;
  }

  /** Fills the fanout up, from nothing where the old one is over. */
  #renew(node: number, topic: number, isOver: boolean, nowUs: SimTimeUs): void {
    const { state } = this.#router;
    const { members, mesh, nodeCount, connectionCount, connections, parameters, heartbeats, subscriptions } = state;
    const row = topic * nodeCount + node;
    const peers: number[] = [];
    for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++) {
      const at = topic * connectionCount + c;
      if (isOver) mesh.isIn[at] = 0;
      if (mesh.isIn[at] === 0 && state.isPeer(topic, c)) peers.push(c);
    }
    if (isOver) members.meshCount[row] = members.outCount[row] = 0;
    const drawing = { node, of: topic, heartbeat: heartbeats.lastOf(node, nowUs) + 1 };
    for (const c of byLot(state, this.#fanout, drawing, peers, parameters.degree - members.meshCount[row])) {
      const at = topic * connectionCount + c;
      mesh.isIn[at] = 1;
      // Where subscriptions change, the last stay in the mesh is still to be known.
      if (subscriptions === null) mesh.sinceUs[at] = graftedUs(nowUs);
      members.meshCount[row]++;
      members.outCount[row] += connections.isOutbound(c);
    }
  }
}
