/** Meshes as they change: heartbeats that have something to do, GRAFT and PRUNE. */
import type { Kernel } from "../kernel/kernel.js";
import type { EventRecord } from "../kernel/queue/event-queue.js";
import type { Purpose } from "../random/stream.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import { compositeUpkeep, needsCompositeUpkeep, nextMaskTurn } from "./composite-upkeep.js";
import type { ControlWire } from "./control-wire.js";
import { learn, newsOf, topicRoom } from "./knowledge.js";
import { isComposite, isPlain } from "./masks.js";
import { type MeshChanges, needsUpkeep, nextTurn, upkeep } from "./mesh-upkeep.js";
import type { PeerExchange } from "./peer-exchange.js";
import { decay, scoreAt } from "./peer-scores.js";
import { priorities } from "./priorities.js";
import type { GossipState } from "./state.js";
import { graftedUs } from "./tables.js";
import { settle } from "./told.js";

/** What is added to the topic of a PRUNE that tells of other peers, and of one whose node has unsubscribed. */
const tellsOfPeers = topicRoom;
const saysUnsubscribed = 2 * topicRoom;

export interface MeshesOptions {
  readonly kernel: Kernel;
  readonly state: GossipState;
  readonly wire: ControlWire;
  readonly mesh: Purpose;
  /** The nodes of this kernel: from `first` up to, not with, `end`. */
  readonly first: number;
  readonly end: number;
  /** How a PRUNE tells of other peers; none does unless given. */
  readonly exchange?: Pick<PeerExchange, "says" | "hear">;
  /** Every heartbeat is an event, and this is done at it after the mesh was seen to; none unless given. */
  readonly atEveryHeartbeat?: (node: number, heartbeat: number) => void;
}

export class Meshes {
  readonly first: number;
  readonly end: number;
  readonly #kernel: Kernel;
  readonly #state: GossipState;
  readonly #wire: ControlWire;
  readonly #mesh: Purpose;
  readonly #exchange: MeshesOptions["exchange"];
  readonly #atEvery: MeshesOptions["atEveryHeartbeat"];
  readonly #heartbeat: number;
  readonly #graft: number;
  readonly #prune: number;
  readonly #changes: MeshChanges;

