/**
 * IDONTWANT: who has a large message tells its mesh that it wants no copy. Counted where it is sent, looked up where a copy
 * is about to be (`unwanted.ts`), and no event, unless every one is to be.
 */
import { Unwanted } from "./every-heartbeat.js";
import { priorities } from "./priorities.js";
import type { Router } from "./router.js";
import { isUnwanted } from "./unwanted.js";

export class Refusals {
  readonly #router: Router;
  readonly #literal = new Unwanted();
  #iDontWant = -1;

  constructor(router: Router) {
    this.#router = router;
  }

  /** To be called once, after all other kinds of control are registered. */
  register(): void {
    const { state, wire } = this.#router;
    this.#iDontWant = wire.register("i do not want", priorities.iDontWant, (event) => {
      const { target, source, payload: slot, timeUs } = event;
      state.tally.pending[slot]--;
      if (state.nodes.isUp[target] === 1) this.#literal.note(target, source, state.messages.serial[slot], timeUs);
    });
  }

  /** Whether copies of a message are refused at all. */
  isFor(slot: number): boolean {
    const { messages, parameters } = this.#router.state;
    return parameters.iDontWantFrom !== null && messages.sizeBytes[slot] >= parameters.iDontWantFrom;
  }

  /** To all of a mesh, but not to who sent the copy: for who has just gone through its mesh. */
  count(node: number, slot: number, isFromMesh: boolean): void {
    if (!this.isFor(slot)) return;
    const { nodes, members } = this.#router.state;
    nodes.iDontWants[node] += members.meshCount[node] - (isFromMesh ? 1 : 0);
  }

  /** To the mesh of a node, but not to who sent the copy. */
  say(node: number, from: number, slot: number): void {
    if (!this.isFor(slot)) return;
    const { state, wire, isLiteral } = this.#router;
    const { messages, mesh, nodes, connections, connectionCount, topicCount } = state;
    const { starts, ends } = connections;
    // A fanout is no mesh: those in it send nothing over it.
    const topics = state.subscribedOf(node, messages.topics[slot]);
    if (topicCount === 1 && !isLiteral) return this.count(node, slot, mesh.isIn[wire.connection(node, from)] === 1);
    for (let topic = 0; topic < topicCount; topic++) {
      if (((topics >> topic) & 1) === 0) continue;
      for (let c = starts[node]; c < starts[node + 1]; c++) {
        if (mesh.isIn[topic * connectionCount + c] === 0 || ends[c] === from) continue;
        if (topic > 0 && state.isInEarlier(c, topics, topic)) continue;
        nodes.iDontWants[node]++;
        if (!isLiteral) continue;
        const name = messages.name[slot];
        if (wire.sendIDontWant(this.#iDontWant, { node, c, slot, name })) state.tally.pending[slot]++;
      }
    }
  }

  /** Whether the peer of a connection, which has the message, is known by now to want no copy. */
  has(c: number, slot: number): boolean {
    const { state, wire, kernel, isLiteral } = this.#router;
    if (!isLiteral) return isUnwanted(state, wire, { c, slot, nowUs: kernel.nowUs });
    const { ends, reverse } = state.connections;
    const node = ends[reverse(c)];
    return this.#literal.has(node, ends[c], state.messages.serial[slot], state.nodes.upSinceUs[node]);
  }
}
