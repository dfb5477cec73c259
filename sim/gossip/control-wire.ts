/** Control messages as events: a few bytes each, which wait for no line. */
import type { Kernel } from "../kernel/kernel.js";
import type { EventRecord } from "../kernel/queue/event-queue.js";
import type { Network } from "../network/network.js";
import { linkBetween } from "../network/topology.js";
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";
import type { GossipState } from "./state.js";

/** Of IDONTWANT, in the names of draws; the others have the numbers of their registration, from 0. What goes between two nodes
 * at one moment shares its fate. */
const iDontWantName = 7;
const names = 8;

export class ControlWire {
  readonly #kernel: Kernel;
  readonly #network: Network;
  readonly #state: GossipState;
  readonly #kinds: number[] = [];

  constructor(kernel: Kernel, network: Network, state: GossipState) {
    this.#kernel = kernel;
    this.#network = network;
    this.#state = state;
  }

  /** A kind of control message; gives its number. */
  register(name: string, priority: number, receive: (event: Readonly<EventRecord>) => void): number {
    const { control } = this.#state;
    const kind = this.#kernel.register({
      name,
      priority,
      handle: (event) => {
        control.inFlight--;
        control.delivered++;
        receive(event);
      },
    });
    return this.#kinds.push(kind) - 1;
  }

  /** Sends over a connection of the node. Says whether it is on its way: false where it is lost. */
  send(kind: number, node: number, c: number, payload: number): boolean {
    const { control, connections } = this.#state;
    const nowUs = this.#kernel.nowUs;
    control.sent++;
    const delayUs = this.#network.asideUs(0, node, c, nowUs, nowUs * names + kind);
    if (delayUs < 0) {
      control.lost++;
      return false;
    }
    control.inFlight++;
    this.#kernel.scheduleAfter(this.#kinds[kind], delayUs, connections.ends[c], node, payload);
    return true;
  }

  /** As `send`, an IDONTWANT of a message, whose way is that of `iDontWantUs`. */
  sendIDontWant(kind: number, told: { node: number; c: number; slot: number; name: number }): boolean {
    const { control, connections } = this.#state;
    const { node, c, slot, name } = told;
    control.sent++;
    const delayUs = this.iDontWantUs(node, c, this.#kernel.nowUs, name);
    if (delayUs < 0) {
      control.lost++;
      return false;
    }
    control.inFlight++;
    this.#kernel.scheduleAfter(this.#kinds[kind], delayUs, connections.ends[c], node, slot);
    return true;
  }

  /** How long an IDONTWANT of a message of this name that a node sent at a moment takes; −1: it was lost. */
  iDontWantUs(node: number, c: number, sentUs: SimTimeUs, name: number): DurationUs {
    return this.#network.asideUs(0, node, c, sentUs, name * names + iDontWantName);
  }

  /** The connection of a node to a peer. */
  connection(node: number, peer: number): number {
    return linkBetween(this.#network.topology.links!, node, peer);
  }
}
