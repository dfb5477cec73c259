/** Meshes as they change: heartbeats that have something to do, GRAFT, PRUNE, and nodes that go and come back. */
import type { Kernel } from "../kernel/kernel.js";
import type { EventRecord } from "../kernel/queue/event-queue.js";
import type { Purpose } from "../random/stream.js";
import { compositeUpkeep, needsCompositeUpkeep, nextMaskTurn } from "./composite-upkeep.js";
import { isComposite, isPlain } from "./masks.js";
import { type MeshChanges, needsUpkeep, nextTurn, upkeep } from "./mesh-upkeep.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import type { GossipState } from "./state.js";
import { graftedUs } from "./tables.js";
import { forget, settle } from "./told.js";
import type { PeerExchange } from "./peer-exchange.js";
import type { ControlWire } from "./control-wire.js";
import { priorities } from "./priorities.js";

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

/** Added to the topic of a PRUNE that tells of other peers. */
const tellsOfPeers = 32;

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
      graft: (node, topic, c) => {
        this.#join(node, topic, c);
        state.nodes.grafts[node]++;
        wire.send(this.#graft, node, c, topic);
      },
      prune: (node, topic, c) => {
        this.#leave(node, topic, c);
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

  /** Connections close: nobody has the node in its mesh, and it has nobody in its own. */
  down(node: number): void {
    if (this.#state.nodes.isUp[node] === 0) return;
    this.settle(node);
    this.#eachPeer(node, (topic, c, back, peer) => {
      this.#settleFor(peer, topic, this.#lastOf(peer));
      this.#leave(node, topic, c);
      this.#leave(peer, topic, back);
      this.#addPeer(peer, topic, node, -1);
    });
    this.#state.nodes.isUp[node] = 0;
  }

  up(node: number): void {
    const { nodes, topicCount } = this.#state;
    if (nodes.isUp[node] === 1) return;
    // What peers told until now they told without it.
    this.#eachPeer(node, (topic, _, __, peer) => this.#settleFor(peer, topic, this.#lastOf(peer)));
    nodes.isUp[node] = 1;
    nodes.upSinceUs[node] = this.#kernel.nowUs;
    for (let topic = 0; topic < topicCount; topic++) forget(this.#state, node, topic, this.#lastOf(node));
    this.#eachPeer(node, (topic, _, __, peer) => {
      this.#addPeer(peer, topic, node, 1);
      this.#wakeIfNeeded(peer, topic);
    });
    this.wakeNext(node);
  }

  /** A node opens a connection to the peer at the end of a link: each may graft the other from now on. */
  connect(node: number, c: number): void {
    const { topicCount, peering, connections } = this.#state;
    const peer = connections.ends[c];
    this.settle(node);
    this.settle(peer);
    peering!.open(node, c);
    for (let topic = 0; topic < topicCount; topic++) {
      this.#addPeer(peer, topic, node, 1);
      this.#addPeer(node, topic, peer, 1);
      this.#wakeIfNeeded(node, topic);
      this.#wakeIfNeeded(peer, topic);
    }
  }

  /** The connection of two nodes that are up closes: neither has the other in its mesh. */
  disconnect(node: number, c: number): void {
    const { topicCount, peering, connections } = this.#state;
    const [peer, back] = [connections.ends[c], connections.reverse[c]];
    this.settle(node);
    this.settle(peer);
    for (let topic = 0; topic < topicCount; topic++) {
      this.#leave(node, topic, c);
      this.#leave(peer, topic, back);
      this.#addPeer(peer, topic, node, -1);
      this.#addPeer(node, topic, peer, -1);
    }
    peering!.close(node, c);
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
    this.#settleFor(node, topic, heartbeat - 1);
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

  #grafted({ target: node, source: peer, payload: topic }: Readonly<EventRecord>): void {
    const state = this.#state;
    const { mesh, parameters, subscribed, members, nodeCount, connectionCount, connections } = state;
    const c = this.#wire.connection(node, peer);
    const at = topic * connectionCount + c;
    const row = topic * nodeCount + node;
    if (state.nodes.isUp[node] === 0 || mesh.isIn[at] === 1 || !state.isOpen(c)) return;
    const nowUs = this.#kernel.nowUs;
    const isInBackoff = mesh.backoffUntilUs[at] > nowUs;
    if (isInBackoff) this.mark(node, c, "misbehaviours");
    const isFull = members.meshCount[row] >= parameters.degreeHigh && connections.isOutbound[c] === 0;
    const isBad = members.markedCount[row] > 0 && state.scoreAt(c, nowUs) < 0;
    if (subscribed[row] === 0 || isInBackoff || isFull || isBad || state.nodes.isUp[peer] === 0) {
      this.#refuse(node, topic, c, isInBackoff);
      return;
    }
    this.#settleFor(node, topic, this.#lastOf(node));
    this.#join(node, topic, c);
    this.#wakeIfNeeded(node, topic);
  }

  #pruned({ target: node, source: peer, payload }: Readonly<EventRecord>): void {
    const { mesh, parameters, connectionCount, nodes } = this.#state;
    if (nodes.isUp[node] === 0) return;
    const c = this.#wire.connection(node, peer);
    if (!this.#state.isOpen(c)) return;
    const topic = payload % tellsOfPeers;
    if (payload >= tellsOfPeers) this.#exchange?.hear(node, topic, c, this.#kernel.nowUs);
    this.#settleFor(node, topic, this.#lastOf(node));
    this.#leave(node, topic, c);
    mesh.backoffUntilUs[topic * connectionCount + c] = this.#kernel.nowUs + parameters.pruneBackoffUs;
    this.#wakeIfNeeded(node, topic);
  }

  /** A mark of a node against the peer of a connection, which lowers its score. */
  mark(node: number, c: number, what: "invalid" | "misbehaviours", topic = 0): void {
    const state = this.#state;
    if (state.scores === null) return;
    this.settle(node);
    const row = topic * state.connectionCount + c;
    state.decay(row, this.#kernel.nowUs);
    state.scores[what][row]++;
    for (let of = 0; of < state.topicCount; of++) state.members.markedCount[of * state.nodeCount + node]++;
    this.wakeNext(node);
  }

  /** What a node thinks of a peer has risen, so that it may graft it. */
  rose(node: number): void {
    for (let topic = 0; topic < this.#state.topicCount; topic++) this.#wakeIfNeeded(node, topic);
  }

  /** PRUNE, and no graft either way for the time of a back-off. */
  #refuse(node: number, topic: number, c: number, isInBackoff = false): void {
    const { mesh, nodes, parameters, connectionCount, nodeCount, subscribed } = this.#state;
    const { nowUs } = this.#kernel;
    mesh.backoffUntilUs[topic * connectionCount + c] = nowUs + parameters.pruneBackoffUs;
    nodes.prunes[node]++;
    const isTold =
      this.#exchange !== undefined &&
      subscribed[topic * nodeCount + node] === 1 &&
      this.#exchange.says(node, topic, c, { nowUs, isInBackoff });
    this.#wire.send(this.#prune, node, c, topic + (isTold ? tellsOfPeers : 0));
  }

  #join(node: number, topic: number, c: number): void {
    const { mesh, members, connections, connectionCount, nodeCount } = this.#state;
    mesh.isIn[topic * connectionCount + c] = 1;
    mesh.sinceUs[topic * connectionCount + c] = graftedUs(this.#kernel.nowUs);
    members.meshCount[topic * nodeCount + node]++;
    members.outCount[topic * nodeCount + node] += connections.isOutbound[c];
  }

  #leave(node: number, topic: number, c: number): void {
    const { mesh, members, connections, connectionCount, nodeCount } = this.#state;
    if (mesh.isIn[topic * connectionCount + c] === 0) return;
    mesh.isIn[topic * connectionCount + c] = 0;
    mesh.leftUs[topic * connectionCount + c] = this.#kernel.nowUs;
    members.meshCount[topic * nodeCount + node]--;
    members.outCount[topic * nodeCount + node] -= connections.isOutbound[c];
    // The time that it was in counts for it no more, also in the meshes of other topics.
    if (members.markedCount[topic * nodeCount + node] > 0) this.wakeNext(node);
    this.#wakeIfNeeded(node, topic);
  }

  #addPeer(peer: number, topic: number, node: number, count: number): void {
    const { members, subscribed, nodeCount } = this.#state;
    members.peerCount[topic * nodeCount + peer] += count * subscribed[topic * nodeCount + node];
  }

  #wakeIfNeeded(node: number, topic: number): void {
    if (this.#state.parameters.router === "mesh" && this.#needsUpkeep(node, topic)) this.wakeNext(node);
  }

  /** As `settle`, of what rests on the mesh of a topic: of all topics, where who is in it makes somebody think better of a peer. */
  #settleFor(node: number, topic: number, heartbeat: number): void {
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

  #eachPeer(node: number, use: (topic: number, c: number, back: number, peer: number) => void): void {
    const { connections, topicCount } = this.#state;
    for (let topic = 0; topic < topicCount; topic++)
      for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++)
        if (this.#state.isOpen(c)) use(topic, c, connections.reverse[c], connections.ends[c]);
  }

  #lastOf(node: number): number {
    return this.#state.heartbeats.lastOf(node, this.#kernel.nowUs);
  }
}
