/** What a network remembers whose subscriptions change, beside what every one does. */
import { Table } from "../table/table.js";
import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";

/** Versions of subscriptions: one more with each change, odd while it stands. */
export class VersionTable extends Table {
  version = this.i32("changes");

  constructor(rows: number) {
    super();
    if (rows > 0) this.reach(rows - 1);
  }
}

/** Nodes by mask; row m · N + n. */
class MaskTable extends Table {
  isMember = this.u8("flag");

  constructor(rows: number) {
    super();
    if (rows > 0) this.reach(rows - 1);
  }
}

/** Announcements that nodes sent; row n. */
class AnnouncementTable extends Table {
  sent = this.u32("messages");

  constructor(count: number) {
    super();
    if (count > 0) this.reach(count - 1);
  }
}

/** What stands, and does not change by itself: rows as in `GossipState`. */
export interface Standing {
  readonly isMember: Uint8Array;
  readonly subscribed: Uint8Array;
  readonly nodeCount: number;
  readonly topicCount: number;
  readonly ends: Int32Array;
}

export class SubscriptionTables implements Stored {
  /** Of a node's own subscriptions; row t · N + n. */
  readonly own: VersionTable;
  /** Of the peer's as the node knows it; row t · C + c. */
  readonly known: VersionTable;
  readonly announcements: AnnouncementTable;
  readonly #masks: MaskTable;
  readonly #standing: Standing;

  /** Everybody knows what its peers are subscribed to in the beginning. */
  constructor(standing: Standing) {
    const { isMember, subscribed, nodeCount, topicCount, ends } = standing;
    this.#standing = standing;
    this.own = new VersionTable(subscribed.length);
    this.own.version.set(subscribed);
    this.known = new VersionTable(topicCount * ends.length);
    for (let topic = 0; topic < topicCount; topic++)
      for (const [c, peer] of ends.entries())
        this.known.version[topic * ends.length + c] = subscribed[topic * nodeCount + peer];
    this.announcements = new AnnouncementTable(nodeCount);
    this.#masks = new MaskTable(isMember.length);
  }

  save(to: StateSink): void {
    this.#masks.isMember.set(this.#standing.isMember);
    for (const [name, table] of this.#tables()) to.part(name, table);
  }

  load(from: StateReader): void {
    for (const [name, table] of this.#tables()) from.part(name, table);
    const { isMember, subscribed } = this.#standing;
    isMember.set(this.#masks.isMember.subarray(0, isMember.length));
    for (let row = 0; row < subscribed.length; row++) subscribed[row] = this.own.version[row] & 1;
  }

  #tables(): readonly (readonly [string, Table])[] {
    return [
      ["masks", this.#masks],
      ["own", this.own],
      ["known", this.known],
      ["announcements", this.announcements],
    ];
  }
}