  constructor({ kernel, state, wire, mesh, first, end, exchange, atEveryHeartbeat }: MeshesOptions) {
    this.first = first;
    this.end = end;
    this.#kernel = kernel;
    this.#state = state;
    this.#wire = wire;
    this.#mesh = mesh;
    this.#exchange = exchange;
    this.#atEvery = atEveryHeartbeat;
    this.#heartbeat = kernel.register({
      name: "heartbeat",
      priority: priorities.heartbeat,
      handle: ({ target, payload }) => this.#beat(target, payload),
    });
    this.#graft = wire.register("graft", priorities.graft, (event) => this.#grafted(event));
    this.#prune = wire.register("prune", priorities.prune, (event) => this.#pruned(event));
    this.#changes = {
      graft: (node, topic, c) => this.graft(node, topic, c),
      prune: (node, topic, c) => {
        this.leave(node, topic, c);
        this.#refuse(node, topic, c);
      },
    };
  }

  /** Every node looks after its meshes at its first heartbeat. */
  begin(): void {
    if (this.#state.parameters.router === "flood" && this.#atEvery === undefined) return;
    for (let node = this.first; node < this.end; node++) this.wakeAt(node, 0);
  }

  /** A node has something to do at a heartbeat. */
  wakeAt(node: number, heartbeat: number): void {
    const { nodes, heartbeats } = this.#state;
    if (heartbeat === Infinity || (nodes.wake[node] !== -1 && nodes.wake[node] <= heartbeat)) return;
    if (this.#kernel.scheduleWithin(this.#heartbeat, heartbeats.timeUs(node, heartbeat), node, node, heartbeat))
      nodes.wake[node] = heartbeat;
  }

  /** A node has something to do at its next heartbeat. */
  wakeNext(node: number): void {
    this.wakeAt(node, this.#lastOf(node) + 1);
  }

  /** Counts what the node told until now, or later; to be called before what it rests on changes. */
  settle(node: number, untilUs: SimTimeUs = this.#kernel.nowUs): void {
    const { topicCount, heartbeats } = this.#state;
    const last = heartbeats.lastOf(node, untilUs);
    for (let topic = 0; topic < topicCount; topic++) settle(this.#state, node, topic, last);
  }

  #beat(node: number, heartbeat: number): void {
    const { nodes, topicCount, parameters } = this.#state;
    if (nodes.wake[node] !== heartbeat) return;
    nodes.wake[node] = -1;
    let next = this.#atEvery === undefined ? Infinity : heartbeat + 1;
    if (nodes.isUp[node] === 1) {
      if (parameters.router === "mesh")
        for (let topic = 0; topic < topicCount; topic++) next = Math.min(next, this.#turn(node, topic, heartbeat));
      if (parameters.router === "mesh" && parameters.degreeSame !== null)
        next = Math.min(next, this.#maskTurns(node, heartbeat));
      this.#atEvery?.(node, heartbeat);
    }
    this.wakeAt(node, next);
  }

  #turn(node: number, topic: number, heartbeat: number): number {
    const state = this.#state;
    if (state.subscribed[topic * state.nodeCount + node] === 0 || !isPlain(state, node, topic)) return Infinity;
    // What it tells at this heartbeat, it tells after it has changed its mesh.
    this.settleFor(node, topic, heartbeat - 1);
    const turn = { node, topic, heartbeat };
    upkeep(state, this.#mesh, turn, this.#changes);
    return nextTurn(state, turn);
  }

  /** Whatever is done for one mask may matter to another that shares a topic. */
  #maskTurns(node: number, heartbeat: number): number {
    const state = this.#state;
    const turns = Array.from(state.masks.keys())
      .filter((mask) => state.isMember[mask * state.nodeCount + node] === 1 && isComposite(state, mask))
      .map((mask) => ({ node, mask, heartbeat }));
    if (turns.length === 0) return Infinity;
    for (let topic = 0; topic < state.topicCount; topic++) settle(state, node, topic, heartbeat - 1);
    for (const turn of turns) compositeUpkeep(state, this.#mesh, turn, this.#changes);
    return turns.reduce((next, turn) => Math.min(next, nextMaskTurn(state, turn)), Infinity);
  }

  #grafted({ target: node, source: peer, payload }: Readonly<EventRecord>): void {
    const { topic, version } = newsOf(payload);
    const state = this.#state;
    const { mesh, parameters, subscribed, members, nodeCount, connectionCount, connections } = state;
    const c = this.#wire.connection(node, peer);
    const at = topic * connectionCount + c;
    const row = topic * nodeCount + node;
    if (state.nodes.isUp[node] === 0 || !state.isOpen(c)) return;
    if (!this.#isOfNow(node, topic, c, version)) return;
    // Who is not subscribed ignores it (libp2p: go-libp2p-pubsub and rust-libp2p, `handleGraft`).
    if (mesh.isIn[at] === 1 || subscribed[row] === 0) return;
    const nowUs = this.#kernel.nowUs;
    const isInBackoff = mesh.backoffUntilUs[at] > nowUs;
    if (isInBackoff) this.mark(node, c, "misbehaviours");
    const isFull = members.meshCount[row] >= parameters.degreeHigh && connections.isOutbound(c) === 0;
    const isBad = members.markedCount[row] > 0 && scoreAt(state, c, nowUs) < 0;
    if (isInBackoff || isFull || isBad || state.nodes.isUp[peer] === 0) {
      this.#refuse(node, topic, c, { isInBackoff });
      return;
    }
    this.settleFor(node, topic);
    this.#join(node, topic, c);
    this.wakeIfNeeded(node, topic);
  }

  /** Whether a GRAFT is of a subscription that stands; who grafts is subscribed, also where its announcement is still on its way. */
  #isOfNow(node: number, topic: number, c: number, version: number): boolean {
    const { subscriptions, connectionCount } = this.#state;
    if (subscriptions === null) return true;
    learn(this.#state, this, { node, topic, c, version });
    return version === subscriptions.known.version[topic * connectionCount + c];
  }

  #pruned({ target: node, source: peer, payload }: Readonly<EventRecord>): void {
    const { nodes } = this.#state;
    if (nodes.isUp[node] === 0) return;
    const topic = payload % topicRoom;
    const c = this.#wire.connection(node, peer);
    if (!this.#state.isOpen(c)) return;
    if ((payload & tellsOfPeers) !== 0) this.#exchange?.hear(node, topic, c, this.#kernel.nowUs);
    this.settleFor(node, topic);
    this.leave(node, topic, c);
    this.backOff(topic, c, (payload & saysUnsubscribed) !== 0);
    this.wakeIfNeeded(node, topic);
  }

  /** A mark of a node against the peer of a connection, which lowers its score. */
  mark(node: number, c: number, what: "invalid" | "misbehaviours", topic = 0): void {
    const state = this.#state;
    if (state.scores === null) return;
    this.settle(node);
    const row = topic * state.connectionCount + c;
    decay(state, row, this.#kernel.nowUs);
    state.scores[what][row]++;
    for (let of = 0; of < state.topicCount; of++) state.members.markedCount[of * state.nodeCount + node]++;
    this.wakeNext(node);
  }

  /** What a node thinks of a peer has risen, so that it may graft it. */
  rose(node: number): void {
    for (let topic = 0; topic < this.#state.topicCount; topic++) this.wakeIfNeeded(node, topic);
  }

  /** A peer is taken into the mesh, and told so. */
  graft(node: number, topic: number, c: number): void {
    const state = this.#state;
    this.#join(node, topic, c);
    state.nodes.grafts[node]++;
    this.#wire.send(this.#graft, node, c, topic + topicRoom * state.versionOf(topic, node));
  }

  /** A node that has unsubscribed takes a peer out of its mesh. */
  unsubscribed(node: number, topic: number, c: number): void {
    this.leave(node, topic, c);
    this.#refuse(node, topic, c, { hasUnsubscribed: true });
  }

  /** PRUNE, and no graft either way for the time of a back-off. */
  #refuse(node: number, topic: number, c: number, { isInBackoff = false, hasUnsubscribed = false } = {}): void {
    const { nodes, nodeCount, subscribed } = this.#state;
    this.backOff(topic, c, hasUnsubscribed);
    nodes.prunes[node]++;
    const isTold =
      this.#exchange !== undefined &&
      subscribed[topic * nodeCount + node] === 1 &&
      this.#exchange.says(node, topic, c, { nowUs: this.#kernel.nowUs, isInBackoff });
    const payload = topic + (isTold ? tellsOfPeers : 0) + (hasUnsubscribed ? saysUnsubscribed : 0);
    this.#wire.send(this.#prune, node, c, payload);
  }

  /** Nobody is grafted for a while; a back-off that ends later stays. */
  backOff(topic: number, c: number, hasUnsubscribed: boolean): void {
    const { mesh, parameters, connectionCount } = this.#state;
    const at = topic * connectionCount + c;
    const backoffUs = hasUnsubscribed ? parameters.unsubscribeBackoffUs : parameters.pruneBackoffUs;
    mesh.backoffUntilUs[at] = Math.max(mesh.backoffUntilUs[at], this.#kernel.nowUs + backoffUs);
  }

  #join(node: number, topic: number, c: number): void {
    const { mesh, members, connections, connectionCount, nodeCount } = this.#state;
    mesh.isIn[topic * connectionCount + c] = 1;
    mesh.sinceUs[topic * connectionCount + c] = graftedUs(this.#kernel.nowUs);
    members.meshCount[topic * nodeCount + node]++;
    members.outCount[topic * nodeCount + node] += connections.isOutbound(c);
  }

  /** A peer is no longer in the mesh or the fanout; nobody is told. */
  leave(node: number, topic: number, c: number): void {
    const { mesh, members, connections, connectionCount, nodeCount, subscriptions, subscribed } = this.#state;
    if (mesh.isIn[topic * connectionCount + c] === 0) return;
    mesh.isIn[topic * connectionCount + c] = 0;
    // Of a fanout there is no stay to be known where subscriptions change.
    if (subscriptions === null || subscribed[topic * nodeCount + node] === 1)
      mesh.leftUs[topic * connectionCount + c] = this.#kernel.nowUs;
    members.meshCount[topic * nodeCount + node]--;
    members.outCount[topic * nodeCount + node] -= connections.isOutbound(c);
    // The time that it was in counts for it no more, also in the meshes of other topics.
    if (members.markedCount[topic * nodeCount + node] > 0) this.wakeNext(node);
    this.wakeIfNeeded(node, topic);
  }

  wakeIfNeeded(node: number, topic: number): void {
    if (this.#state.parameters.router === "mesh" && this.#needsUpkeep(node, topic)) this.wakeNext(node);
  }

  /** As `settle`, of what rests on the mesh of a topic: of all topics, where who is in it makes somebody think better of a peer. */
  settleFor(node: number, topic: number, heartbeat = this.#lastOf(node)): void {
    const { members, topicCount, nodeCount } = this.#state;
    if (topicCount === 1 || members.markedCount[topic * nodeCount + node] === 0)
      return settle(this.#state, node, topic, heartbeat);
    for (let of = 0; of < topicCount; of++) settle(this.#state, node, of, heartbeat);
  }

  #needsUpkeep(node: number, topic: number): boolean {
    const state = this.#state;
    if (state.parameters.degreeSame === null) return needsUpkeep(state, node, topic);
    for (let mask = 0; mask < state.masks.length; mask++)
      if (
        ((state.masks[mask] >> topic) & 1) === 1 &&
        isComposite(state, mask) &&
        needsCompositeUpkeep(state, node, mask)
      )
        return true;
    return isPlain(state, node, topic) && needsUpkeep(state, node, topic);
  }

  #lastOf(node: number): number {
    return this.#state.heartbeats.lastOf(node, this.#kernel.nowUs);
  }
}
