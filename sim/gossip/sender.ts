/** Copies of messages on their way: to a mesh, to all peers, or to one; what a full line sheds. */
import type { EventRecord } from "../kernel/queue/event-queue.js";
import type { DurationUs } from "../units/quantity-types.js";
import type { Fanout } from "./fanout.js";
import { isBelow } from "./opinions.js";
import { priorities } from "./priorities.js";
import type { Refusals } from "./refusals.js";
import type { Router } from "./router.js";

/** How copies of a kind are counted apart: by group of their sender, and by span of time. */
export interface CountBy {
  /** Of each node. */
  readonly groupOf: Uint8Array;
  readonly groupCount: number;
  /** What comes after the last span counts to it. */
  readonly spanUs: DurationUs;
  readonly spanCount: number;
}

export interface SenderParts {
  readonly fanout: Fanout;
  readonly refusals: Refusals;
  /** A copy is there. */
  readonly receive: (event: Readonly<EventRecord>) => void;
  readonly kindCount: number;
  readonly countBy: CountBy | undefined;
}

export class Sender {
  readonly #router: Router;
  readonly #fanout: Fanout;
  readonly #refusals: Refusals;
  readonly #payload: number;
  readonly #isBounded: boolean;
  readonly #kindCount: number;
  readonly #countBy: CountBy | undefined;

  constructor(router: Router, { fanout, refusals, receive, kindCount, countBy }: SenderParts) {
    const { network, state } = router;
    this.#router = router;
    this.#fanout = fanout;
    this.#refusals = refusals;
    this.#kindCount = kindCount;
    this.#countBy = countBy;
    this.#isBounded = state.parameters.queueBytes !== Infinity;
    this.#payload = network.register({
      name: "payload",
      bytes: (slot) => state.messages.sizeBytes[slot],
      priority: priorities.message,
      receive,
      lost: (slot) => void state.tally.pending[slot]--,
    });
  }

  /** A copy over a connection of a node, unless its line is full. */
  toOne(node: number, c: number, slot: number): void {
    if (this.#put(node, c, slot)) this.#count(node, slot, 1);
  }

  /** Says whether there was room on the line. */
  #put(node: number, c: number, slot: number): boolean {
    const { network } = this.#router;
    if (this.#isBounded && this.#isFull(node, slot)) return false;
    network.sendOver(this.#payload, node, c, slot);
    return true;
  }

  #isFull(node: number, slot: number): boolean {
    const { state, network } = this.#router;
    const queued = (network.queueUs(node) * network.topology.uploadBitsPerS[node]) / 8e6;
    if (queued + state.messages.sizeBytes[slot] <= state.parameters.queueBytes) return false;
    state.nodes.shed[node]++;
    return true;
  }

  #count(node: number, slot: number, copies: number): void {
    const { messages, kinds, tally } = this.#router.state;
    const row = this.#rowOf(node, messages.kind[slot]);
    kinds.copies[row] += copies;
    kinds.copyBytes[row] += copies * messages.sizeBytes[slot];
    tally.pending[slot] += copies;
  }

  /** Where copies of a kind that a node sends now are counted. */
  #rowOf(node: number, kind: number): number {
    if (this.#countBy === undefined) return kind;
    const { groupOf, groupCount, spanUs, spanCount } = this.#countBy;
    const span = Math.min(spanCount - 1, Math.floor(this.#router.kernel.nowUs / spanUs));
    return kind + this.#kindCount * (groupOf[node] + groupCount * span);
  }

  /**
   * To the mesh of a node, or as a flood to everybody, but not to who it came from (the node itself: it is the author), nor to
   * the author, nor to who has refused it. Says whether who it came from is in the mesh.
   */
  toMesh(node: number, from: number, slot: number): boolean {
    const { state, kernel } = this.#router;
    if (state.parameters.router === "flood") {
      this.toAll(node, slot, from);
      return false;
    }
    const { messages, mesh, copies, connections, connectionCount, topicCount, nodeCount } = state;
    const { starts, ends, minBackUs } = connections;
    const topics = this.#fanout.topicsOf(node, from, slot);
    const author = messages.author[slot];
    const mayBeUnwanted = this.#refusals.isFor(slot);
    const { heardUs } = copies;
    const firstCopy = slot * nodeCount;
    const elapsedUs = kernel.nowUs - messages.publishedUs[slot];
    const end = starts[node + 1];
    let isFromMesh = false;
    let copyCount = 0;
    for (let topic = 0; topic < topicCount; topic++) {
      if (((topics >> topic) & 1) === 0) continue;
      const first = topic * connectionCount;
      for (let c = starts[node]; c < end; c++) {
        if (mesh.isIn[first + c] === 0) continue;
        const peer = ends[c];
        if (peer === from) isFromMesh = true;
        if (peer === from || peer === author) continue;
        if (topic > 0 && state.isInEarlier(c, topics, topic)) continue;
        if (mayBeUnwanted) {
          const peerHeardUs = heardUs[firstCopy + peer];
          // Of most that have it the refusal is still on its way, whatever else there is to be known.
          const backUs = minBackUs === null ? 0 : minBackUs[c];
          if (peerHeardUs !== 0 && peerHeardUs - 1 + backUs <= elapsedUs && this.#refusals.has(c, slot)) continue;
        }
        if (this.#put(node, c, slot)) copyCount++;
      }
    }
    this.#count(node, slot, copyCount);
    return isFromMesh;
  }

  /** To every peer that is subscribed, thought well enough of, and neither who it came from nor the author. */
  toAll(node: number, slot: number, from = node): void {
    const { state, kernel } = this.#router;
    const { messages, connections, nodes } = state;
    const { starts, ends } = connections;
    const author = messages.author[slot];
    for (let c = starts[node]; c < starts[node + 1]; c++) {
      const peer = ends[c];
      if (peer === from || peer === author || nodes.isUp[peer] === 0 || !state.isOpen(c)) continue;
      if (!state.knowsAny(c, messages.topics[slot])) continue;
      if (isBelow(state, node, c, "publishThreshold", kernel.nowUs)) continue;
      this.toOne(node, c, slot);
    }
  }
}
