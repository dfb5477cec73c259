/** What is remembered of connections that open and close. N nodes, C links, one for each two nodes of whom one may dial the other. */
import { Table } from "../table/table.js";
import type { SimTimeUs } from "../units/quantity-types.js";

/** Links; row c, as `Connections` has them. */
export class OpenTable extends Table {
  // 1: there is a connection; this end opened it; this end has the address of the other.
  isOpen = this.u8("flag");
  isOutbound = this.u8("flag");
  isKnown = this.u8("flag");
  // 1: the dial of this end that is under way will be answered.
  isAnswered = this.u8("flag");
  // The look at which this end dialled last.
  dialledAt = this.i32("look", -1);
  // When a dial of this end is answered, or waited for no longer; 0: there is none.
  answersUs: Uint32Array | Float64Array;

  /** `untilUs`: the last moment that is to be kept in it. */
  constructor(count: number, untilUs: SimTimeUs) {
    super();
    this.answersUs = this.moments(untilUs);
    if (count > 0) this.reach(count - 1);
  }
}

/** Links, as above; no rows where nobody is told of peers. */
export class ToldTable extends Table {
  // The place of the peer in the queue of those that this end was told of; 0: it does not wait. 1: the dial under way is of such a peer.
  queuedAs = this.f64("number");
  isExchanged = this.u8("flag");

  constructor(count: number) {
    super();
    if (count > 0) this.reach(count - 1);
  }
}

/** Nodes; row n. */
export class DialTable extends Table {
  // Connections that others opened, and that it opened itself; dials of it that are under way.
  inbound = this.i32("connections");
  outbound = this.i32("connections");
  pending = this.i32("dials");
  // Of peers that it was told of with a PRUNE: dials under way, peers that wait for one, and that have waited so far.
  exchanging = this.i32("dials");
  queued = this.i32("peers");
  enqueued = this.f64("peers");
  // Peers that it told others of.
  told = this.f64("peers");
  // Looks for peers so far; when the next one is, −1: it lacks none.
  looks = this.i32("looks");
  nextLookUs = this.f64("us", -1);

  constructor(count: number) {
    super();
    if (count > 0) this.reach(count - 1);
  }
}

/** Spans of time; what happened to connections after the beginning. */
export class PeeringTable extends Table {
  opened = this.f64("connections");
  closed = this.f64("connections");
  dials = this.f64("dials");
  // Dials of whoever was full, and of whoever was down or cut off.
  refused = this.f64("dials");
  unanswered = this.f64("dials");
  // Dials of peers that nodes were told of with a PRUNE, among all.
  exchanged = this.f64("dials");

  constructor(count: number) {
    super();
    this.reach(count - 1);
  }
}
