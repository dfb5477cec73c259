/** What a run of gossip remembers, beside the network and the gossip itself. */
import { Table } from "../../sim/table/table.js";

/** Flows; a row each. */
export class FlowTable extends Table {
  // Messages that have a time so far, and that of the next.
  planned = this.f64("messages");
  nextUs = this.f64("us");
  published = this.f64("messages");
  // Nodes that were to hear, and that did; hops that it took them.
  expected = this.f64("deliveries");
  delivered = this.f64("deliveries");
  hops = this.f64("hops");

  constructor(count: number) {
    super();
    this.reach(count - 1);
  }
}

/** Nodes of each group that were to hear messages of each flow; row flow · groups + group. */
export class HearerTable extends Table {
  expected = this.f64("deliveries");

  constructor(rows: number) {
    super();
    this.reach(rows - 1);
  }
}

/** Time from publication to a node, whole milliseconds: bins of a group of a flow; row (flow · groups + group) · bins + ms. */
export class DelayTable extends Table {
  deliveries = this.i32("deliveries");

  constructor(rows: number) {
    super();
    this.reach(rows - 1);
  }
}

/** Messages, as they are published. */
export class PublishedTable extends Table {
  publishedUs = this.f64("us");
  flow = this.u8("flow");
  author = this.i32("node");
  expected = this.i32("nodes");
  reached = this.i32("nodes");
  // Of the last node that heard it.
  lastUs = this.f64("us");

  /** Adds what other nodes heard, and who published. */
  merge(other: PublishedTable): void {
    if (other.count > 0) this.reach(other.count - 1);
    for (let row = 0; row < other.count; row++) {
      this.publishedUs[row] += other.publishedUs[row];
      this.flow[row] += other.flow[row];
      this.author[row] += other.author[row];
      this.expected[row] += other.expected[row];
      this.reached[row] += other.reached[row];
      this.lastUs[row] = Math.max(this.lastUs[row], other.lastUs[row]);
    }
  }
}

/** Changes of subscriptions, as the overlay has them; row k. */
export class NewcomerTable extends Table {
  // From subscribing to the first message on the channel, plus 1; 0: none came, or it is no subscription.
  waitUs = this.f64("us");

  constructor(count: number) {
    super();
    if (count > 0) this.reach(count - 1);
  }
}
