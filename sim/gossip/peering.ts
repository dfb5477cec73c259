/** Connections that open and close: who has one with whom, who opened it, and who may open one more. */
import { type ConnectionLimits, mayOpen, takesInbound } from "../network/connection-limits.js";
import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";
import type { Connections } from "./connections.js";
import type { ExchangeLimits } from "./rules/exchanged-peers.js";
import { DialTable, OpenTable, PeeringTable, ToldTable } from "./peering-tables.js";

/** How nodes look for peers where they lack some. */
export interface PeeringOptions {
  /** By link; 1: there is a connection at the beginning, and its beginning has the address of its end. */
  readonly isOpen: Uint8Array;
  readonly isKnown: Uint8Array;
  readonly limitsOf: (node: number) => ConnectionLimits;
  /** Connections that a node wants to have opened. */
  readonly wanted: number;
  /** Dials of a node that may be under way at once. */
  readonly maxPending: number;
  readonly everyUs: DurationUs;
  /** For so long whoever dials waits for an answer. */
  readonly timeoutUs: DurationUs;
  /** Whoever hears nothing over a connection for so long closes it. */
  readonly idleUs: DurationUs;
  /** How peers tell each other of peers; null: they do not. */
  readonly exchange: ExchangeLimits | null;
  /** What is counted is counted by span of time; what comes after the last one counts to it. */
  readonly spanUs: DurationUs;
  readonly spanCount: number;
}

export class Peering implements Stored {
  readonly options: PeeringOptions;
  readonly links: OpenTable;
  readonly told: ToldTable;
  readonly nodes: DialTable;
  readonly spans: PeeringTable;
  readonly #connections: Connections;

  /** `untilUs`: the end of the run, at the latest. */
  constructor(connections: Connections, options: PeeringOptions, untilUs: SimTimeUs) {
    const { ends, starts, nodeCount, isOutbound } = connections;
    this.options = options;
    this.#connections = connections;
    this.links = new OpenTable(ends.length, untilUs + options.timeoutUs);
    this.told = new ToldTable(options.exchange === null ? 0 : ends.length);
    this.nodes = new DialTable(nodeCount);
    this.spans = new PeeringTable(options.spanCount);
    this.links.isKnown.set(options.isKnown);
    for (let node = 0; node < nodeCount; node++)
      for (let c = starts[node]; c < starts[node + 1]; c++)
        if (options.isOpen[c] === 1) this.#begin(node, c, isOutbound(c));
  }

  /** Connections that a node wants to open, and may, beside those that it has and dials. */
  lacking(node: number): number {
    const { inbound, outbound, pending } = this.nodes;
    const { all, outbound: own } = this.options.limitsOf(node);
    const room = Math.min(this.options.wanted, own) - outbound[node];
    return Math.min(room, all - inbound[node] - outbound[node]) - pending[node];
  }

  takes(node: number): boolean {
    return takesInbound(this.#countsOf(node), this.options.limitsOf(node));
  }

  mayOpen(node: number): boolean {
    return mayOpen(this.#countsOf(node), this.options.limitsOf(node));
  }

  /** A node has opened a connection: its peer has its address from now on, where that is good for anything. */
  open(node: number, c: number): void {
    const back = this.#connections.reverse(c);
    const peer = this.#connections.ends[c];
    this.#begin(node, c, 1);
    this.#begin(peer, back, 0);
    if (this.options.limitsOf(node).inbound > 0) this.links.isKnown[back] = 1;
  }

  /** The connection over a link of a node is over, for both. */
  close(node: number, c: number): void {
    const { reverse, ends } = this.#connections;
    this.#end(node, c);
    this.#end(ends[c], reverse(c));
  }

  /** Counts one more in the span of a moment. */
  count(what: "opened" | "closed" | "dials" | "refused" | "unanswered" | "exchanged", timeUs: SimTimeUs): void {
    const { spanUs, spanCount } = this.options;
    this.spans[what][Math.min(spanCount - 1, Math.floor(timeUs / spanUs))]++;
  }

  save(to: StateSink): void {
    to.part("links", this.links);
    to.part("told", this.told);
    to.part("nodes", this.nodes);
    to.part("spans", this.spans);
  }

  load(from: StateReader): void {
    from.part("links", this.links);
    from.part("told", this.told);
    from.part("nodes", this.nodes);
    from.part("spans", this.spans);
  }

  #begin(node: number, c: number, isOutbound: number): void {
    this.links.isOpen[c] = 1;
    this.links.isOutbound[c] = isOutbound;
    if (isOutbound === 1) this.nodes.outbound[node]++;
    else this.nodes.inbound[node]++;
  }

  #end(node: number, c: number): void {
    this.links.isOpen[c] = 0;
    if (this.links.isOutbound[c] === 1) this.nodes.outbound[node]--;
    else this.nodes.inbound[node]--;
    this.links.isOutbound[c] = 0;
  }

  #countsOf(node: number): { readonly inbound: number; readonly outbound: number } {
    return { inbound: this.nodes.inbound[node], outbound: this.nodes.outbound[node] };
  }
}
