/** Who has opened connections with whom, while nodes dial. */
import { type ConnectionLimits, mayOpen, takesInbound } from "./connection-limits.js";
import type { Links } from "./topology.js";

export interface DialBoardOptions {
  readonly nodeCount: number;
  readonly degree: number;
  readonly limitsOf: (node: number) => ConnectionLimits;
}

export class DialBoard {
  /** Whom each node has opened a connection with: those of node i from i · degree on, `outCount[i]` of them. */
  readonly chosen: Int32Array;
  readonly outCount: Int32Array;
  readonly inCount: Int32Array;
  /** Nodes that take connections. */
  roomCount = 0;
  refused = 0;
  readonly #degree: number;
  readonly #limitsOf: DialBoardOptions["limitsOf"];

  constructor({ nodeCount, degree, limitsOf }: DialBoardOptions) {
    this.#degree = degree;
    this.#limitsOf = limitsOf;
    this.chosen = new Int32Array(nodeCount * degree);
    this.outCount = new Int32Array(nodeCount);
    this.inCount = new Int32Array(nodeCount);
    for (let node = 0; node < nodeCount; node++) if (this.hasRoom(node)) this.roomCount++;
  }

  /** Whether a node wants to open one more connection, and may. */
  wants(node: number): boolean {
    return this.outCount[node] < this.#degree && mayOpen(this.#countsOf(node), this.#limitsOf(node));
  }

  hasRoom(node: number): boolean {
    return takesInbound(this.#countsOf(node), this.#limitsOf(node));
  }

  areConnected(a: number, b: number): boolean {
    return this.#hasChosen(a, b) || this.#hasChosen(b, a);
  }

  /** A node that may open one dials another that it has no connection with. Says whether that one took it. */
  dial(node: number, peer: number): boolean {
    if (!this.hasRoom(peer)) {
      this.refused++;
      return false;
    }
    const hadRoom = this.hasRoom(node);
    this.chosen[node * this.#degree + this.outCount[node]++] = peer;
    this.inCount[peer]++;
    if (hadRoom && !this.hasRoom(node)) this.roomCount--;
    if (!this.hasRoom(peer)) this.roomCount--;
    return true;
  }

  /** By link of those that lead both ways between nodes that are connected: 1 where its beginning opened the connection. */
  outboundOf({ starts, ends }: Links): Uint8Array {
    const isOutbound = new Uint8Array(ends.length);
    for (let node = 0; node < this.outCount.length; node++) {
      const own = new Set(this.chosen.subarray(node * this.#degree, node * this.#degree + this.outCount[node]));
      for (let c = starts[node]; c < starts[node + 1]; c++) isOutbound[c] = own.has(ends[c]) ? 1 : 0;
    }
    return isOutbound;
  }

  #hasChosen(node: number, peer: number): boolean {
    const first = node * this.#degree;
    for (let k = first; k < first + this.outCount[node]; k++) if (this.chosen[k] === peer) return true;
    return false;
  }

  #countsOf(node: number): { readonly inbound: number; readonly outbound: number } {
    return { inbound: this.inCount[node], outbound: this.outCount[node] };
  }
}
