/** What gossip remembers, as columns. N nodes, T topics, C connections; rows of a topic stand together. */
import { Table } from "../table/table.js";
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";

/** When a graft at a moment counts as done: that nobody was grafted is 0. */
export const graftedUs = (nowUs: SimTimeUs): SimTimeUs => Math.max(1, nowUs);

type Moments = Uint32Array | Float64Array;

/** `Connections` by topic; row t · C + c. */
export class MeshTable extends Table {
  // 1: the peer is in the mesh, or in the fanout of who is not subscribed.
  isIn = this.u8("flag");
  // Since when it is, or was last; until when it was before, or last. It is in where it came later than it left.
  sinceUs: Moments;
  leftUs: Moments;
  // No graft before.
  backoffUntilUs: Moments;

  /** `untilUs`: the last moment that is to be kept in it. */
  constructor(rows: number, untilUs: SimTimeUs) {
    super();
    this.sinceUs = this.moments(untilUs);
    this.leftUs = this.moments(untilUs);
    this.backoffUntilUs = this.moments(untilUs);
    if (rows > 0) this.reach(rows - 1);
  }
}

/** What a node knows of a peer, by topic; row t · C + c. Values are those after the decay step `step`. */
export class ScoreTable extends Table {
  firstDeliveries = this.f64("messages");
  invalid = this.f64("messages");
  misbehaviours = this.f64("count");
  step = this.i32("step");

  constructor(rows: number) {
    super();
    if (rows > 0) this.reach(rows - 1);
  }
}

/** Nodes by topic; row t · N + n. */
export class MemberTable extends Table {
  // Peers in the mesh, outbound ones among them; and peers that are subscribed and up.
  meshCount = this.i32("peers");
  outCount = this.i32("peers");
  peerCount = this.i32("peers");
  // Peers with a mark against them, ever.
  markedCount = this.i32("peers");
  // What was told is counted up to this heartbeat; the last one after which something was heard.
  settled = this.i32("heartbeat", -1);
  lastHeard = this.i32("heartbeat", -1);

  constructor(rows: number) {
    super();
    if (rows > 0) this.reach(rows - 1);
  }
}

/** Nodes by topic, as members; no rows where nobody publishes what it is not subscribed to. */
export class FanoutTable extends Table {
  // Last moment of publishing to the fanout; −1: none.
  lastUs = this.f64("us", -1);
}

/** Messages heard after each of the last heartbeats; row (t · N + n) · history + heartbeat mod history. */
export class RecentTable extends Table {
  heard = this.i32("messages");

  constructor(rows: number) {
    super();
    if (rows > 0) this.reach(rows - 1);
  }
}

/** Nodes; row n. Control is what the node sent. */
export class NodeTable extends Table {
  isUp = this.u8("flag", 1);
  // The heartbeat at which it is to look after its meshes; −1: nothing is to be done.
  wake = this.i32("heartbeat", -1);
  grafts = this.u32("messages");
  prunes = this.u32("messages");
  iHaves = this.u32("messages");
  iHaveIds = this.f64("ids");
  iWants = this.u32("messages");
  iDontWants = this.u32("messages");
  // Received for the first time; received and not heard; shed at its full line.
  firsts = this.u32("messages");
  firstBytes = this.f64("bytes");
  ignored = this.u32("messages");
  shed = this.u32("messages");
  upSinceUs: Moments;

  /** `untilUs`: as of `MeshTable`. */
  constructor(count: number, untilUs: SimTimeUs) {
    super();
    this.upSinceUs = this.moments(untilUs);
    if (count > 0) this.reach(count - 1);
  }
}

/** Messages that somebody may still hear; a slot is used again when nobody can. */
export class MessageTable extends Table {
  serial = this.i32("number", -1);
  // Under which draws of nodes for it are named.
  name = this.f64("name");
  publishedUs = this.f64("us");
  author = this.i32("node");
  kind = this.i32("kind");
  sizeBytes = this.i32("bytes");
  // A bit a topic.
  topics = this.i32("topics");
  // Nodes that are to hear it; 0 where subscriptions change.
  expected = this.i32("nodes");

  add(): number {
    return this.addRow();
  }
}

/** What becomes of messages among the nodes of one part of the network; a row a slot. The sum over parts is what there is. */
export class TallyTable extends Table {
  // Events that wait and name it: less in one part where they are handled in another.
  pending = this.i32("events");
  // Nodes that have heard it, and the time from publication to the last one.
  heard = this.i32("nodes");
  lastHeardUs = this.i32("us");
  // Time from publication to the last time that one of them asked for it.
  lastAskedUs = this.i32("us");

  add(): number {
    return this.addRow();
  }
}

/** A time since publication as tables keep it, in words of 32 bits. Whoever hears a message later than that has it as long as anybody. */
export const storedUs = (elapsedUs: DurationUs): DurationUs => Math.min(elapsedUs, 0x7fff_fffe);

/** Messages by node; row slot · N + n. */
export class CopyTable extends Table {
  // Time from publication to the first copy, plus 1; 0: none came. More than 35 minutes are kept as these: see `storedUs`.
  heardUs = this.i32("us");
  hops = this.u8("hops");
  // 1: the node passes it on, and keeps it for a while.
  keeps = this.u8("flag");
}

/** Messages by node, as copies; no rows where nobody minds having asked before. */
export class WaitTable extends Table {
  // Time from publication to the last time that the node asked for it, plus 1; 0: never.
  askedUs = this.i32("us");
}

/** Copies that nodes sent of each kind of message; row kind + kinds · (group + groups · span). Duplicates are of the kind alone. */
export class KindTable extends Table {
  copies = this.f64("messages");
  copyBytes = this.f64("bytes");
  // Copies that came to who had heard the message.
  duplicates = this.f64("messages");

  constructor(count: number) {
    super();
    this.reach(count - 1);
  }
}

/** Control messages that are events: what became of them; and what limits keep nodes from. One row. */
export class ControlTable extends Table {
  sent = this.figure("messages");
  delivered = this.figure("messages");
  lost = this.figure("messages");
  inFlight = this.figure("messages");
  published = this.figure("messages");
  // Beyond limits: ids that a target was not told of; ids that it was told of and lacked, and did not ask for; IWANT that were not answered.
  untold = this.figure("ids");
  unasked = this.figure("ids");
  unanswered = this.figure("ids");
}
