/** A copy of a message reaches a node: the first one is looked at and passed on, others are duplicates. */
import type { EventRecord } from "../kernel/queue/event-queue.js";
import type { DurationUs } from "../units/quantity-types.js";
import { messages as texts } from "./messages.js";
import type { Offers } from "./offers.js";
import { isGraylisted, judge, type Verdict } from "./opinions.js";
import { priorities } from "./priorities.js";
import type { Refusals } from "./refusals.js";
import type { Router } from "./router.js";
import type { Sender } from "./sender.js";
import { storedUs } from "./tables.js";

/** A message that a node has for the first time; a view that the next one becomes. */
export interface Heard {
  readonly node: number;
  readonly from: number;
  readonly slot: number;
  readonly elapsedUs: DurationUs;
  readonly hops: number;
  readonly isAccepted: boolean;
}

/** What is made of messages, and who is told of it. */
export interface HearingOptions {
  /** By node, kind and age; accepted unless given. */
  readonly verdict?: (node: number, kind: number, ageUs: DurationUs) => Verdict;
  readonly heard?: (heard: Heard) => void;
}

export interface HearingParts {
  readonly sender: Sender;
  readonly offers: Offers;
  readonly refusals: Refusals;
}

export class Hearing {
  readonly #router: Router;
  readonly #parts: HearingParts;
  readonly #options: HearingOptions;
  readonly #validated: number;
  readonly #heard = { node: 0, from: 0, slot: 0, elapsedUs: 0, hops: 0, isAccepted: true };

  constructor(router: Router, parts: HearingParts, options: HearingOptions) {
    const { kernel, state } = router;
    this.#router = router;
    this.#parts = parts;
    this.#options = options;
    this.#validated = kernel.register({
      name: "validated",
      priority: priorities.validated,
      handle: ({ target, source, payload }) => {
        state.tally.pending[payload]--;
        if (state.nodes.isUp[target] === 1) this.#passOn(target, source, payload);
      },
    });
  }

  receive({ target: node, source: from, sequence, payload: slot }: Readonly<EventRecord>): void {
    const { state } = this.#router;
    const { messages, copies, nodes, kinds, nodeCount } = state;
    state.tally.pending[slot]--;
    if (copies.heardUs[slot * nodeCount + node] !== 0) {
      kinds.duplicates[messages.kind[slot]]++;
      return;
    }
    if (!state.isSubscribed(node, messages.topics[slot]) || isGraylisted(this.#router, node, from)) {
      nodes.ignored[node]++;
      return;
    }
    this.#hear(node, from, slot, sequence);
  }

  #hear(node: number, from: number, slot: number, sequence: number): void {
    const { state, kernel, isLiteral } = this.#router;
    const { messages, nodes } = state;
    const { verdict } = this.#options;
    const elapsedUs = kernel.nowUs - messages.publishedUs[slot];
    this.#note(node, from, slot, elapsedUs);
    nodes.firsts[node]++;
    nodes.firstBytes[node] += messages.sizeBytes[slot];
    const found = verdict === undefined ? "accept" : verdict(node, messages.kind[slot], elapsedUs);
    this.#report(node, from, slot, elapsedUs, found);
    judge(this.#router, node, from, slot, found);
    const { sender, refusals, offers } = this.#parts;
    const { validationUs } = state.parameters;
    if (found === "accept") state.copies.keeps[slot * state.nodeCount + node] = 1;
    // Who passes it on at once looks through its mesh anyway.
    if (found === "accept" && validationUs === 0 && state.topicCount === 1 && !isLiteral) {
      refusals.count(node, slot, sender.toMesh(node, from, slot));
      return offers.keep(node, slot);
    }
    refusals.say(node, from, slot);
    if (found !== "accept") return;
    if (validationUs === 0) return this.#passOn(node, from, slot);
    state.tally.pending[slot]++;
    // The sequence is the one that the sender gave the copy: who sent it may be of another part.
    const timeUs = kernel.nowUs + validationUs;
    kernel.receive({ timeUs, target: node, source: from, sequence, kind: this.#validated, payload: slot });
  }

  #note(node: number, from: number, slot: number, elapsedUs: DurationUs): void {
    const { state, kernel } = this.#router;
    const { copies, nodeCount, tally } = state;
    const row = slot * nodeCount + node;
    const fromUs = copies.heardUs[slot * nodeCount + from];
    if (fromUs === 0 || fromUs > elapsedUs + 1) kernel.fail(texts.before(node, from), { entity: node });
    copies.heardUs[row] = storedUs(elapsedUs) + 1;
    copies.hops[row] = copies.hops[slot * nodeCount + from] + 1;
    // Who counts the nodes that have heard it finds when the last of them did.
    tally.lastHeardUs[slot] = storedUs(elapsedUs);
    Atomics.store(tally.heard, slot, tally.heard[slot] + 1);
  }

  #report(node: number, from: number, slot: number, elapsedUs: DurationUs, found: Verdict): void {
    const { heard } = this.#options;
    if (heard === undefined) return;
    const view = this.#heard;
    view.node = node;
    view.from = from;
    view.slot = slot;
    view.elapsedUs = elapsedUs;
    view.hops = this.#router.state.copies.hops[slot * this.#router.state.nodeCount + node];
    view.isAccepted = found === "accept";
    heard(view);
  }

  #passOn(node: number, from: number, slot: number): void {
    const { sender, offers } = this.#parts;
    sender.toMesh(node, from, slot);
    offers.keep(node, slot);
  }
}
