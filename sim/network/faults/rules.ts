/** The faults that networks have, as rules; each is on in its window, for the messages between its sets of nodes. */
import type { DurationUs } from "../../units/quantity-types.js";
import { messages } from "../messages.js";
import type { Topology } from "../topology.js";
import { maskOf, type NodeSet } from "./node-set.js";
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
    const groupOf = new Uint8Array(this.#topology.nodeCount);
    if (groups.length > 255) throw new RangeError(messages.tooManyGroups(groups.length));
    for (const [k, group] of groups.entries())
      for (const [node, isIn] of maskOf(group, this.#topology).entries()) if (isIn === 1) groupOf[node] = k + 1;
    return ruleOf("partition", window, ({ from, to }) =>
      groupOf[from] !== groupOf[to] && groupOf[from] !== 0 && groupOf[to] !== 0 ? drop : null,
    );
  }

  /** What is sent from some to others is lost; the other direction is as it was. */
  cut(path: Path, window: Window): FaultRule {
    return this.#onPath("cut", path, window, () => drop);
  }

  /** What is sent from some to others waits until the window ends, and goes on its way then. */
  clog(path: Path, window: Window): FaultRule {
    if (window.untilUs === Infinity) throw new RangeError(messages.endlessClog());
    return this.#onPath("clog", path, window, ({ timeUs }) => endOf(window, timeUs) - timeUs);
  }

  /** What is sent from some to others takes longer. */
  slow(path: Path & { readonly addedUs: DurationUs }, window: Window): FaultRule {
    const { addedUs } = path;
    if (!(Number.isSafeInteger(addedUs) && addedUs >= 0)) throw new RangeError(messages.badAdded(addedUs));
    return this.#onPath("slow", path, window, () => addedUs);
  }

  /** The victims hear, and are heard by, the attackers and each other only. */
  eclipse(sets: { readonly victims: NodeSet; readonly attackers: NodeSet }, window: Window): FaultRule {
    const victims = maskOf(sets.victims, this.#topology);
    const attackers = maskOf(sets.attackers, this.#topology);
    return ruleOf("eclipse", window, ({ from, to }) =>
      victims[from] !== victims[to] && attackers[from] === 0 && attackers[to] === 0 ? drop : null,
    );
  }

  /**
   * Nodes are down: what they send, what arrives and what waits in their queues is lost. When the window ends they are
   * there again, with empty queues; what they remember is for who uses the network to say (`NetworkOptions.crashed`).
   */
  crash(nodes: NodeSet, window: Window): FaultRule {
    const mask = maskOf(nodes, this.#topology);
    const rule = ruleOf("crash", window, ({ from }) => (mask[from] === 1 ? drop : null));
    return { ...rule, crash: { mask, window } };
  }

  #onPath(name: string, { from, to }: Path, window: Window, answer: (message: SentMessage) => Answer): FaultRule {
    const senders = maskOf(from, this.#topology);
    const receivers = maskOf(to, this.#topology);
    return ruleOf(name, window, (message) =>
      senders[message.from] === 1 && receivers[message.to] === 1 ? answer(message) : null,
    );
  }
}

function ruleOf(name: string, window: Window, look: (message: SentMessage) => Answer): FaultRule {
  requireWindow(window);
  return { name, look: (message) => (isOn(window, message.timeUs) ? look(message) : null) };
}
