/**
 * Bytes that nodes and archives send and receive, by flow and by class, as protocol.md 11.13 has them: requests as they are sent over the wire,
 * everything else in closed form between two changes, so that what comes in every frame is counted without being sent.
 *
 * | flow           | who to whom                  | counted                                                       |
 * | -------------- | ---------------------------- | ------------------------------------------------------------- |
 * | archive mesh   | each archive to each, RPC    | proposal, votes and certificates of every global frame        |
 * | requests       | node to all archives, RPC    | each as it leaves, and as it arrives                          |
 * | reward proofs  | member to all archives, RPC  | of every frame of a shard, from each member that votes        |
 * | frame polls    | archive to node              | the whole frame once a second, to each node that is online    |
 * | shard gossip   | member to members            | proposal, votes, certificates, times the copies of the mesh   |
 * | peer info      | node to all nodes, gossip    | every 30 min, times the copies of the mesh                    |
 * | shard lists    | archive to node, RPC         | every 60 frames                                               |
 * | spam           | attacker to all archives     | at the rate of its machines; received as far as there is room |
 */
import { Table } from "../../../../sim/table/table.js";
import type { Bytes } from "../../../../sim/units/quantity-types.js";
import { OnlineCounts } from "./online-counts.js";

export const trafficFlows = [
  "archive mesh",
  "requests",
  "reward proofs",
  "frame polls",
  "shard gossip",
  "peer info",
  "shard lists",
  "spam",
] as const;
export type TrafficFlow = (typeof trafficFlows)[number];

/** Rows as they are reported: one for every report, flow and class that sent or received anything by then. */
class TrafficRows extends Table {
  timeUs = this.f64("us");
  flow = this.i32("flow");
  place = this.i32("class");
  /** Nodes of the class that are online, or archives. */
  nodes = this.i32("nodes");
  /** Since the report before. */
  sent = this.f64("bytes");
  received = this.f64("bytes");

  add(row: { timeUs: number; flow: number; place: number; nodes: number; sent: Bytes; received: Bytes }): void {
    const k = this.addRow();
    this.timeUs[k] = row.timeUs;
    this.flow[k] = row.flow;
    this.place[k] = row.place;
    this.nodes[k] = row.nodes;
    this.sent[k] = row.sent;
    this.received[k] = row.received;
  }
}

/** A row a flow and place, a place being a class of operators or, behind them, the archives. */
export class WireTraffic extends Table {
  readonly #places: number;
  sent = this.f64("bytes");
  received = this.f64("bytes");
  /** As they were reported last. */
  private reportedSent = this.f64("bytes");
  private reportedReceived = this.f64("bytes");
  /** Frames before this one are counted. */
  countedUntil = this.figure("frame", -1);
  archiveCount = this.figure("archives");
  /** Global frames that were made so far, and bytes of them all: header and requests. */
  framesMade = this.figure("frames");
  frameBytes = this.figure("bytes");
  readonly rows = this.part(new TrafficRows());
  /** By class: nodes that are online, and their workers, since the last frame that was stepped. */
  readonly online: OnlineCounts;

  /** `classes`: how many there are of operators. */
  constructor(classes: number) {
    super();
    this.#places = classes + 1;
    this.online = this.part(new OnlineCounts(classes));
    this.reach(trafficFlows.length * this.#places - 1);
  }

  /** The place of the archives. */
  get archives(): number {
    return this.#places - 1;
  }

  /** So many bytes more, which a place has sent; `times`: so often. */
  send(flow: TrafficFlow, place: number, bytes: Bytes, times = 1): void {
    addTo(this.sent, this.#row(flow, place), bytes, times);
  }

  receive(flow: TrafficFlow, place: number, bytes: Bytes, times = 1): void {
    addTo(this.received, this.#row(flow, place), bytes, times);
  }

  /** What all places have sent of a flow since the start. */
  sentOf(flow: TrafficFlow): Bytes {
    let sum = 0;
    for (let place = 0; place < this.#places; place++) sum += this.sent[this.#row(flow, place)];
    return sum;
  }

  /** Writes what came since the last report; `nodesOf`: of a place, nodes that are online. */
  report(timeUs: number, nodesOf: (place: number) => number): void {
    for (let flow = 0; flow < trafficFlows.length; flow++)
      for (let place = 0; place < this.#places; place++) {
        const row = flow * this.#places + place;
        const sent = this.sent[row] - this.reportedSent[row];
        const received = this.received[row] - this.reportedReceived[row];
        this.reportedSent[row] = this.sent[row];
        this.reportedReceived[row] = this.received[row];
        if (this.sent[row] + this.received[row] > 0)
          this.rows.add({ timeUs, flow, place, nodes: nodesOf(place), sent, received });
      }
  }

  #row(flow: TrafficFlow, place: number): number {
    return trafficFlows.indexOf(flow) * this.#places + place;
  }
}

/** One by one: sums too large to be exact are then the same, whoever counts at once. */
function addTo(column: Float64Array, row: number, bytes: Bytes, times: number): void {
  let sum = column[row];
  for (let k = 0; k < times; k++) sum += bytes;
  column[row] = sum;
}
