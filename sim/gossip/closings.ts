/** Connections close: all of a node that crashes, and those over which nothing has come through for too long. */
import type { Kernel } from "../kernel/kernel.js";
import { drop, type FaultRule } from "../network/faults/rule.js";
import { nextBegin, type Window } from "../network/faults/window.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import type { Discovery } from "./discovery.js";
import type { PeerChanges } from "./peer-changes.js";
import type { Peering } from "./peering.js";
import { priorities } from "./priorities.js";
import type { GossipState } from "./state.js";

export interface ClosingsParts {
  readonly kernel: Kernel;
  readonly state: GossipState;
  readonly peers: Pick<PeerChanges, "disconnect">;
  readonly peering: Peering;
  readonly discovery: Discovery;
  readonly faults: readonly FaultRule[];
}

type WindowedRule = FaultRule & { readonly window: Window };

/** Whether a rule may keep nodes from hearing each other for so long that they close connections. */
const isLong = (rule: FaultRule, idleUs: number): rule is WindowedRule =>
  rule.crash === undefined && rule.window !== undefined && rule.window.untilUs - rule.window.fromUs > idleUs;

export class Closings {
  readonly #parts: ClosingsParts;
  readonly #rules: readonly WindowedRule[];
  readonly #idle: number;

  constructor(parts: ClosingsParts) {
    const { kernel, faults, peering } = parts;
    const { idleUs } = peering.options;
    this.#parts = parts;
    this.#rules = faults.filter((rule) => isLong(rule, idleUs));
    this.#idle = kernel.register({
      name: "connections are idle",
      priority: priorities.idle,
      handle: ({ timeUs, payload }) => {
        this.#closeCut(this.#rules[payload], timeUs);
        this.#schedule(payload, timeUs - idleUs);
      },
    });
  }

  begin(): void {
    for (const k of this.#rules.keys()) this.#schedule(k, -1);
  }

  /** Connections of a node that crashes close at both ends at once. */
  down(node: number): void {
    const { starts } = this.#parts.state.connections;
    for (let c = starts[node]; c < starts[node + 1]; c++) this.#close(node, c);
  }

  /** When the next turn of a rule after a moment has lasted for the idle time. */
  #schedule(k: number, afterUs: SimTimeUs): void {
    const { kernel, peering } = this.#parts;
    const beginUs = nextBegin(this.#rules[k].window, afterUs);
    if (beginUs !== Infinity) kernel.scheduleWithin(this.#idle, beginUs + peering.options.idleUs, 0, 0, k);
  }

  /** Closes what a rule lets nothing through in one direction: no message comes that way, or no acknowledgement of one. */
  #closeCut(rule: FaultRule, timeUs: SimTimeUs): void {
    const { starts, ends } = this.#parts.state.connections;
    const isCut = (from: number, to: number): boolean => {
      const answer = rule.look({ type: 0, from, to, payload: 0, timeUs });
      return answer === drop || (answer !== null && answer > 0 && rule.holds === true);
    };
    for (let node = 0; node + 1 < starts.length; node++)
      for (let c = starts[node]; c < starts[node + 1]; c++)
        if (node < ends[c] && (isCut(node, ends[c]) || isCut(ends[c], node))) this.#close(node, c);
  }

  #close(node: number, c: number): void {
    const { kernel, state, peers, peering, discovery } = this.#parts;
    if (!state.isOpen(c)) return;
    peers.disconnect(node, c);
    peering.count("closed", kernel.nowUs);
    discovery.seek(node);
    discovery.seek(state.connections.ends[c]);
  }
}
