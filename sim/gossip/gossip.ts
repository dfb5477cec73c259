/**
 * Gossip over the connections of a network. One message's way:
 *
 * ```
 *   publish ──► to the mesh of its topic, or to all subscribed peers, or to the fanout of who is not subscribed
 *        │ payload: waits for lines, is lost, as any message of the network
 *        ▼
 *   a node has it ── again ──► a duplicate
 *        │ first time: IDONTWANT to its mesh; is it to be passed on?  ── ignore, reject ──► a mark against the sender
 *        ▼
 *   to its mesh, but to nobody who has said that it has it
 *        │
 *        ▼
 *   at its next heartbeats: IHAVE to some that are not in its mesh ──► IWANT of who has not heard it ──► payload
 * ```
 *
 * Heartbeats, IHAVE and IDONTWANT of which nothing comes are no events; `told.ts` and `unwanted.ts` say how they are counted.
 */
import type { Invariant } from "../kernel/invariants.js";
import type { Kernel } from "../kernel/kernel.js";
import type { EventRecord } from "../kernel/queue/event-queue.js";
import type { Network } from "../network/network.js";
import type { NameIn } from "../random/purposes.js";
import type { Purpose, Streams } from "../random/stream.js";
import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";
import type { Bytes, DurationUs, SimTimeUs } from "../units/quantity-types.js";
import { connectionsOf } from "./connections.js";
import { ControlWire } from "./control-wire.js";
import { tellAll, Unwanted } from "./every-heartbeat.js";
import { targetsAt } from "./gossip-targets.js";
import { Heartbeats } from "./heartbeats.js";
import { imbalance } from "./imbalance.js";
import { Meshes } from "./meshes.js";
import { messages as texts } from "./messages.js";
import type { GossipParameters } from "./parameters.js";
import { priorities } from "./priorities.js";
import type { gossipPurposes } from "./purposes.js";
import { GossipState } from "./state.js";
import { noteHeard } from "./told.js";
import { isUnwanted } from "./unwanted.js";
import { choose } from "../random/distributions/choose.js";

/** What a node does with a message: passes it on, does nothing with it, or holds it against who sent it. */
export type Verdict = "accept" | "ignore" | "reject";

/** A message that a node has for the first time; a view that the next one becomes. */
export interface Heard {
  readonly node: number;
  readonly from: number;
  readonly slot: number;
  readonly elapsedUs: DurationUs;
  readonly hops: number;
  readonly isAccepted: boolean;
}

export interface GossipOptions {
  readonly kernel: Kernel;
  /** With links both ways: the connections. Its `crashed` and `restarted` are to call those of the gossip. */
  readonly network: Network;
  readonly streams: Streams<NameIn<typeof gossipPurposes>>;
  readonly parameters: GossipParameters;
  /** Up to 30; 1 unless given. */
  readonly topicCount?: number;
  /** Kinds of messages, of which copies are counted apart; 1 unless given. */
  readonly kindCount?: number;
  /** Everybody to all unless given. */
  readonly isSubscribed?: (node: number, topic: number) => boolean;
  /** By node, kind and age; accepted unless given. */
  readonly verdict?: (node: number, kind: number, ageUs: DurationUs) => Verdict;
  readonly heard?: (heard: Heard) => void;
  /** Every heartbeat, IHAVE and IDONTWANT is an event. */
  readonly isLiteral?: boolean;
}

export interface Publication {
  readonly node: number;
  readonly bytes: Bytes;
  /** A bit a topic; the first unless given. */
  readonly topics?: number;
  readonly kind?: number;
}

const maxTopics = 30;

