import { Table } from "../table/table.js";
import { messages } from "./messages.js";

/** What became of the messages of each type; a row a type. */
export class TrafficByType extends Table {
  sent = this.f64("messages");
  sentBytes = this.f64("bytes");
  delivered = this.f64("messages");
  deliveredBytes = this.f64("bytes");
  lost = this.f64("messages");
  lostBytes = this.f64("bytes");
  // Of a part: sent from here and not yet arrived, less what came from elsewhere.
  inFlight = this.f64("messages");
  inFlightBytes = this.f64("bytes");

  add(): number {
    return this.addRow();
  }

  /** Null where what was sent is delivered, lost or in flight, messages and bytes. */
  imbalance(): string | null {
    for (let type = 0; type < this.count; type++) {
      const { sent, delivered, lost, inFlight, sentBytes, deliveredBytes, lostBytes, inFlightBytes } = this;
      if (sent[type] - delivered[type] - lost[type] !== inFlight[type])
        return messages.inFlight(inFlight[type], sent[type], delivered[type], lost[type]);
      if (sentBytes[type] - deliveredBytes[type] - lostBytes[type] !== inFlightBytes[type])
        return messages.inFlight(inFlightBytes[type], sentBytes[type], deliveredBytes[type], lostBytes[type]);
    }
    return null;
  }
}

/** What each node sent and got; a row a node. */
export class TrafficByNode extends Table {
  // Messages sent so far: names the next draw for the node's messages.
  sent = this.f64("messages");
  sentBytes = this.f64("bytes");
  receivedBytes = this.f64("bytes");

  constructor(count: number) {
    super();
    if (count > 0) this.reach(count - 1);
  }

  /** Null where what nodes sent and got is what types of messages did. */
  imbalance(byType: TrafficByType): string | null {
    const pairs = [
      ["sent", sum(this.sent, this.count), sum(byType.sent, byType.count)],
      ["bytes sent", sum(this.sentBytes, this.count), sum(byType.sentBytes, byType.count)],
      ["bytes delivered", sum(this.receivedBytes, this.count), sum(byType.deliveredBytes, byType.count)],
    ] as const;
    for (const [what, ofNodes, ofTypes] of pairs)
      if (ofNodes !== ofTypes) return messages.nodesDiffer(what, ofNodes, ofTypes);
    return null;
  }
}

/** Of whole numbers, whose order changes nothing. */
function sum(values: Float64Array, count: number): number {
  let total = 0;
  for (let k = 0; k < count; k++) total += values[k];
  return total;
}
