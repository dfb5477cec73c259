/** The faults that networks have, as rules; each is on in its window, for the messages between its sets of nodes. */
import type { DurationUs } from "../../units/quantity-types.js";
import { messages } from "../messages.js";
import type { Topology } from "../topology.js";
import { membership, type NodeSet } from "./node-set.js";
import { type Answer, drop, type FaultRule, type SentMessage } from "./rule.js";
import { endOf, isOn, requireWindow, type Window } from "./window.js";

/** Messages from some nodes to others. */
export interface Path {
  readonly from: NodeSet;
  readonly to: NodeSet;
}

/** Makes rules for the nodes of a topology. All throw `RangeError` for nodes, regions and windows that cannot be. */
export class Faults {
  readonly #topology: Topology;

  constructor(topology: Topology) {
    this.#topology = topology;
  }

  /** Nodes of different groups do not hear each other. Who is in no group hears all; of several groups the last counts. */
  partition(groups: readonly NodeSet[], window: Window): FaultRule {
    if (groups.length > 255) throw new RangeError(messages.tooManyGroups(groups.length));
    const isIn = groups.map((group) => membership(group, this.#topology));
    const groupOf = (node: number): number => isIn.findLastIndex((has) => has(node));
    return ruleOf("partition", window, (message) => {
      const [from, to] = [groupOf(message.from), groupOf(message.to)];
      return from !== to && from >= 0 && to >= 0 ? drop : null;
    });
  }

  /** What is sent from some to others is lost; the other direction is as it was. */
  cut(path: Path, window: Window): FaultRule {
    return this.#onPath("cut", path, window, () => drop);
  }

  /** What is sent from some to others waits until the window ends, and goes on its way then. */
  clog(path: Path, window: Window): FaultRule {
    if (window.untilUs === Infinity) throw new RangeError(messages.endlessClog());
    const rule = this.#onPath("clog", path, window, ({ timeUs }) => endOf(window, timeUs) - timeUs);
    return { ...rule, holds: true, maxAddedUs: window.untilUs - window.fromUs };
  }

  /** What is sent from some to others takes longer. */
  slow(path: Path & { readonly addedUs: DurationUs }, window: Window): FaultRule {
    const { addedUs } = path;
    if (!(Number.isSafeInteger(addedUs) && addedUs >= 0)) throw new RangeError(messages.badAdded(addedUs));
    return { ...this.#onPath("slow", path, window, () => addedUs), maxAddedUs: addedUs };
  }

  /** The victims hear, and are heard by, the attackers and each other only. */
  eclipse(sets: { readonly victims: NodeSet; readonly attackers: NodeSet }, window: Window): FaultRule {
    const isVictim = membership(sets.victims, this.#topology);
    const isAttacker = membership(sets.attackers, this.#topology);
    return ruleOf("eclipse", window, ({ from, to }) =>
      isVictim(from) !== isVictim(to) && !isAttacker(from) && !isAttacker(to) ? drop : null,
    );
  }

  /**
   * Nodes are down: what they send, what arrives and what waits in their queues is lost. When the window ends they are
   * there again, with empty queues; what they remember is for who uses the network to say (`NetworkOptions.crashed`).
   */
  crash(nodes: NodeSet, window: Window): FaultRule {
    const isHit = membership(nodes, this.#topology);
    const rule = ruleOf("crash", window, ({ from }) => (isHit(from) ? drop : null));
    return { ...rule, crash: { isHit, window } };
  }

  #onPath(name: string, { from, to }: Path, window: Window, answer: (message: SentMessage) => Answer): FaultRule {
    const sends = membership(from, this.#topology);
    const receives = membership(to, this.#topology);
    return ruleOf(name, window, (message) => (sends(message.from) && receives(message.to) ? answer(message) : null));
  }
}

function ruleOf(name: string, window: Window, look: (message: SentMessage) => Answer): FaultRule {
  requireWindow(window);
  return { name, window, look: (message) => (isOn(window, message.timeUs) ? look(message) : null) };
}