export class Gossip implements Stored {
  readonly state: GossipState;
  readonly meshes: Meshes;
  readonly #kernel: Kernel;
  readonly #network: Network;
  readonly #options: GossipOptions;
  readonly #wire: ControlWire;
  readonly #told: Purpose;
  readonly #fanout: Purpose;
  readonly #slice: Purpose;
  readonly #payload: number;
  readonly #offer: number;
  readonly #iHave: number;
  readonly #iWant: number;
  readonly #validated: number;
  readonly #iDontWant: number;
  readonly #unwanted = new Unwanted();
  readonly #heard = { node: 0, from: 0, slot: 0, elapsedUs: 0, hops: 0, isAccepted: true };

  constructor(options: GossipOptions) {
    const {
      kernel,
      network,
      streams,
      parameters,
      topicCount = 1,
      kindCount = 1,
      isSubscribed = () => true,
      isLiteral,
    } = options;
    const { degreeLow, degree, degreeHigh, heartbeatUs } = parameters;
    if (!(topicCount >= 1 && topicCount <= maxTopics)) throw new RangeError(texts.tooManyTopics(topicCount));
    if (!(degreeLow > 0 && degreeLow <= degree && degree <= degreeHigh))
      throw new RangeError(texts.badDegrees(degreeLow, degree, degreeHigh));
    this.#options = options;
    this.#kernel = kernel;
    this.#network = network;
    this.#told = streams.purpose("told");
    this.#fanout = streams.purpose("fanout");
    this.#slice = streams.purpose("slice");
    const heartbeats = new Heartbeats(network.topology.nodeCount, heartbeatUs, streams.purpose("phase"));
    const connections = connectionsOf(network.topology, streams.purpose("dialled"));
    const state = new GossipState({ parameters, connections, heartbeats, topicCount, kindCount, isSubscribed });
    this.state = state;
    this.#wire = new ControlWire(kernel, network, state);
    const atEveryHeartbeat = (node: number, heartbeat: number): void =>
      tellAll({ state, told: this.#told, wire: this.#wire, iHave: this.#iHave }, node, heartbeat);
    this.meshes = new Meshes({
      kernel,
      state,
      wire: this.#wire,
      mesh: streams.purpose("mesh"),
      ...(isLiteral === true && { atEveryHeartbeat }),
    });
    this.#payload = network.register({
      name: "payload",
      bytes: (slot) => state.messages.sizeBytes[slot],
      priority: priorities.message,
      receive: (event) => this.#receive(event),
      lost: (slot) => void state.messages.pending[slot]--,
    });
    this.#offer = kernel.register({
      name: "offer",
      priority: priorities.offer,
      handle: ({ target, payload }) => this.#tell(target, payload),
    });
    this.#iHave = this.#wire.register("i have", priorities.iHave, (event) => this.#offered(event));
    this.#iWant = this.#wire.register("i want", priorities.iWant, (event) => this.#asked(event));
    this.#validated = kernel.register({
      name: "validated",
      priority: priorities.validated,
      handle: ({ target, source, payload }) => {
        state.messages.pending[payload]--;
        if (state.nodes.isUp[target] === 1) this.#passOn(target, source, payload);
      },
    });
    this.#iDontWant = this.#wire.register("i do not want", priorities.iDontWant, (event) => {
      const { target, source, payload: slot, timeUs } = event;
      state.messages.pending[slot]--;
      if (state.nodes.isUp[target] === 1) this.#unwanted.note(target, source, state.messages.serial[slot], timeUs);
    });
  }

  /** To be called once, in a run that begins and does not go on. */
  begin(): void {
    this.meshes.begin();
  }

  crashed(node: number): void {
    this.meshes.down(node);
  }

  restarted(node: number): void {
    this.meshes.up(node);
  }

  /** A node publishes a message now, unless it is down. Gives the number of the message; −1: none. */
  publish({ node, bytes, topics = 1, kind = 0 }: Publication): number {
    const { state } = this;
    const { messages, copies, control, nodes, nodeCount } = state;
    if (nodes.isUp[node] === 0) return -1;
    const slot = this.#freeSlot();
    copies.heardUs.fill(0, slot * nodeCount, (slot + 1) * nodeCount);
    copies.askedUs.fill(0, slot * nodeCount, (slot + 1) * nodeCount);
    copies.keeps.fill(0, slot * nodeCount, (slot + 1) * nodeCount);
    const serial = control.published++;
    const nowUs = this.#kernel.nowUs;
    messages.serial[slot] = serial;
    messages.publishedUs[slot] = nowUs;
    messages.author[slot] = node;
    messages.kind[slot] = kind;
    messages.sizeBytes[slot] = bytes;
    messages.topics[slot] = topics;
    messages.pending[slot] = 0;
    messages.lastHeardUs[slot] = nowUs;
    messages.lacking[slot] = this.#subscriberCount(topics, node);
    const row = slot * nodeCount + node;
    copies.heardUs[row] = 1;
    copies.hops[row] = 0;
    copies.keeps[row] = 1;
    if (state.parameters.router === "mesh" && state.parameters.floodPublish) this.#sendToAll(node, slot);
    else this.#send(node, node, slot);
    this.#keep(node, slot);
    return serial;
  }

  /** Counts what nodes told until a moment that is no earlier than now. */
  settle(untilUs: SimTimeUs): void {
    for (let node = 0; node < this.state.nodeCount; node++) this.meshes.settle(node, untilUs);
  }

  /** What must hold at any moment. */
  invariant(): Invariant {
    return { name: "gossip adds up", check: () => imbalance(this.state) };
  }

  save(to: StateSink): void {
    this.state.save(to);
  }

  load(from: StateReader): void {
    this.state.load(from);
  }

  /** The first slot whose message nobody can hear any more, or a new one. */
  #freeSlot(): number {
    const { messages, parameters } = this.state;
    const isLiteral = this.#options.isLiteral === true;
    const keptUs = isLiteral ? (parameters.historyLength + parameters.historyGossip + 2) * parameters.heartbeatUs : 0;
    for (let slot = 0; slot < messages.count; slot++)
      if (messages.pending[slot] === 0 && messages.lastHeardUs[slot] + keptUs <= this.#kernel.nowUs) return slot;
    return this.state.addSlot();
  }

  #subscriberCount(topics: number, author: number): number {
    const { nodeCount } = this.state;
    let count = 0;
    for (let node = 0; node < nodeCount; node++) if (node !== author && this.#isSubscribed(node, topics)) count++;
    return count;
  }

  #isSubscribed(node: number, topics: number): boolean {
    const { subscribed, topicCount, nodeCount } = this.state;
    if (topicCount === 1) return subscribed[node] === 1;
    for (let topic = 0; topic < topicCount; topic++)
      if (((topics >> topic) & 1) === 1 && subscribed[topic * nodeCount + node] === 1) return true;
    return false;
  }

  #receive({ target: node, source: from, payload: slot }: Readonly<EventRecord>): void {
    const { state } = this;
    const { messages, copies, nodes, kinds, nodeCount } = state;
    messages.pending[slot]--;
    const row = slot * nodeCount + node;
    if (copies.heardUs[row] !== 0) {
      kinds.duplicates[messages.kind[slot]]++;
      return;
    }
    if (!this.#isSubscribed(node, messages.topics[slot]) || this.#isGraylisted(node, from)) {
      nodes.ignored[node]++;
      return;
    }
    this.#hear(node, from, slot);
  }

  #hear(node: number, from: number, slot: number): void {
    const { state } = this;
    const { messages, copies, nodes, nodeCount } = state;
    const { verdict, heard } = this.#options;
    const row = slot * nodeCount + node;
    const elapsedUs = this.#kernel.nowUs - messages.publishedUs[slot];
    const fromUs = copies.heardUs[slot * nodeCount + from];
    if (fromUs === 0 || fromUs > elapsedUs + 1) this.#kernel.fail(texts.before(node, from), { entity: node });
    copies.heardUs[row] = elapsedUs + 1;
    copies.hops[row] = copies.hops[slot * nodeCount + from] + 1;
    messages.lacking[slot]--;
    messages.lastHeardUs[slot] = this.#kernel.nowUs;
    nodes.firsts[node]++;
    nodes.firstBytes[node] += messages.sizeBytes[slot];
    const { validationUs } = state.parameters;
    const found = verdict === undefined ? "accept" : verdict(node, messages.kind[slot], elapsedUs);
    if (heard !== undefined) {
      const view = this.#heard;
      view.node = node;
      view.from = from;
      view.slot = slot;
      view.elapsedUs = elapsedUs;
      view.hops = copies.hops[row];
      view.isAccepted = found === "accept";
      heard(view);
    }
    if (state.scores !== null) this.#judge(node, from, slot, found);
    if (found === "accept") copies.keeps[row] = 1;
    // Who passes it on at once looks through its mesh anyway.
    if (found === "accept" && validationUs === 0 && state.topicCount === 1 && this.#options.isLiteral !== true) {
      const isFromMesh = this.#send(node, from, slot);
      this.#countUnwanted(node, slot, isFromMesh);
      return this.#keep(node, slot);
    }
    this.#sayUnwanted(node, from, slot);
    if (found !== "accept") return;
    if (validationUs === 0) return this.#passOn(node, from, slot);
    messages.pending[slot]++;
    this.#kernel.scheduleAfter(this.#validated, validationUs, node, from, slot);
  }

  #passOn(node: number, from: number, slot: number): void {
    this.#send(node, from, slot);
    this.#keep(node, slot);
  }

  /** What it has heard it tells at its next heartbeats, which matters as long as somebody has not. */
  #keep(node: number, slot: number): void {
    const { state } = this;
    const { messages, heartbeats, parameters, topicCount } = state;
    if (parameters.historyGossip === 0) return;
    const heartbeat = heartbeats.lastOf(node, this.#kernel.nowUs);
    if (this.#options.isLiteral === true) return;
    for (let topic = 0; topic < topicCount; topic++)
      if (((messages.topics[slot] >> topic) & 1) === 1) noteHeard(state, node, topic, heartbeat);
    if (messages.lacking[slot] > 0) this.#scheduleOffer(node, heartbeat + 1, slot);
  }

  #scheduleOffer(node: number, heartbeat: number, slot: number): void {
    const timeUs = this.state.heartbeats.timeUs(node, heartbeat);
    if (this.#kernel.scheduleWithin(this.#offer, timeUs, node, node, slot)) this.state.messages.pending[slot]++;
  }

  /** A heartbeat of a node at which somebody may not have heard a message: it tells its targets among those. */
  #tell(node: number, slot: number): void {
    const { state } = this;
    const { messages, nodes, parameters, heartbeats, topicCount, connections } = state;
    messages.pending[slot]--;
    const nowUs = this.#kernel.nowUs;
    const keptUs = this.state.keptUs(node, slot);
    if (nodes.isUp[node] === 0 || keptUs < nodes.upSinceUs[node]) return;
    if (messages.lacking[slot] === 0 || !this.#hasLackingPeer(node, slot)) return;
    const heartbeat = heartbeats.lastOf(node, nowUs);
    for (let topic = 0; topic < topicCount; topic++) {
      if (((messages.topics[slot] >> topic) & 1) === 0) continue;
      for (const c of targetsAt(state, this.#told, { node, topic, heartbeat }))
        if (this.#lacks(connections.ends[c], slot) && this.#wire.send(this.#iHave, node, c, slot))
          messages.pending[slot]++;
    }
    if (heartbeat - heartbeats.lastOf(node, keptUs) < parameters.historyGossip)
      this.#scheduleOffer(node, heartbeat + 1, slot);
  }

  #lacks(node: number, slot: number): boolean {
    const { messages, copies, nodeCount } = this.state;
    return copies.heardUs[slot * nodeCount + node] === 0 && this.#isSubscribed(node, messages.topics[slot]);
  }

  #hasLackingPeer(node: number, slot: number): boolean {
    const { starts, ends } = this.state.connections;
    for (let c = starts[node]; c < starts[node + 1]; c++) if (this.#lacks(ends[c], slot)) return true;
    return false;
  }

  /** An IHAVE: who has not heard the message asks for it. */
  #offered({ target: node, source: peer, payload: slot, timeUs }: Readonly<EventRecord>): void {
    const { state } = this;
    const { messages, copies, nodes, nodeCount, parameters } = state;
    messages.pending[slot]--;
    if (nodes.isUp[node] === 0 || !this.#lacks(node, slot)) return;
    const row = slot * nodeCount + node;
    const elapsedUs = timeUs - messages.publishedUs[slot];
    const { iWantFollowUpUs } = parameters;
    const askedUs = copies.askedUs[row];
    if (iWantFollowUpUs !== null && askedUs !== 0 && elapsedUs + 1 - askedUs < iWantFollowUpUs) return;
    const c = this.#wire.connection(node, peer);
    if (this.#isBelow(node, c, "gossipThreshold")) return;
    copies.askedUs[row] = elapsedUs + 1;
    nodes.iWants[node]++;
    if (this.#wire.send(this.#iWant, node, c, slot)) messages.pending[slot]++;
  }

  /** An IWANT: who still keeps the message sends it. */
  #asked({ target: node, source: peer, payload: slot, timeUs }: Readonly<EventRecord>): void {
    const { messages, nodes, heartbeats, parameters } = this.state;
    messages.pending[slot]--;
    const keptUs = this.state.keptUs(node, slot);
    const age = heartbeats.lastOf(node, timeUs) - heartbeats.lastOf(node, keptUs);
    if (nodes.isUp[node] === 0 || keptUs < nodes.upSinceUs[node] || age >= parameters.historyLength) return;
    const c = this.#wire.connection(node, peer);
    if (!this.#isBelow(node, c, "gossipThreshold")) this.#transmit(node, c, slot);
  }

  #transmit(node: number, c: number, slot: number): void {
    const { messages, nodes, kinds, parameters } = this.state;
    const network = this.#network;
    if (parameters.queueBytes !== Infinity) {
      const queued = (network.queueUs(node) * network.topology.uploadBitsPerS[node]) / 8e6;
      if (queued + messages.sizeBytes[slot] > parameters.queueBytes) {
        nodes.shed[node]++;
        return;
      }
    }
    kinds.copies[messages.kind[slot]]++;
    kinds.copyBytes[messages.kind[slot]] += messages.sizeBytes[slot];
    messages.pending[slot]++;
    network.sendOver(this.#payload, node, c, slot);
  }

  /** Sends on: over the mesh, or to everybody. Says whether who it came from is in the mesh. */
  #send(node: number, from: number, slot: number): boolean {
    const { state } = this;
    if (state.parameters.router === "flood") {
      this.#sendToAll(node, slot, from);
      return false;
    }
    const { messages, mesh, copies, connections, connectionCount, topicCount, nodeCount } = state;
    const { starts, ends, minBackUs } = connections;
    const topics = this.#topicsOf(node, from, slot);
    const author = messages.author[slot];
    const nowUs = this.#kernel.nowUs;
    const { iDontWantFrom } = state.parameters;
    const mayBeUnwanted = iDontWantFrom !== null && messages.sizeBytes[slot] >= iDontWantFrom;
    const { heardUs } = copies;
    const firstCopy = slot * nodeCount;
    const elapsedUs = nowUs - messages.publishedUs[slot];
    const end = starts[node + 1];
    let isFromMesh = false;
    for (let topic = 0; topic < topicCount; topic++) {
      if (((topics >> topic) & 1) === 0) continue;
      const first = topic * connectionCount;
      for (let c = starts[node]; c < end; c++) {
        if (mesh.isIn[first + c] === 0) continue;
        const peer = ends[c];
        if (peer === from) isFromMesh = true;
        if (peer === from || peer === author) continue;
        if (topic > 0 && this.#isInEarlier(c, topics, topic)) continue;
        if (mayBeUnwanted) {
          const peerHeardUs = heardUs[firstCopy + peer];
          // Of most that have it the refusal is still on its way, whatever else there is to be known.
          if (peerHeardUs !== 0 && peerHeardUs - 1 + minBackUs[c] <= elapsedUs && this.#isUnwanted(c, slot)) continue;
        }
        this.#transmit(node, c, slot);
      }
    }
    return isFromMesh;
  }

  #isInEarlier(c: number, topics: number, before: number): boolean {
    const { mesh, connectionCount } = this.state;
    for (let topic = 0; topic < before; topic++)
      if (((topics >> topic) & 1) === 1 && mesh.isIn[topic * connectionCount + c] === 1) return true;
    return false;
  }

  #isUnwanted(c: number, slot: number): boolean {
    const { state } = this;
    if (this.#options.isLiteral !== true) return isUnwanted(state, this.#wire, { c, slot, nowUs: this.#kernel.nowUs });
    const { ends, reverse } = state.connections;
    const node = ends[reverse[c]];
    return this.#unwanted.has(node, ends[c], state.messages.serial[slot], state.nodes.upSinceUs[node]);
  }

  /** The topics over which a node sends a message: those that it is subscribed to, one of them, or its fanout. */
  #topicsOf(node: number, from: number, slot: number): number {
    const { messages, subscribed, topicCount, nodeCount, parameters } = this.state;
    const topics = messages.topics[slot];
    let own = 0;
    let count = 0;
    for (let topic = 0; topic < topicCount; topic++) {
      if (((topics >> topic) & 1) === 0) continue;
      const isFanout = subscribed[topic * nodeCount + node] === 0;
      if (isFanout && (node !== from || !this.#fillFanout(node, topic))) continue;
      own |= 1 << topic;
      count++;
    }
    if (count <= 1 || parameters.slices === "all") return own;
    let left = this.#slice.below(node, messages.serial[slot], count);
    for (let topic = 0; topic < topicCount; topic++) if (((own >> topic) & 1) === 1 && left-- === 0) return 1 << topic;
    return own;
  }

  /** Sees to it that who is not subscribed has peers to publish to. Says whether it may. */
  #fillFanout(node: number, topic: number): boolean {
    const { state } = this;
    const { members, mesh, nodes, nodeCount, connectionCount, connections, parameters, heartbeats } = state;
    if (parameters.fanoutTtlUs === null) return false;
    const nowUs = this.#kernel.nowUs;
    const row = topic * nodeCount + node;
    const isOver = members.fanoutUs[row] < 0 || nowUs - members.fanoutUs[row] > parameters.fanoutTtlUs;
    if (isOver || members.meshCount[row] < parameters.degree) {
      this.meshes.settle(node);
      const peers: number[] = [];
      for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++) {
        const at = topic * connectionCount + c;
        if (isOver) mesh.isIn[at] = 0;
        if (mesh.isIn[at] === 0 && state.isPeer(topic, c)) peers.push(c);
      }
      nodes.changedUs[node] = nowUs;
      if (isOver) members.meshCount[row] = members.outCount[row] = 0;
      const take = Math.min(peers.length, parameters.degree - members.meshCount[row]);
      const cursor = this.#fanout.pairCursor(row, heartbeats.lastOf(node, nowUs) + 1);
      for (const k of choose(cursor, { take, from: peers.length })) {
        const at = topic * connectionCount + peers[k];
        mesh.isIn[at] = 1;
        mesh.sinceUs[at] = nowUs;
        members.meshCount[row]++;
        members.outCount[row] += connections.isOutbound[peers[k]];
      }
    }
    members.fanoutUs[row] = nowUs;
    return true;
  }

  /** To every peer that is subscribed, thought well enough of, and not who it came from. */
  #sendToAll(node: number, slot: number, from = node): void {
    const { messages, connections, nodes } = this.state;
    const { starts, ends } = connections;
    const author = messages.author[slot];
    for (let c = starts[node]; c < starts[node + 1]; c++) {
      const peer = ends[c];
      if (peer === from || peer === author || nodes.isUp[peer] === 0) continue;
      if (!this.#isSubscribed(peer, messages.topics[slot]) || this.#isBelow(node, c, "publishThreshold")) continue;
      this.#transmit(node, c, slot);
    }
  }

  /** An IDONTWANT to all of a mesh, but not to who sent the copy. */
  #countUnwanted(node: number, slot: number, isFromMesh: boolean): void {
    const { messages, nodes, members, parameters } = this.state;
    if (parameters.iDontWantFrom === null || messages.sizeBytes[slot] < parameters.iDontWantFrom) return;
    nodes.iDontWants[node] += members.meshCount[node] - (isFromMesh ? 1 : 0);
  }

  /** IDONTWANT to the mesh, but not to who sent the copy: counted, and no event. */
  #sayUnwanted(node: number, from: number, slot: number): void {
    const { state } = this;
    const { messages, mesh, nodes, connections, connectionCount, topicCount, parameters } = state;
    if (parameters.iDontWantFrom === null || messages.sizeBytes[slot] < parameters.iDontWantFrom) return;
    const { starts, ends } = connections;
    const topics = messages.topics[slot];
    const isLiteral = this.#options.isLiteral === true;
    if (topicCount === 1 && !isLiteral)
      return this.#countUnwanted(node, slot, mesh.isIn[this.#wire.connection(node, from)] === 1);
    for (let topic = 0; topic < topicCount; topic++) {
      if (((topics >> topic) & 1) === 0) continue;
      for (let c = starts[node]; c < starts[node + 1]; c++) {
        if (mesh.isIn[topic * connectionCount + c] === 0 || ends[c] === from) continue;
        if (topic > 0 && this.#isInEarlier(c, topics, topic)) continue;
        nodes.iDontWants[node]++;
        if (!isLiteral) continue;
        const serial = messages.serial[slot];
        if (this.#wire.sendIDontWant(this.#iDontWant, { node, c, slot, serial })) messages.pending[slot]++;
      }
    }
  }

  #judge(node: number, from: number, slot: number, found: Verdict): void {
    const { state } = this;
    const { scores, messages, members, nodeCount, connectionCount, parameters } = state;
    const c = this.#wire.connection(node, from);
    let topic = 0;
    while (((messages.topics[slot] >> topic) & 1) === 0) topic++;
    if (found === "reject") return this.meshes.mark(node, c, "invalid", topic);
    if (found === "ignore") return;
    if (members.markedCount[topic * nodeCount + node] > 0) this.meshes.settle(node);
    const row = topic * connectionCount + c;
    state.decay(row, this.#kernel.nowUs);
    const cap = parameters.score!.firstDeliveriesCap;
    scores!.firstDeliveries[row] = Math.min(cap, scores!.firstDeliveries[row] + 1);
  }

  #isGraylisted(node: number, from: number): boolean {
    return this.state.scores !== null && this.#isBelow(node, this.#wire.connection(node, from), "graylistThreshold");
  }

  #isBelow(node: number, c: number, threshold: "gossipThreshold" | "publishThreshold" | "graylistThreshold"): boolean {
    const { score } = this.state.parameters;
    if (score === null || this.state.members.markedCount[node] === 0) return false;
    return this.state.scoreAt(c, this.#kernel.nowUs) < score[threshold];
  }
}
